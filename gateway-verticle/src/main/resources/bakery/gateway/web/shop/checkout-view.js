import {announce, el} from '../shared/dom.js';
import {passing} from '../shared/storage.js';
import {money, t} from '../shared/texts.js';
import {View} from '../shared/view.js';
import {ADDRESS, choice, complaint, mark, textField, translated} from './fields.js';
import {rememberOrder, trackerAddress} from './own-orders.js';
import {place} from './placing.js';
import {nameOf, stepper} from './stepper.js';

const DRAFT = 'bakery.draft';
const CARDS = ['tok_ok', 'tok_declined', 'tok_insufficient_funds', 'tok_slow', 'tok_flaky', 'tok_outcome_unknown'];
const CLOSED = 'urn:bakery:problem:closed';

/** `<bakery-checkout>`: the basket, where to, how paid; and the order. */
class CheckoutView extends View {
  #draft = passing.read(DRAFT, {fulfilment: 'delivery', payment: 'card', card: 'tok_ok', address: {}});
  #lines = new Map();
  #placing = false;

  connectedCallback() {
    super.connectedCallback();
    this.onChangeOf([this.catalogue, this.cart], () => this.#show());
  }

  render() {
    this.#lines.clear();
    this.replaceChildren(
      el('h1', {tabindex: -1}, t('titles.checkout')),
      el('p', {}, el('a', {href: '#', class: 'back'}, t('basket.back'))),
      el('ul', {class: 'lines'}),
      el('p', {class: 'empty-basket'}, t('basket.empty')),
      this.#form());
    this.#show();
  }

  #form() {
    const {fulfilment, payment, card, address} = this.#draft;
    const keep = () => this.#keep();
    return el('form', {novalidate: true, onsubmit: (event) => { event.preventDefault(); this.#order(); }},
      el('p', {class: 'total-line'}, el('span', {}, t('basket.total')), el('strong', {class: 'total'})),
      el('fieldset', {}, el('legend', {}, t('form.how')),
        choice('fulfilment', 'delivery', fulfilment, t('form.delivery'), keep),
        choice('fulfilment', 'pickup', fulfilment, t('form.pickup'), keep)),
      el('fieldset', {class: 'address'}, el('legend', {}, t('form.address')),
        ADDRESS.map((field) => textField(field, address[field.name] ?? '', keep))),
      el('fieldset', {}, el('legend', {}, t('form.payment')),
        choice('payment', 'card', payment, t('form.card'), keep),
        el('div', {class: 'field card'},
          el('label', {for: 'field-card'}, t('form.whichCard')),
          el('select', {id: 'field-card', name: 'card', onchange: keep, 'aria-describedby': 'sandbox'},
            CARDS.map((token) => el('option', {value: token, selected: token === card}, t(`cards.${token}`)))),
          el('p', {class: 'hint', id: 'sandbox'}, t('form.sandbox'))),
        choice('payment', 'cash', payment, t('form.cash'), keep)),
      el('p', {class: 'notice failure', role: 'alert', hidden: true}),
      el('p', {class: 'notice patience', hidden: true}, t('form.waiting')),
      el('button', {type: 'submit', class: 'button order'}));
  }

  #keep() {
    const form = this.querySelector('form');
    const value = (name) => form.elements[name].value;
    this.#draft = {
      fulfilment: value('fulfilment'),
      payment: value('payment'),
      card: value('card'),
      address: Object.fromEntries(ADDRESS.map(({name}) => [name, value(name)])),
    };
    passing.write(DRAFT, this.#draft);
    for (const {name} of ADDRESS) {
      if (form.elements[name].hasAttribute('aria-invalid') && complaint(form.elements[name]) === null) mark(form.elements[name], null);
    }
    this.#showForm();
  }

  #show() {
    this.#showLines();
    this.#showForm();
  }

  #showLines() {
    const list = this.querySelector('.lines');
    const wanted = this.cart.lines.map((line) => line.product);
    for (const [id, line] of this.#lines) {
      if (wanted.includes(id)) continue;
      const stoodHere = line.element.contains(document.activeElement);
      line.element.remove();
      this.#lines.delete(id);
      if (stoodHere) this.querySelector('h1').focus();
    }
    for (const id of wanted) {
      const product = this.catalogue.products.get(id) ?? (this.catalogue.products.size > 0 ? {id, name: id, price: null} : null);
      if (product === null) continue;
      if (!this.#lines.has(id)) {
        this.#lines.set(id, this.#line(product));
        list.append(this.#lines.get(id).element);
      }
      this.#lines.get(id).show();
    }
  }

  #line(product) {
    const steps = stepper(product, this.cart);
    const sum = el('span', {class: 'price'});
    const error = el('p', {class: 'error', hidden: true});
    const element = el('li', {class: 'line', 'data-product': product.id},
      el('div', {class: 'what'}, el('h2', {}, nameOf(product)), error), sum, steps.element,
      el('button', {type: 'button', class: 'quiet', 'data-remove': product.id,
        'aria-label': t('remove', {product: nameOf(product)}), onclick: () => this.cart.set(product.id, 0)}, '×'));
    const show = () => {
      const now = this.catalogue.products.get(product.id);
      const sold = this.catalogue.isSold(product.id);
      steps.show(sold);
      sum.textContent = now ? money(this.#sum(product.id), now.currency) : '';
      element.classList.toggle('sold-out', !sold);
      const text = sold ? '' : t(now ? 'invalid.soldOut' : 'invalid.unknown');
      if (error.textContent === '' && text !== '') announce(`${nameOf(product)} ${text}`);
      error.hidden = sold;
      error.textContent = text;
    };
    return {element, show, complain: (text) => { error.hidden = false; error.textContent = text; }};
  }

  #sum(id) {
    return this.cart.total(new Map([[id, this.catalogue.products.get(id)]])).decimal;
  }

  #showForm() {
    const {decimal, currency} = this.cart.total(this.catalogue.products);
    const total = money(decimal, currency);
    const form = this.querySelector('form');
    const empty = this.cart.count === 0;
    this.querySelector('.empty-basket').hidden = !empty;
    form.hidden = empty;
    form.querySelector('.total').textContent = total;
    form.querySelector('.address').hidden = this.#draft.fulfilment !== 'delivery';
    form.querySelector('.card').hidden = this.#draft.payment !== 'card';
    for (const fieldset of form.querySelectorAll('fieldset')) fieldset.disabled = this.#placing;
    this.querySelector('.lines').inert = this.#placing;
    const button = form.querySelector('.order');
    button.textContent = this.#placing ? t('form.placing') : t('form.order', {total});
    button.setAttribute('aria-disabled', this.#placing);
  }

  async #order() {
    if (this.#placing || !this.#looksRight()) return;
    this.#busy(true);
    this.cart.sending();
    const body = JSON.stringify(this.#request());
    const result = await place(this.cart.key, body, () => this.#wait());
    this.#busy(false);
    if (result.order) this.#ordered(result);
    else if (result.problem) this.#refused(result.problem);
    else this.#fail(t('form.gaveUp'));
  }

  #request() {
    const {fulfilment, payment, card, address} = this.#draft;
    return {
      lines: this.cart.lines,
      fulfilment: fulfilment === 'pickup' ? {method: 'pickup'} : {method: 'delivery', address},
      payment: payment === 'cash' ? {method: 'cash'} : {method: 'card', token: card},
    };
  }

  #looksRight() {
    this.querySelector('.failure').hidden = true;
    if (this.cart.lines.some((line) => !this.catalogue.isSold(line.product))) {
      this.#fail(t('basket.blocked'));
      return false;
    }
    if (this.#draft.fulfilment !== 'delivery') return true;
    const inputs = ADDRESS.map(({name}) => this.querySelector('form').elements[name]);
    inputs.forEach((input) => mark(input, complaint(input)));
    inputs.find((input) => input.hasAttribute('aria-invalid'))?.focus();
    return inputs.every((input) => !input.hasAttribute('aria-invalid'));
  }

  #busy(placing) {
    this.#placing = placing;
    this.querySelector('.patience').hidden = true;
    this.#showForm();
    if (placing) announce(t('form.placing'));
  }

  #wait() {
    const patience = this.querySelector('.patience');
    if (patience.hidden) announce(t('form.waiting'));
    patience.hidden = false;
  }

  #ordered({order, earlier = false}) {
    rememberOrder(order);
    this.cart.ordered({keepLines: earlier});
    if (earlier) passing.write('bakery.earlier', order.id);
    window.location.hash = trackerAddress(order.id, order.trackingToken);
  }

  #refused(problem) {
    this.cart.refused();
    let first = null;
    let placeless = null;
    for (const {pointer, detail} of problem.errors ?? []) {
      const line = /^\/lines\/(\d+)\//.exec(pointer);
      const input = this.querySelector('form').elements[pointer.split('/').pop()];
      const text = translated(detail);
      if (line) {
        const item = this.#lines.get(this.cart.lines[Number(line[1])]?.product);
        item?.complain(text);
        first ??= item?.element.querySelector('[data-remove]');
      } else if (input) {
        mark(input, text);
        first ??= input;
      } else {
        placeless ??= `${pointer} ${text}`;
      }
    }
    if (problem.type === CLOSED) this.#fail(t('form.closed', {detail: problem.detail}));
    else this.#fail(first ? t('form.wrong') : t('form.refused', {detail: placeless ?? problem.detail ?? ''}));
    first?.focus();
  }

  #fail(text) {
    const failure = this.querySelector('.failure');
    failure.textContent = text;
    failure.hidden = false;
  }
}

customElements.define('bakery-checkout', CheckoutView);
