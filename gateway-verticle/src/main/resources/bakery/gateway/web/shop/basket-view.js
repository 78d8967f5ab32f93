import {el} from '../shared/dom.js';
import {money, t} from '../shared/texts.js';
import {View} from '../shared/view.js';
import {nameOf} from './stepper.js';

/** `<bakery-basket>`: beside the menu where there is room, else a bar at the bottom. */
class BasketView extends View {
  connectedCallback() {
    super.connectedCallback();
    this.onChangeOf([this.catalogue, this.cart], () => this.#show());
  }

  /** What stays, whatever is in it: a link that has the focus keeps it. */
  render() {
    this.setAttribute('role', 'complementary');
    this.setAttribute('aria-label', t('basket.title'));
    this.replaceChildren(
      el('h2', {}, t('basket.title')),
      el('ul', {class: 'basket-lines'}),
      el('p', {class: 'basket-sum'}, el('span', {class: 'basket-count'}), el('strong', {class: 'basket-total'})),
      el('a', {class: 'button', href: '#checkout'}, t('basket.checkout')));
    this.#show();
  }

  #show() {
    const {decimal, currency} = this.cart.total(this.catalogue.products);
    const count = this.cart.count;
    this.classList.toggle('empty', count === 0);
    this.querySelector('ul').replaceChildren(...this.cart.lines.map((line) => this.#line(line)));
    this.querySelector('.basket-count').textContent = count === 0 ? t('basket.empty') : t('basket.items', {count});
    this.querySelector('.basket-total').textContent = count === 0 ? '' : money(decimal, currency);
    this.querySelector('.button').hidden = count === 0;
  }

  #line({product: id, quantity}) {
    const product = this.catalogue.products.get(id);
    const sold = this.catalogue.isSold(id);
    return el('li', {class: product && !sold ? 'sold-out' : ''},
      `${quantity} × ${product ? nameOf(product) : id}`, product && !sold ? ` (${t('soldOut')})` : '');
  }
}

customElements.define('bakery-basket', BasketView);
