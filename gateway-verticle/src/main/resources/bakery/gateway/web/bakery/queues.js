import {el} from '../shared/dom.js';
import {t} from '../shared/texts.js';
import {View} from '../shared/view.js';
import {keyed, say} from './keyed.js';
import {number, span} from './units.js';

/** `<bakery-queues>`: what waits in each role for a worker, and what is on its way to another role. */
class Queues extends View {
  render() {
    this.replaceChildren(
      el('h2', {id: 'queues'}, t('queues.title')),
      el('table', {'aria-labelledby': 'queues'},
        el('thead', {}, el('tr', {},
          el('th', {scope: 'col'}, t('queues.role')),
          el('th', {scope: 'col'}, t('queues.waiting')),
          el('th', {scope: 'col'}, t('queues.oldest')),
          el('th', {scope: 'col'}, t('queues.letters')),
          el('th', {scope: 'col'}, t('queues.oldest')))),
        el('tbody', {})));
  }

  show({roles}) {
    keyed(this.querySelector('tbody'), Object.entries(roles), {
      key: ([name]) => name,
      make: ([name]) => el('tr', {'data-role': name},
        el('th', {scope: 'row'}, t(`roles.${name}`)), ...[1, 2, 3, 4].map(() => el('td', {}))),
      update: (row, [, role]) => {
        const [waiting, oldest, letters, eldest] = row.querySelectorAll('td');
        row.classList.toggle('unknown', !role.known);
        if (!role.known) {
          for (const cell of [waiting, oldest, letters, eldest]) say(cell, '?');
          return;
        }
        // a gateway has no workers: what is due there is a deadline that is over
        say(waiting, number(role.waiting.count));
        say(oldest, role.waiting.count ? span(role.waiting.oldestSeconds ?? 0) : '–');
        say(letters, number(role.letters.count));
        say(eldest, role.letters.count ? span(role.letters.oldestSeconds ?? 0) : '–');
      },
    });
  }
}

customElements.define('bakery-queues', Queues);
