import '../shared/language-switch.js';
import {passing} from '../shared/storage.js';
import {customs, startSpeaking, t} from '../shared/texts.js';
import './floor-view.js';
import './sign-in.js';

const TOKEN = 'bakery.staff-token';

const main = document.getElementById('main');
const state = document.querySelector('.state');
const clock = document.querySelector('.clock');
const out = document.querySelector('.sign-out');

let current = {state: null};

/** The token stays in this tab, and goes nowhere but to the bakery, as a header. */
function showFloor(token) {
  passing.write(TOKEN, token);
  const floor = document.createElement('bakery-floor').give({token});
  floor.addEventListener('state', ({detail}) => tell(detail));
  floor.addEventListener('refused', () => signOut('ended'));
  replace(floor, 'floor');
}

function signOut(why) {
  passing.write(TOKEN, null);
  const signIn = document.createElement('bakery-sign-in').give({why});
  signIn.addEventListener('signedin', ({detail}) => showFloor(detail));
  current = {state: null};
  replace(signIn, 'sign-in');
}

function replace(view, name) {
  document.body.dataset.view = name;
  main.replaceChildren(view);
  frame();
  view.querySelector('h1').focus({preventScroll: true});
}

function tell(detail) {
  current = detail;
  head();
}

/** What the head of the page says of the bakery, readable from afar. */
function head() {
  state.hidden = clock.hidden = current.state === null;
  if (current.state === null) return;
  if (state.dataset.state !== current.state) state.dataset.state = current.state;
  const text = t(`head.${current.state}`, {count: current.count ?? 0});
  if (state.textContent !== text) state.textContent = text;
  if (!current.at) return;
  const at = new Date(current.at);
  clock.dateTime = current.at;
  clock.textContent = new Intl.DateTimeFormat(customs(), {hour: '2-digit', minute: '2-digit', second: '2-digit'}).format(at);
}

function frame() {
  document.title = t(document.body.dataset.view === 'floor' ? 'title' : 'signIn.title');
  document.querySelector('.brand-name').textContent = t('bakery');
  document.querySelector('.skip').textContent = t('skip');
  out.textContent = t('signOut');
  out.hidden = document.body.dataset.view !== 'floor';
  head();
}

await startSpeaking((language) => import(`./texts/${language}.js`));
const kept = passing.read(TOKEN, null);
if (kept) showFloor(kept);
else signOut(null);

out.addEventListener('click', () => signOut(null));
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
document.addEventListener('languagechange', () => {
  frame();
  for (const part of main.children) part.render();
});
