/** A part of a page, drawn when it comes into it; what it hears of others ends when it leaves. */
export class View extends HTMLElement {
  #stay;

  /** What it works with, by name, before it comes into the page. */
  give(things) {
    return Object.assign(this, things);
  }

  connectedCallback() {
    this.#stay = new AbortController();
    this.render();
  }

  disconnectedCallback() {
    this.#stay.abort();
  }

  /** Calls when one of them says `change`, while it is in the page. */
  onChangeOf(sources, listener) {
    for (const source of sources) source.addEventListener('change', listener, {signal: this.#stay.signal});
  }
}
