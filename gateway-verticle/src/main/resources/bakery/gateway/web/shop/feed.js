import {ask, backoff} from '../shared/http.js';

export const FINAL = new Set(['COMPLETED', 'DECLINED', 'CANCELLED']);

const OPEN_LIMIT_MILLIS = 5_000;
const LATE_MILLIS = 1_000;
const CARE_MILLIS = 20_000;
const GRACE_MILLIS = 2_000;
const ENDED = 1000;
const TRY_FIRST_MILLIS = 100;

/**
 * The steps of an order, each once and in order, whatever becomes of the gateway that tells them: a
 * socket that ends is opened again, anywhere, after the last step seen. Says `step` with the news as
 * detail, and `state`: `live`, `reconnecting` (only when it takes long), `ended`, `refused`.
 */
export class Feed extends EventTarget {
  #id;
  #token;
  #socket = null;
  #seq = 0;
  #tries = 0;
  #ended = false;
  #again;
  #late;
  #care;
  #onNotice = () => this.#lookAfter();

  constructor(id, token) {
    super();
    this.#id = id;
    this.#token = token;
  }

  start() {
    window.addEventListener('online', this.#onNotice);
    document.addEventListener('visibilitychange', this.#onNotice);
    this.#care = setInterval(this.#onNotice, CARE_MILLIS);
    this.#open();
  }

  stop() {
    this.#ended = true;
    window.removeEventListener('online', this.#onNotice);
    document.removeEventListener('visibilitychange', this.#onNotice);
    clearInterval(this.#care);
    clearTimeout(this.#again);
    clearTimeout(this.#late);
    this.#socket?.close();
    this.#socket = null;
  }

  #open() {
    clearTimeout(this.#again);
    this.#late ??= setTimeout(() => this.#say('reconnecting'), LATE_MILLIS);
    const url = new URL(`/v1/orders/${this.#id}/feed?after=${this.#seq}`, window.location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    // the token in a subprotocol, because addresses are logged by whatever stands between
    const socket = new WebSocket(url, ['bakery.feed', `bearer.${this.#token}`]);
    const limit = setTimeout(() => this.#lost(socket), OPEN_LIMIT_MILLIS);
    let opened = false;
    this.#socket = socket;
    socket.onopen = () => {
      opened = true;
      clearTimeout(limit);
      if (socket === this.#socket) this.#live();
    };
    socket.onmessage = (message) => { if (socket === this.#socket) this.#hear(JSON.parse(message.data)); };
    socket.onclose = (close) => {
      clearTimeout(limit);
      if (socket !== this.#socket) return;
      if (close.code === ENDED && this.#ended) return;
      if (!opened) this.#askWhy();
      this.#lost(socket);
    };
  }

  #live() {
    clearTimeout(this.#late);
    this.#late = null;
    this.#tries = 0;
    this.#say('live');
  }

  #hear(news) {
    if (news.seq <= this.#seq) return;
    if (news.seq > this.#seq + 1) {
      this.#lost(this.#socket);
      return;
    }
    this.#seq = news.seq;
    this.dispatchEvent(new CustomEvent('step', {detail: news}));
    if (FINAL.has(news.status)) {
      this.stop();
      this.#say('ended');
    }
  }

  #lost(socket) {
    if (this.#ended || socket !== this.#socket) return;
    this.#socket = null;
    socket.close();
    this.#late ??= setTimeout(() => this.#say('reconnecting'), LATE_MILLIS);
    this.#again = setTimeout(() => this.#open(), backoff(this.#tries++, {firstMillis: TRY_FIRST_MILLIS}));
  }

  /** A handshake that fails does not tell a browser why. */
  async #askWhy() {
    const answer = await this.#order();
    if (this.#ended || ![401, 403, 404].includes(answer.status)) return;
    this.stop();
    this.#say('refused');
  }

  /** A connection that died in silence looks alive: ask what it should have told. */
  async #lookAfter() {
    if (this.#ended || document.hidden) return;
    const socket = this.#socket;
    if (socket === null) {
      this.#open();
      return;
    }
    const answer = await this.#order();
    if (answer.status !== 200 || answer.body.seq <= this.#seq) return;
    setTimeout(() => { if (answer.body.seq > this.#seq) this.#lost(socket); }, GRACE_MILLIS);
  }

  #order() {
    return ask(`/v1/orders/${this.#id}`, {token: this.#token});
  }

  #say(state) {
    this.dispatchEvent(new CustomEvent('state', {detail: state}));
  }
}
