import {el} from '../shared/dom.js';
import {t} from '../shared/texts.js';
import {View} from '../shared/view.js';
import {say} from './keyed.js';
import {number, span} from './units.js';

/** Where an order stands, by its status; the last is counted as it goes. */
export const STATIONS = {
  placed: ['PLACED'],
  paid: ['PAID'],
  baking: ['BAKING'],
  ready: ['READY'],
  way: ['ON_THE_WAY'],
  door: ['DELIVERED', 'COLLECTED'],
};

const BY_STATUS = Object.fromEntries(
  Object.entries(STATIONS).flatMap(([station, statuses]) => statuses.map((status) => [status, station])));

/** The station of a status; null of an order that ends without bread. */
export const stationOf = (status) => (status === 'COMPLETED' ? 'done' : BY_STATUS[status] ?? null);

/** `<bakery-journey>`: how many orders stand where, exactly, as the tables have it. */
class Journey extends View {
  render() {
    this.replaceChildren(
      el('h2', {class: 'unseen', id: 'journey'}, t('journey.title')),
      el('ol', {class: 'stations', 'aria-labelledby': 'journey'},
        ...[...Object.keys(STATIONS), 'done'].map((name) => el('li', {class: 'station', 'data-station': name},
          el('span', {class: 'station-name'}, t(`journey.${name}`)),
          el('strong', {class: 'station-count'}, '–'),
          el('span', {class: 'station-age hint'}, name === 'done' ? t('journey.lastMinute') : ''),
          el('span', {class: 'tray', 'aria-hidden': 'true'})))),
      el('p', {class: 'undone hint', hidden: true}));
  }

  show({roles, traffic}) {
    const {known, open = {}, more} = roles.gateway;
    for (const [name, statuses] of Object.entries(STATIONS)) {
      const queues = statuses.map((status) => open[status]).filter(Boolean);
      const count = queues.reduce((sum, queue) => sum + queue.count, 0);
      const oldest = Math.max(0, ...queues.map((queue) => queue.oldestSeconds ?? 0));
      const station = this.querySelector(`[data-station=${name}]`);
      station.classList.toggle('empty', count === 0);
      say(station.querySelector('.station-count'), known ? `${number(count)}${more ? '+' : ''}` : '?');
      say(station.querySelector('.station-age'), count ? t('journey.oldest', {age: span(oldest)}) : '');
    }
    say(this.querySelector('[data-station=done] .station-count'), number(traffic.completed.at(-1) ?? 0));
    const undone = open.CANCELLING?.count ?? 0;
    const note = this.querySelector('.undone');
    note.hidden = undone === 0;
    say(note, t('journey.undone', {count: undone}));
  }
}

customElements.define('bakery-journey', Journey);
