import {el} from '../shared/dom.js';
import {t} from '../shared/texts.js';
import {View} from '../shared/view.js';
import {keyed, say} from './keyed.js';
import {question} from './question.js';
import {number} from './units.js';

const GONE_SHOWN_MILLIS = 10_000;
const TAKEN_OVER_SHOWN_MILLIS = 30_000;
const MISSED_MILLIS = 5_000;
const MOST_WORKERS = 24;
const CROWD = 6;
const TRADES = ['kitchen', 'delivery', 'billing'];

/** `<bakery-rooms>`: every node a room, with who works there and what they have in hand. */
class Rooms extends View {
  #seen = null;
  #gone = new Map();
  #sick = new Set();
  #takenOver = new Map();
  #rescuers = new Map();
  #missed = new Map();

  render() {
    this.replaceChildren(el('h2', {class: 'unseen', id: 'rooms'}, t('rooms.title')), el('ul', {class: 'rooms', 'aria-labelledby': 'rooms'}));
    if (this.#seen) this.show(this.#seen);
  }

  show(seen) {
    const now = performance.now();
    if (this.#seen && this.#seen !== seen) this.#compare(this.#seen, seen, now);
    this.#seen = seen;
    for (const [id, {until}] of this.#gone) if (until < now) this.#gone.delete(id);
    for (const [order, until] of this.#takenOver) if (until < now) this.#takenOver.delete(order);
    this.#rescuers = new Map(seen.traffic.sample
      .filter(({number: order, worker}) => worker && this.#takenOver.has(order))
      .map(({number: order, worker}) => [worker, order]));
    const rooms = [
      ...seen.nodes.map((node) => ({...node, workers: seen.workers.filter((worker) => worker.node === node.name)})),
      ...[...this.#gone.values()].map(({node}) => ({...node, gone: true, workers: []})),
    ].sort((one, other) => one.name.localeCompare(other.name, undefined, {numeric: true}));
    this.querySelector('.rooms').dataset.count = rooms.length;
    keyed(this.querySelector('.rooms'), rooms, {
      key: (room) => room.id,
      make: (room) => this.#room(room),
      update: (element, room) => this.#update(element, room),
    });
  }

  /** Numbers of orders whose workers are gone. */
  get takenOver() {
    return this.#takenOver;
  }

  /** Who came and who went since the last look; what the latter held is watched. */
  #compare(before, after, now) {
    const here = new Set(after.nodes.map((node) => node.id));
    const known = new Set(before.nodes.map((node) => node.id));
    for (const [name, {until}] of this.#missed) if (until < now) this.#missed.delete(name);
    for (const node of before.nodes.filter(({id}) => !here.has(id))) {
      const held = [...before.workers, ...this.#missed.values()].filter((worker) => worker.node === node.name);
      this.#watch(held, before.traffic.sample, now);
      this.#gone.set(node.id, {node: {...node, sick: this.#sick.has(node.name)}, until: now + GONE_SHOWN_MILLIS});
      this.#sick.delete(node.name);
      const count = held.filter(({role}) => role !== 'billing').reduce((sum, worker) => sum + worker.holds, 0);
      this.errands.note(t(count ? 'rooms.goneHolding' : 'rooms.gone', {node: node.name, count}));
    }
    // its roles do not miss a node at the same time: some workers are gone a look before it is
    const still = new Set(after.workers.map((worker) => worker.name));
    const missed = before.workers.filter((worker) => worker.holds && !worker.leaving && !still.has(worker.name));
    this.#watch(missed, before.traffic.sample, now);
    for (const worker of missed) this.#missed.set(worker.name, {...worker, until: now + MISSED_MILLIS});
    for (const node of after.nodes) {
      if (!known.has(node.id)) this.errands.note(t('rooms.came', {node: node.name}));
    }
  }

  /** Who works next at what these held has taken it over. */
  #watch(workers, sample, now) {
    const names = new Set(workers.map((worker) => worker.name));
    const numbers = [
      ...workers.flatMap((worker) => worker.inHand.map(({what}) => what?.split(' ')[0])),
      ...sample.filter(({worker}) => names.has(worker)).map((order) => order.number),
    ];
    for (const each of numbers) this.#takenOver.set(each, now + TAKEN_OVER_SHOWN_MILLIS);
  }

  #room(node) {
    const title = `room-${node.id}`;
    return el('li', {class: 'room', 'data-room': node.name},
      el('article', {'aria-labelledby': title},
        el('header', {},
          el('h3', {id: title}, node.name),
          el('span', {class: 'room-state'}),
          el('span', {class: 'doings'},
            el('button', {type: 'button', class: 'small drain', 'aria-label': t('rooms.drainNode', {node: node.name}), onclick: () => this.#drain(node.name)}, t('rooms.drain')),
            el('button', {type: 'button', class: 'small sick', 'aria-label': t('rooms.sickNode', {node: node.name}), onclick: () => this.#sendHome(node.name)}, t('rooms.sick')))),
        el('div', {class: 'zones'})));
  }

  #update(element, node) {
    const state = stateOf(node);
    element.dataset.state = state;
    const text = element.querySelector('.room-state');
    text.hidden = state === 'ready';
    say(text, t(`states.${state}`));
    element.querySelector('.drain').hidden = state !== 'ready';
    element.querySelector('.sick').hidden = !node.sickLeave || node.gone;
    const roles = ['gateway', ...TRADES].filter((role) => node.roles.includes(role));
    keyed(element.querySelector('.zones'), node.gone ? [] : roles, {
      key: (role) => role,
      make: (role) => this.#zone(role, node.name),
      update: (zone, role) => this.#fillZone(zone, role, node),
    });
  }

  #zone(role, node) {
    const workers = TRADES.includes(role);
    return el('section', {class: 'zone', 'data-role': role, 'aria-label': `${t(`zones.${role}`)}, ${node}`},
      el('div', {class: 'zone-head'},
        el('h4', {}, t(`zones.${role}`)),
        el('span', {class: 'zone-count hint'}),
        workers && el('span', {class: 'stepper'},
          el('button', {type: 'button', class: 'step', 'data-step': 'less', 'aria-label': t(`letGo.${role}`, {node}), onclick: () => this.#workers(role, node, 'letGo')}, '−'),
          el('button', {type: 'button', class: 'step', 'data-step': 'more', 'aria-label': t(`hire.${role}`, {node}), onclick: () => this.#workers(role, node, 'hire')}, '+'))),
      workers && el('ul', {class: 'workers'}),
      workers && el('p', {class: 'more hint', hidden: true}));
  }

  #fillZone(zone, role, node) {
    const all = node.workers.filter((worker) => worker.role === role);
    const staying = all.filter((worker) => !worker.leaving).length;
    say(zone.querySelector('.zone-count'), TRADES.includes(role) ? t(`staff.${role}`, {count: staying}) : t('zones.open'));
    if (!TRADES.includes(role)) return;
    zone.classList.toggle('crowded', all.length > CROWD);
    zone.querySelector('[data-step=less]').setAttribute('aria-disabled', staying === 0);
    keyed(zone.querySelector('.workers'), all.slice(0, MOST_WORKERS), {
      key: (worker) => worker.name,
      make: (worker) => el('li', {class: 'worker', 'data-worker': worker.name},
        el('span', {class: 'worker-name'}, shortName(worker)),
        el('span', {class: 'worker-holds'}),
        el('span', {class: 'hands', 'aria-hidden': 'true'}),
        el('span', {class: 'what'})),
      update: (element, worker) => this.#fillWorker(element, worker),
    });
    const more = zone.querySelector('.more');
    more.hidden = all.length <= MOST_WORKERS;
    say(more, t('rooms.more', {count: all.length - MOST_WORKERS}));
  }

  #fillWorker(element, worker) {
    const rescued = worker.inHand.find(({what}) => this.#takenOver.has(what?.split(' ')[0]))?.what
      ?? this.#rescuers.get(worker.name);
    element.classList.toggle('idle', worker.holds === 0);
    element.classList.toggle('leaving', Boolean(worker.leaving));
    element.classList.toggle('rescue', Boolean(rescued));
    element.style.setProperty('--fill', Math.min(1, worker.holds / (worker.slots ?? Math.max(1, worker.holds))));
    say(element.querySelector('.worker-holds'), worker.slots > 1 ? `${number(worker.holds)}/${number(worker.slots)}` : '');
    const idle = worker.leaving ? 'rooms.leaving' : worker.holds ? 'rooms.busy' : 'rooms.idle';
    say(element.querySelector('.what'), rescued ? t('rooms.takenOver', {what: rescued}) : worker.inHand[0]?.what ?? t(idle));
  }

  async #workers(role, node, what) {
    const button = document.activeElement;
    if (button?.getAttribute('aria-disabled') === 'true') return;
    await this.errands.run(`workers/${role}`, {[what]: 1, node}, t(`${what}Done.${role}`, {node}));
  }

  async #drain(node) {
    const answer = await question({title: t('rooms.drainQuestion', {node}), explained: t('rooms.drainExplained'), yes: t('rooms.drainYes')});
    if (answer) await this.errands.run(`nodes/${encodeURIComponent(node)}/drain`, answer, t('rooms.drainDone', {node}));
  }

  async #sendHome(node) {
    const answer = await question({title: t('rooms.sickQuestion', {node}), explained: t('rooms.sickExplained'), yes: t('rooms.sickYes')});
    if (!answer) return;
    this.#sick.add(node);
    const done = await this.errands.run(`nodes/${encodeURIComponent(node)}/sick-leave`, answer, t('rooms.sickDone', {node}));
    if (!done) this.#sick.delete(node);
  }
}

/** Without the name of the node, whose room it is. */
function shortName({name, node}) {
  return name.replace(` (${node})`, '').replace(`${node}-`, '');
}

function stateOf(node) {
  if (node.gone) return node.sick ? 'sick' : 'gone';
  if (!node.heard) return 'silent';
  if (node.state !== 'ready') return node.state === 'draining' ? 'draining' : 'unready';
  return 'ready';
}

customElements.define('bakery-rooms', Rooms);
