import {el} from '../shared/dom.js';
import '../shared/language-switch.js';
import {startSpeaking, t} from '../shared/texts.js';
import './basket-view.js';
import {Cart} from './cart.js';
import {Catalogue} from './catalogue.js';
import './checkout-view.js';
import './menu-view.js';
import {rememberOrder, trackerAddress} from './own-orders.js';
import {placedUnder} from './placing.js';
import './tracker-view.js';

const main = document.getElementById('main');
const catalogue = new Catalogue();
const cart = new Cart();

/** The page's views, by what stands behind the #. */
function view() {
  const wish = new URLSearchParams(window.location.hash.slice(1));
  if (wish.has('order')) {
    return {name: 'tracker', parts: [make('bakery-tracker', {orderId: wish.get('order'), token: wish.get('token') ?? ''})]};
  }
  if (wish.has('checkout')) return {name: 'checkout', parts: [make('bakery-checkout')]};
  return {name: 'menu', parts: [make('bakery-menu'), make('bakery-basket')]};
}

const make = (name, more = {}) => document.createElement(name).give({catalogue, cart, ...more});

function show({arriving}) {
  const {name, parts} = view();
  document.body.dataset.view = name;
  main.replaceChildren(...parts);
  title(name);
  if (!arriving) return;
  window.scrollTo(0, 0);
  main.querySelector('h1')?.focus({preventScroll: true});
}

function title(name) {
  document.title = name === 'tracker' ? t('bakery') : `${t(`titles.${name}`)} · ${t('bakery')}`;
}

function frame() {
  document.querySelector('.brand-name').textContent = t('bakery');
  document.querySelector('.skip').textContent = t('skip');
  document.querySelector('.foot').replaceChildren(el('p', {}, t('motto')));
}

/** Whether what was sent before the page was loaded again has become an order. */
async function settle() {
  if (!cart.sent) return;
  const order = await placedUnder(cart.key);
  if (!order) return;
  rememberOrder(order);
  cart.ordered();
  window.location.hash = trackerAddress(order.id, order.trackingToken);
}

await startSpeaking((language) => import(`./texts/${language}.js`));
frame();
await customElements.whenDefined('bakery-tracker');
show({arriving: false});
catalogue.start();
settle();

window.addEventListener('hashchange', () => show({arriving: true}));
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
document.addEventListener('languagechange', () => {
  frame();
  title(document.body.dataset.view);
  for (const part of main.children) part.render();
});
