import {announce, el, fill} from '../shared/dom.js';
import {ask, backoff, passes, pause} from '../shared/http.js';
import {passing} from '../shared/storage.js';
import {money, named, t, time} from '../shared/texts.js';
import {View} from '../shared/view.js';
import {Feed, FINAL} from './feed.js';
import {nameOf} from './stepper.js';

const DELIVERY = ['PLACED', 'PAID', 'BAKING', 'READY', 'ON_THE_WAY', 'DELIVERED', 'COMPLETED'];
const PICKUP = ['PLACED', 'PAID', 'BAKING', 'READY', 'COLLECTED', 'COMPLETED'];
const CANCELLABLE = new Set(['PLACED', 'PAID']);
/** Where a promise is kept, or is none any more. */
const KEPT = {delivery: ['DELIVERED', 'CANCELLING'], pickup: ['READY', 'COLLECTED', 'CANCELLING']};
const RECONNECTING_AFTER_MILLIS = 1_000;
const LATE_CHECK_MILLIS = 5_000;
const REFUSED = [400, 401, 403, 404];

/** `<bakery-tracker>`: one order, live, until it has ended. */
class TrackerView extends View {
  #order = null;
  #before = null;
  #steps = [];
  #state = 'live';
  #feed = null;
  #here = false;
  #unheard = [];
  #clock;

  connectedCallback() {
    super.connectedCallback();
    this.#here = true;
    this.#clock = setInterval(() => this.#showPromise(), LATE_CHECK_MILLIS);
    this.onChangeOf([this.catalogue], () => this.#showLines());
    this.#start();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#here = false;
    clearInterval(this.#clock);
    this.#feed?.stop();
  }

  async #start() {
    const late = setTimeout(() => this.#become('reconnecting'), RECONNECTING_AFTER_MILLIS);
    let answer;
    for (let tries = 0; this.#here; tries++) {
      answer = await this.#ask('');
      if (!passes(answer)) break;
      await pause(answer.retryMillis ?? backoff(tries));
    }
    clearTimeout(late);
    if (!this.#here) return;
    if (answer.status !== 200) {
      this.#become('refused');
      return;
    }
    this.#order = answer.body;
    this.#become('live');
    this.render();
    this.#follow();
  }

  #follow() {
    this.#feed = new Feed(this.orderId, this.token);
    this.#feed.addEventListener('step', (event) => this.#hear(event.detail));
    this.#feed.addEventListener('state', (event) => this.#become(event.detail));
    this.#feed.start();
  }

  #hear(news) {
    this.#steps.push(news);
    this.#showSteps();
    this.#showActions();
    // what comes at once is said in one breath
    this.#unheard.push(this.#nameOf(news));
    if (this.#unheard.length === 1) setTimeout(() => announce(this.#unheard.splice(0).join(', ')), 200);
    if (!FINAL.has(news.status)) this.#reread();
  }

  /** The promised time may have changed with a step. */
  async #reread() {
    const answer = await this.#ask('');
    if (answer.status !== 200 || answer.body.promisedAt === this.#order.promisedAt) return;
    this.#before = this.#order.promisedAt;
    this.#order = answer.body;
    this.#showPromise();
    announce(this.querySelector('.promise').textContent);
  }

  render() {
    if (this.#state === 'refused') {
      this.#renderUnknown();
    } else if (this.#order === null) {
      this.replaceChildren(el('h1', {tabindex: -1}, t('loading')), this.#connection());
    } else {
      this.#renderOrder();
    }
  }

  #renderUnknown() {
    this.replaceChildren(
      el('h1', {tabindex: -1}, t('tracker.unknown')),
      el('p', {}, t('tracker.unknownExplained')),
      el('p', {}, el('a', {class: 'button', href: '#'}, t('tracker.toMenu'))));
    this.querySelector('h1').focus();
  }

  #renderOrder() {
    const order = this.#order;
    const number = order.number;
    document.title = `${t('titles.tracker', {number})} · ${t('bakery')}`;
    const hadFocus = this.contains(document.activeElement);
    fill(this,
      el('p', {class: 'order-number'}, t('titles.tracker', {number})),
      el('h1', {tabindex: -1, class: 'now'}),
      el('p', {class: 'explained'}),
      el('p', {class: 'promise'}),
      passing.read('bakery.earlier') === this.orderId ? el('p', {class: 'notice'}, t('form.earlier')) : null,
      this.#connection(),
      el('div', {class: 'actions'},
        el('button', {type: 'button', class: 'quiet cancel', onclick: () => this.#askToCancel()}, t('tracker.cancel')),
        el('button', {type: 'button', class: 'button again', onclick: () => this.#again()}, t('tracker.again')),
        el('button', {type: 'button', class: 'quiet share', onclick: () => this.#share()}, t('tracker.share'))),
      el('p', {class: 'notice failure', role: 'alert', hidden: true}),
      el('p', {class: 'hint shared', hidden: true}),
      el('section', {'aria-labelledby': 'steps-heading'},
        el('h2', {id: 'steps-heading'}, t('tracker.steps')),
        el('ol', {class: 'steps'})),
      el('section', {class: 'summary', 'aria-labelledby': 'what-heading'},
        el('h2', {id: 'what-heading'}, t('tracker.what')),
        el('p', {}, t(`tracker.${order.fulfilment.method}`)),
        el('ul', {class: 'order-lines'}, order.lines.map((line) => this.#line(line))),
        el('p', {class: 'total-line'}, el('span', {}, t('basket.total')), el('strong', {}, money(order.total, order.currency))),
        el('p', {class: 'hint'}, t('tracker.tax', {tax: money(order.tax, order.currency)}))),
      this.#question());
    this.#showSteps();
    this.#showPromise();
    this.#showActions();
    if (hadFocus) this.querySelector('h1').focus();
  }

  #connection() {
    return el('p', {class: 'connection', role: 'status', hidden: this.#state !== 'reconnecting'}, t('tracker.reconnecting'));
  }

  #line({product, quantity, total}) {
    const known = this.catalogue.products.get(product);
    return el('li', {}, el('span', {}, `${quantity} × ${known ? nameOf(known) : product}`),
      el('span', {class: 'price'}, money(total, this.#order.currency)));
  }

  #question() {
    return el('dialog', {'aria-labelledby': 'question', 'aria-describedby': 'question-explained'},
      el('h2', {id: 'question'}, t('tracker.cancelQuestion')),
      el('p', {id: 'question-explained'}, t('tracker.cancelExplained')),
      el('div', {class: 'actions'},
        el('button', {type: 'button', class: 'button', 'data-answer': 'yes', onclick: () => this.#cancel()}, t('tracker.cancelYes')),
        el('button', {type: 'button', class: 'quiet', autofocus: true, 'data-answer': 'no', onclick: () => this.querySelector('dialog').close()}, t('tracker.cancelNo'))));
  }

  #showLines() {
    const lines = this.querySelector('.order-lines');
    if (lines) lines.replaceChildren(...this.#order.lines.map((line) => this.#line(line)));
  }

  get #status() {
    return this.#steps.at(-1)?.status ?? this.#order.status;
  }

  #nameOf({status, detail}) {
    return t(`steps.${status}`) + (detail ? `: ${named(`details.${detail}`, detail)}` : '');
  }

  #showSteps() {
    if (!this.querySelector('.steps')) return;
    const status = this.#status;
    const atCounter = status === 'READY' && this.#order.fulfilment.method === 'pickup';
    this.querySelector('.now').textContent = t(`steps.${status}`);
    this.querySelector('.explained').textContent = atCounter
      ? t('readyForPickup', {number: this.#order.number}) : t(`explained.${status}`);
    this.querySelector('.steps').replaceChildren(
      ...this.#steps.map((news, i) => this.#step(news, i === this.#steps.length - 1)),
      ...this.#toCome(status).map((next) => el('li', {class: 'to-come'}, el('span', {}, t(`steps.${next}`)))));
  }

  #step(news, last) {
    const over = FINAL.has(news.status) && news.status !== 'COMPLETED';
    return el('li', {class: over ? 'done over' : 'done', 'data-status': news.status, 'data-seq': news.seq, 'aria-current': last ? 'step' : null},
      el('span', {}, t(`steps.${news.status}`)),
      el('time', {datetime: news.at}, time(news.at)),
      news.detail ? el('p', {class: 'hint'}, named(`details.${news.detail}`, news.detail)) : null);
  }

  #toCome(status) {
    const path = this.#order.fulfilment.method === 'pickup' ? PICKUP : DELIVERY;
    const at = path.indexOf(status);
    return at < 0 ? [] : path.slice(at + 1);
  }

  #showPromise() {
    const promise = this.querySelector('.promise');
    if (!promise || this.#order === null) return;
    const {promisedAt, fulfilment} = this.#order;
    promise.hidden = FINAL.has(this.#status) || KEPT[fulfilment.method].includes(this.#status);
    if (promise.hidden) return;
    const late = Date.now() > Date.parse(promisedAt);
    promise.replaceChildren(
      `${t(`tracker.promised.${fulfilment.method}`)} `, el('strong', {}, time(promisedAt)),
      ...(this.#before ? [' · ', t('tracker.promisedNow', {time: time(promisedAt), before: time(this.#before)})] : []),
      ...(late ? [el('span', {class: 'late'}, t('tracker.late'))] : []));
  }

  #showActions() {
    if (!this.querySelector('.cancel')) return;
    const status = this.#status;
    this.#hide('.cancel', !CANCELLABLE.has(status));
    this.#hide('.share', FINAL.has(status));
    this.#hide('.again', !FINAL.has(status));
    const dialog = this.querySelector('dialog');
    if (dialog.open && !CANCELLABLE.has(status)) dialog.close();
    this.#showPromise();
  }

  /** The focus of what disappears goes to the heading, not to nowhere. */
  #hide(selector, hidden) {
    const button = this.querySelector(selector);
    const focused = button === document.activeElement;
    button.hidden = hidden;
    if (hidden && focused) this.querySelector('h1').focus();
  }

  #become(state) {
    this.#state = state;
    if (state === 'refused') {
      this.#order = null;
      this.render();
      return;
    }
    const connection = this.querySelector('.connection');
    if (connection) connection.hidden = state !== 'reconnecting';
  }

  #askToCancel() {
    this.querySelector('.failure').hidden = true;
    this.querySelector('dialog').showModal();
  }

  async #cancel() {
    this.querySelector('dialog').close();
    const button = this.querySelector('.cancel');
    button.setAttribute('aria-disabled', 'true');
    button.textContent = t('tracker.cancelling');
    let answer;
    for (let tries = 0; tries < 5; tries++) {
      answer = await this.#ask('/cancellation', 'POST');
      if (!passes(answer)) break;
      await pause(answer.retryMillis ?? backoff(tries));
    }
    const now = this.querySelector('.cancel');
    now.removeAttribute('aria-disabled');
    now.textContent = t('tracker.cancel');
    if (answer.status === 202) return;
    const failure = this.querySelector('.failure');
    failure.textContent = t(answer.status === 409 ? 'tracker.tooLate' : 'tracker.cancelFailed');
    failure.hidden = false;
  }

  #again() {
    this.cart.fill(this.#order.lines);
    window.location.hash = '#checkout';
  }

  async #share() {
    const url = window.location.href;
    const title = t('tracker.shareText', {number: this.#order.number});
    const hint = this.querySelector('.shared');
    hint.hidden = false;
    hint.textContent = t('tracker.shareExplained');
    try {
      if (navigator.share) {
        await navigator.share({title, url});
      } else {
        await navigator.clipboard.writeText(url);
        hint.textContent = `${t('tracker.copied')} ${t('tracker.shareExplained')}`;
        announce(hint.textContent);
      }
    } catch (failure) {
      if (failure.name !== 'AbortError') this.#showLink(hint, url);
    }
  }

  /** Where nothing may be copied by a page: to be copied by hand. */
  #showLink(hint, url) {
    const link = el('input', {type: 'text', id: 'link', readonly: true, value: url});
    hint.replaceChildren(el('label', {for: 'link'}, t('tracker.copyYourself')), link, t('tracker.shareExplained'));
    link.select();
  }

  #ask(path, method = 'GET') {
    return ask(`/v1/orders/${encodeURIComponent(this.orderId)}${path}`, {method, token: this.token});
  }
}

customElements.define('bakery-tracker', TrackerView);
