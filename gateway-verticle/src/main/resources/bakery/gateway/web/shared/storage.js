/** What a browser keeps, as JSON; a browser that keeps nothing forgets it with the page. */
class Storage {
  #kept;
  #memory = new Map();

  constructor(kept) {
    try {
      this.#kept = kept();
    } catch {
      this.#kept = null;
    }
  }

  read(name, otherwise) {
    try {
      const text = this.#memory.get(name) ?? this.#kept?.getItem(name);
      return text ? JSON.parse(text) : otherwise;
    } catch {
      return otherwise;
    }
  }

  write(name, value) {
    const text = JSON.stringify(value);
    try {
      this.#kept.setItem(name, text);
      this.#memory.delete(name);
    } catch {
      this.#memory.set(name, text);
    }
  }
}

/** For this browser, until it is told to forget. */
export const lasting = new Storage(() => window.localStorage);

/** For this tab. */
export const passing = new Storage(() => window.sessionStorage);
