import {lasting} from '../shared/storage.js';

const NAME = 'bakery.cart';
const LINES = 50;
const QUANTITY = 100;

/**
 * What somebody wants, kept in the browser, together with the idempotency key under which it will be
 * ordered: however often it is sent, it is one order. Says `change`, also when another tab has
 * changed it.
 */
export class Cart extends EventTarget {
  #lines;
  #key;
  #sent;

  constructor() {
    super();
    this.#read();
    window.addEventListener('storage', () => {
      this.#read();
      this.dispatchEvent(new Event('change'));
    });
  }

  get lines() {
    return [...this.#lines].map(([product, quantity]) => ({product, quantity}));
  }

  get count() {
    return this.lines.reduce((sum, line) => sum + line.quantity, 0);
  }

  get key() {
    return this.#key;
  }

  /** Whether it was sent and no answer came yet. */
  get sent() {
    return this.#sent;
  }

  quantity(product) {
    return this.#lines.get(product) ?? 0;
  }

  set(product, quantity) {
    const wanted = Math.max(0, Math.min(QUANTITY, quantity));
    if (wanted === 0) this.#lines.delete(product);
    else if (this.#lines.has(product) || this.#lines.size < LINES) this.#lines.set(product, wanted);
    this.#keep();
  }

  fill(lines) {
    this.#lines = new Map(lines.map(({product, quantity}) => [product, quantity]));
    this.#keep();
  }

  /** Remembers before it goes out, so that a page that is loaded again can ask what came of it. */
  sending() {
    this.#sent = true;
    this.#keep();
  }

  /** A definite no: the key is as good as new. */
  refused() {
    this.#sent = false;
    this.#keep();
  }

  /** The key has its order; what comes next is another one. */
  ordered({keepLines = false} = {}) {
    if (!keepLines) this.#lines.clear();
    this.#key = newKey();
    this.#sent = false;
    this.#keep();
  }

  /** In minor units, so that nothing is rounded; of what is on the menu. */
  total(products) {
    let sum = 0n;
    let digits = 2;
    let currency = 'GBP';
    for (const {product, quantity} of this.lines) {
      const price = products.get(product)?.price;
      if (price === undefined) continue;
      currency = products.get(product).currency;
      digits = price.split('.')[1]?.length ?? 0;
      sum += BigInt(price.replace('.', '')) * BigInt(quantity);
    }
    const text = sum.toString().padStart(digits + 1, '0');
    const decimal = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
    return {decimal, currency};
  }

  #read() {
    const kept = lasting.read(NAME, {});
    this.#lines = new Map((kept.lines ?? []).map(({product, quantity}) => [product, quantity]));
    this.#key = kept.key ?? newKey();
    this.#sent = kept.sent ?? false;
  }

  #keep() {
    lasting.write(NAME, {lines: this.lines, key: this.#key, sent: this.#sent});
    this.dispatchEvent(new Event('change'));
  }
}

/** 128 bits; randomUUID is not there on a page without TLS. */
function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
