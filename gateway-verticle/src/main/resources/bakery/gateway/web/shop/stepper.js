import {announce, el} from '../shared/dom.js';
import {named, t} from '../shared/texts.js';

export const nameOf = (product) => named(`products.${product.id}`, product.name);

/**
 * One fewer, how many, one more. Its buttons stay where they are whatever the number, so that the
 * focus does too.
 *
 * @returns {{element: Element, show: (isSold: boolean) => void}}
 */
export function stepper(product, cart) {
  const name = nameOf(product);
  const fewer = el('button', {type: 'button', class: 'step', 'data-step': 'fewer', 'aria-label': t('takeOne', {product: name}),
    onclick: () => change(-1)}, '−');
  const number = el('span', {class: 'step-number'});
  const more = el('button', {type: 'button', class: 'step', 'data-step': 'more', onclick: () => change(1)});
  const element = el('div', {class: 'stepper'}, fewer, number, more);
  let sold = true;

  function change(by) {
    if (by > 0 && !sold) return;
    cart.set(product.id, cart.quantity(product.id) + by);
    const count = cart.quantity(product.id);
    if (count === 0 && more.isConnected) more.focus();
    announce(t('inBasket', {product: name, count}));
  }

  function show(isSold) {
    sold = isSold;
    const count = cart.quantity(product.id);
    element.classList.toggle('chosen', count > 0);
    fewer.hidden = count === 0;
    number.hidden = count === 0;
    number.textContent = count;
    // not disabled: whoever stands on the button would be thrown off it
    more.setAttribute('aria-disabled', !sold);
    more.setAttribute('aria-label', !sold ? `${name}: ${t('soldOut')}` : t(count === 0 ? 'addFirst' : 'addOne', {product: name}));
    more.textContent = !sold ? t('soldOut') : count === 0 ? t('add') : '+';
  }

  return {element, show};
}
