import {ask} from '../shared/http.js';

const LOOK_EVERY_MILLIS = 3_000;

/** What is sold just now. Says `change` when the bakery has said something new. */
export class Catalogue extends EventTarget {
  products = new Map();
  /** False while the bakery cannot be asked. */
  reached = true;
  #version = -1;
  #etag = null;

  start() {
    document.addEventListener('visibilitychange', () => { if (!document.hidden) this.#look(); });
    setInterval(() => { if (!document.hidden) this.#look(); }, LOOK_EVERY_MILLIS);
    return this.#look();
  }

  /** The kinds in the order of the menu, each with its products. */
  byKind() {
    const kinds = new Map();
    for (const product of this.products.values()) {
      if (!kinds.has(product.category)) kinds.set(product.category, []);
      kinds.get(product.category).push(product);
    }
    return kinds;
  }

  isSold(id) {
    return this.products.get(id)?.available === true;
  }

  async #look() {
    const answer = await ask('/v1/menu', {headers: this.#etag ? {'If-None-Match': this.#etag} : {}});
    const reached = answer.status === 200 || answer.status === 304;
    const moved = reached !== this.reached;
    this.reached = reached;
    // another gateway may be a moment behind: what was seen does not go back
    if (answer.status === 200 && answer.body.version > this.#version) {
      this.#version = answer.body.version;
      this.#etag = answer.etag;
      this.products = new Map(answer.body.products.map((product) => [product.id, product]));
      this.dispatchEvent(new Event('change'));
    } else if (moved) {
      this.dispatchEvent(new Event('change'));
    }
  }
}
