import {el} from '../shared/dom.js';
import {money, t} from '../shared/texts.js';
import {nameOf} from './stepper.js';

/** `<bakery-basket>`: beside the menu where there is room, else a bar at the bottom. */
class BasketView extends HTMLElement {
  #catalogue;
  #cart;

  give(catalogue, cart) {
    this.#catalogue = catalogue;
    this.#cart = cart;
    return this;
  }

  connectedCallback() {
    this.#catalogue.addEventListener('change', this.render);
    this.#cart.addEventListener('change', this.render);
    this.setAttribute('role', 'complementary');
    this.#frame();
    document.addEventListener('languagechange', this.#reframe);
  }

  disconnectedCallback() {
    this.#catalogue.removeEventListener('change', this.render);
    this.#cart.removeEventListener('change', this.render);
    document.removeEventListener('languagechange', this.#reframe);
  }

  #reframe = () => this.#frame();

  /** What stays, whatever is in it: a link that has the focus keeps it. */
  #frame() {
    this.setAttribute('aria-label', t('basket.title'));
    this.replaceChildren(
      el('h2', {}, t('basket.title')),
      el('ul', {class: 'basket-lines'}),
      el('p', {class: 'basket-sum'}, el('span', {class: 'basket-count'}), el('strong', {class: 'basket-total'})),
      el('a', {class: 'button', href: '#checkout'}, t('basket.checkout')));
    this.render();
  }

  render = () => {
    const {decimal, currency} = this.#cart.total(this.#catalogue.products);
    const count = this.#cart.count;
    this.classList.toggle('empty', count === 0);
    this.querySelector('ul').replaceChildren(...this.#cart.lines.map((line) => this.#line(line)));
    this.querySelector('.basket-count').textContent = count === 0 ? t('basket.empty') : t('basket.items', {count});
    this.querySelector('.basket-total').textContent = count === 0 ? '' : money(decimal, currency);
    this.querySelector('.button').hidden = count === 0;
  };

  #line({product: id, quantity}) {
    const product = this.#catalogue.products.get(id);
    const sold = this.#catalogue.isSold(id);
    return el('li', {class: product && !sold ? 'sold-out' : ''},
      `${quantity} × ${product ? nameOf(product) : id}`, product && !sold ? ` (${t('soldOut')})` : '');
  }
}

customElements.define('bakery-basket', BasketView);
