import {ask, pause} from '../shared/http.js';

const EVERY_MILLIS = 1_000;
const LIMIT_MILLIS = 3_000;
const AWAY_AFTER = 2;

/**
 * Asks for the whole bakery once a second, while somebody looks at the page. Events: `seen` with
 * the snapshot, `away` when the bakery has not answered twice, `refused` when the token is no good.
 */
export class Watch extends EventTarget {
  #token;
  #on = false;
  #last = null;

  constructor(token) {
    super();
    this.#token = token;
  }

  /** The last snapshot, or null. */
  get last() {
    return this.#last;
  }

  async start() {
    this.#on = true;
    let failures = 0;
    while (this.#on) {
      const next = performance.now() + EVERY_MILLIS;
      const answer = await ask('/v1/bakery', {token: this.#token, limitMillis: LIMIT_MILLIS});
      if (!this.#on) return;
      if (answer.status === 200 && answer.body) {
        failures = 0;
        this.#last = answer.body;
        this.#tell('seen', answer.body);
      } else if (answer.status === 401 || answer.status === 403) {
        this.stop();
        this.#tell('refused', answer);
      } else if (++failures >= AWAY_AFTER) {
        this.#tell('away', null);
      }
      await pause(Math.max(0, next - performance.now()));
      await untilSeen();
    }
  }

  stop() {
    this.#on = false;
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, {detail}));
  }
}

/** At once while the page is in front. */
function untilSeen() {
  if (!document.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    const look = () => {
      if (document.hidden) return;
      document.removeEventListener('visibilitychange', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
  });
}
