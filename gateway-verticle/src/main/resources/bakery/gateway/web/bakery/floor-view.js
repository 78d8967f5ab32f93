import {el} from '../shared/dom.js';
import {named, t} from '../shared/texts.js';
import {View} from '../shared/view.js';
import {Errands} from './errands.js';
import './demonstration.js';
import './journey.js';
import './plots.js';
import './queues.js';
import './repairs.js';
import './rooms.js';
import {Tickets} from './tickets.js';
import {span} from './units.js';
import {Watch} from './watch.js';

/**
 * `<bakery-floor>`: the whole bakery, once a second. Tells `refused` when the token is no good any
 * more, and `state` with what the head of the page shows.
 */
class FloorView extends View {
  #watch;
  #tickets;
  #away = false;

  connectedCallback() {
    super.connectedCallback();
    this.#watch = new Watch(this.token);
    this.#watch.addEventListener('seen', ({detail}) => this.#show(detail));
    this.#watch.addEventListener('away', () => this.#lose());
    this.#watch.addEventListener('refused', () => this.dispatchEvent(new Event('refused')));
    this.#watch.start();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#watch.stop();
    this.#tickets.end();
  }

  render() {
    this.#tickets?.end();
    const notes = el('div', {class: 'notes'});
    const errands = new Errands(this.token, notes);
    const make = (name) => document.createElement(name).give({errands});
    const stage = el('div', {class: 'stage'}, make('bakery-journey'), make('bakery-rooms'));
    this.replaceChildren(
      el('h1', {class: 'unseen', tabindex: '-1'}, t('title')),
      el('ul', {class: 'worries', 'aria-label': t('worries'), hidden: true}),
      el('div', {class: 'plan'},
        stage,
        el('div', {class: 'side'}, make('bakery-demonstration'), make('bakery-plots'), make('bakery-queues'), make('bakery-repairs'))),
      notes);
    this.#tickets = new Tickets(stage);
    if (this.#watch?.last) this.#show(this.#watch.last);
  }

  #show(seen) {
    this.#away = false;
    this.classList.remove('away');
    this.querySelector('.plan').setAttribute('aria-busy', 'false');
    this.#worry(seen);
    for (const part of ['demonstration', 'journey', 'rooms', 'plots', 'queues', 'repairs']) this.querySelector(`bakery-${part}`).show(seen);
    this.#tickets.show(seen.traffic.sample, this.querySelector('bakery-rooms').takenOver);
    this.#tell(seen.worries.length ? 'worried' : 'well', {at: seen.at, count: seen.worries.length});
  }

  #worry({worries}) {
    const list = this.querySelector('.worries');
    list.hidden = worries.length === 0;
    const sentences = worries.map(sentence);
    if (list.dataset.said === sentences.join('\n')) return;
    list.dataset.said = sentences.join('\n');
    list.replaceChildren(...sentences.map((each) => el('li', {}, each)));
  }

  #lose() {
    if (this.#away) return;
    this.#away = true;
    this.classList.add('away');
    this.#tell('away', {});
  }

  #tell(state, more) {
    this.dispatchEvent(new CustomEvent('state', {detail: {state, ...more}}));
  }
}

/** As the bakery says it in English where this page has no words for it. */
function sentence({kind, text, about, count = 0, seconds = 0, what = ''}) {
  const name = `worry.${kind}`;
  if (named(name, null) === null) return text;
  return t(name, {about: named(`roles.${about}`, about), count, seconds: span(seconds), what: named(`nodeStates.${what}`, what)});
}

customElements.define('bakery-floor', FloorView);
