import {announce, el, picture} from '../shared/dom.js';
import {list, money, named, t} from '../shared/texts.js';
import {View} from '../shared/view.js';
import {trackerAddress, ownOrders} from './own-orders.js';
import {nameOf, stepper} from './stepper.js';

/** `<bakery-menu>`: what is sold, by kind. */
class MenuView extends View {
  #steppers = new Map();
  #shown = '';

  connectedCallback() {
    super.connectedCallback();
    this.onChangeOf([this.catalogue], () => this.#showMenu());
    this.onChangeOf([this.cart], () => this.#update());
  }

  render() {
    const kinds = this.catalogue.byKind();
    this.#steppers.clear();
    this.#shown = JSON.stringify([...this.catalogue.products.values()].map(lasting));
    this.replaceChildren(
      el('h1', {tabindex: -1}, t('titles.menu')),
      el('p', {class: 'motto'}, t('motto')),
      ...ownOrders().slice(0, 2).map((order) => el('p', {},
        el('a', {class: 'own-order', href: trackerAddress(order.id, order.token)}, t('tracker.yours', {number: order.number})))),
      el('p', {class: 'notice', hidden: true}, t('away')),
      kinds.size === 0 ? el('p', {class: 'waiting'}, t('noMenu')) : this.#chips([...kinds.keys()]),
      ...[...kinds].map(([kind, products]) => this.#kind(kind, products)));
    this.#update();
    if (kinds.size > 0) requestAnimationFrame(() => performance.mark('menu'));
  }

  #chips(kinds) {
    return el('nav', {class: 'chips', 'aria-label': t('kindsOfMenu')}, el('ul', {}, kinds.map((kind) => el('li', {},
      el('button', {type: 'button', onclick: () => this.#goTo(kind)}, picture(kind), named(`kinds.${kind}`, kind))))));
  }

  #goTo(kind) {
    const heading = this.querySelector(`#kind-${CSS.escape(kind)}`);
    heading.focus({preventScroll: true});
    heading.closest('section').scrollIntoView({behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth'});
  }

  #kind(kind, products) {
    return el('section', {class: 'kind', 'aria-labelledby': `kind-${kind}`},
      el('h2', {id: `kind-${kind}`, tabindex: -1}, picture(kind), named(`kinds.${kind}`, kind)),
      el('ul', {class: 'products'}, products.map((product) => this.#product(product))));
  }

  #product(product) {
    const steps = stepper(product, this.cart);
    const allergens = product.allergens.map((allergen) => named(`allergens.${allergen}`, allergen));
    const item = el('li', {class: 'product', 'data-product': product.id},
      el('div', {class: 'what'},
        el('h3', {}, nameOf(product)),
        el('p', {class: 'allergens'}, allergens.length ? t('contains', {allergens: list(allergens)}) : t('containsNone'))),
      el('span', {class: 'price'}, money(product.price, product.currency)),
      steps.element);
    this.#steppers.set(product.id, {item, steps});
    return item;
  }

  /** A product that comes, goes or costs something else changes the page; sold out only its line. */
  #showMenu() {
    const shown = JSON.stringify([...this.catalogue.products.values()].map(lasting));
    if (shown !== this.#shown) this.render();
    else this.#update();
  }

  #update() {
    this.querySelector('.notice').hidden = this.catalogue.reached;
    for (const [id, {item, steps}] of this.#steppers) {
      const sold = this.catalogue.isSold(id);
      const was = item.classList.contains('sold-out');
      if (was === sold && item.dataset.known) {
        announce(t(sold ? 'thereAgain' : 'nowSoldOut', {product: nameOf(this.catalogue.products.get(id))}));
      }
      item.dataset.known = 'true';
      item.classList.toggle('sold-out', !sold);
      steps.show(sold);
    }
  }
}

function lasting({available, ...others}) {
  return others;
}

customElements.define('bakery-menu', MenuView);
