import {el} from '../shared/dom.js';
import {customs, t} from '../shared/texts.js';
import {View} from '../shared/view.js';
import {say} from './keyed.js';
import {number} from './units.js';

const SPEEDS = [1, 10, 60, 300, 1_000, 3_600];
const LOADS = [1, 10, 50, 100, 300, 1_000];
const USUAL = {speed: 60, load: 10};

/**
 * `<bakery-demonstration>`: a real day played to the bakery, at a chosen speed and load; shown only
 * where a node was started with permission for it.
 */
class Demonstration extends View {
  #told = null;
  #playing = null;
  #lost = null;
  #chosen = {...USUAL};

  render() {
    this.replaceChildren(
      el('h2', {id: 'demonstration', tabindex: '-1'}, t('demonstration.title')),
      el('p', {class: 'day hint'}),
      el('p', {class: 'so-far', hidden: true}),
      el('p', {class: 'turned-away hint', hidden: true}),
      el('div', {class: 'tempo'},
        this.#choice('speed', SPEEDS),
        this.#choice('load', LOADS),
        el('span', {class: 'doings'},
          el('button', {type: 'button', class: 'small start', onclick: () => this.#start()}),
          el('button', {type: 'button', class: 'small stop', onclick: () => this.#stop()}, t('demonstration.stop')))),
      el('p', {class: 'rate hint'}));
    this.#paint();
  }

  show({demonstration, nodes}) {
    if (demonstration?.state === 'running') {
      if (this.#playing?.startedAt !== demonstration.startedAt) this.#choose(demonstration);
      this.#playing = demonstration;
      this.#lost = null;
    } else if (this.#playing) {
      this.#missed(demonstration, nodes);
    }
    this.#told = demonstration;
    this.#paint();
  }

  /** It has ended, with the node that played it, or this look did not hear of it. */
  #missed(demonstration, nodes) {
    const {node, startedAt} = this.#playing;
    const gone = !nodes.some(({name}) => name === node);
    if (!gone && demonstration?.startedAt !== startedAt) return;
    this.#playing = null;
    if (!gone) return;
    this.#lost = node;
    this.errands.note(t('demonstration.lost', {node}), true);
  }

  #choice(name, values) {
    const select = el('select', {name, onchange: () => {
      this.#chosen[name] = Number(select.value);
      this.#paint();
    }}, ...this.#options(values, this.#chosen[name]));
    return el('label', {}, t(`demonstration.${name}`), select);
  }

  #options(values, chosen) {
    return [...new Set([...values, chosen])].sort((one, other) => one - other)
      .map((value) => el('option', {value, selected: value === chosen}, `× ${number(value)}`));
  }

  /** What somebody else chose is chosen here, too. */
  #choose({speed, load}) {
    this.#chosen = {speed, load};
    this.querySelector('[name=speed]').replaceChildren(...this.#options(SPEEDS, speed));
    this.querySelector('[name=load]').replaceChildren(...this.#options(LOADS, load));
  }

  #paint() {
    const told = this.#told;
    this.hidden = !told && !this.#lost;
    if (this.hidden) return;
    const running = told?.state === 'running';
    this.querySelector('.day').hidden = !told || running;
    if (told) say(this.querySelector('.day'), t('demonstration.explained', {orders: number(told.dayOrders)}));
    this.querySelector('.tempo').hidden = !told;
    say(this.querySelector('.start'), t(running ? 'demonstration.change' : 'demonstration.start'));
    this.querySelector('.stop').hidden = !running;
    this.dataset.state = this.#lost ? 'lost' : told.state;
    this.#tellSoFar(told);
    this.#tellRate(told);
  }

  #tellSoFar(told) {
    const soFar = this.querySelector('.so-far');
    soFar.hidden = !this.#lost && told.state === 'idle';
    if (this.#lost) say(soFar, t('demonstration.lost', {node: this.#lost}));
    else if (!soFar.hidden) say(soFar, t(`demonstration.${told.state}`, {...told, placed: number(told.placed)}));
    const away = this.querySelector('.turned-away');
    away.hidden = !told?.refused;
    if (told?.refused) say(away, t('demonstration.refused', {count: told.refused, problem: told.problem ?? ''}));
  }

  #tellRate(told) {
    const rate = this.querySelector('.rate');
    rate.hidden = !told;
    if (!told) return;
    const wanted = told.dayOrders / told.daySeconds * this.#chosen.speed * this.#chosen.load;
    const few = new Intl.NumberFormat(customs(), {maximumSignificantDigits: 2}).format(wanted);
    say(rate, t('demonstration.rate', {rate: few, most: number(told.most)}));
    rate.classList.toggle('too-much', wanted > told.most);
  }

  async #start() {
    const done = this.#told.state === 'running' ? 'changeDone' : 'startDone';
    await this.errands.run('demonstration', {...this.#chosen}, t(`demonstration.${done}`), 'PUT');
  }

  async #stop() {
    await this.errands.run('demonstration', null, t('demonstration.stopDone'), 'DELETE');
    if (document.activeElement === document.body) this.querySelector('h2').focus();
  }
}

customElements.define('bakery-demonstration', Demonstration);
