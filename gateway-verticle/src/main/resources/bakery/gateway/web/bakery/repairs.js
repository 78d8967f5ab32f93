import {el} from '../shared/dom.js';
import {named, t, time} from '../shared/texts.js';
import {View} from '../shared/view.js';
import {keyed, say} from './keyed.js';
import {question} from './question.js';

const READ_EVERY_MILLIS = 3_000;

/** `<bakery-repairs>`: parked letters and stuck rows, each with what can be done about it. */
class Repairs extends View {
  #readAt = -Infinity;
  #told = {parked: [], stuck: []};

  render() {
    this.replaceChildren(
      el('h2', {id: 'repairs', tabindex: '-1'}, t('repairs.title')),
      el('p', {class: 'nothing hint'}, t('repairs.nothing')),
      el('ul', {class: 'things', 'aria-labelledby': 'repairs'}));
    this.#list();
  }

  /** Asks for the list only while the counts say that there is something. */
  async show({roles}) {
    const count = Object.values(roles).reduce((sum, role) => sum + (role.parked ?? 0) + (role.stuck ?? 0), 0);
    const title = this.querySelector('h2');
    say(title, count ? t('repairs.count', {count}) : t('repairs.title'));
    this.classList.toggle('alarm', count > 0);
    if (count === 0) {
      this.#told = {parked: [], stuck: []};
      this.#list();
    } else if (performance.now() - this.#readAt > READ_EVERY_MILLIS) {
      await this.#read();
    }
  }

  async #read() {
    this.#readAt = performance.now();
    const answer = await this.errands.read('repairs');
    if (answer.status !== 200) return;
    this.#told = answer.body;
    this.#list();
  }

  #list() {
    const things = [
      ...this.#told.parked.map((each) => ({...each, sort: 'parked'})),
      ...this.#told.stuck.map((each) => ({...each, sort: 'stuck'})),
    ];
    this.querySelector('.nothing').hidden = things.length > 0;
    keyed(this.querySelector('.things'), things, {
      key: ({sort, role, id}) => `${sort} ${role} ${id}`,
      make: (thing) => this.#thing(thing),
      update: () => {},
    });
  }

  #thing(thing) {
    const {sort, role, id} = thing;
    const title = sort === 'parked'
      ? t('repairs.letter', {type: thing.type, from: t(`roles.${role}`), to: named(`roles.${thing.to}`, thing.to)})
      : t('repairs.row', {role: t(`roles.${role}`)});
    const since = time(sort === 'parked' ? thing.parkedAt : thing.since);
    const button = (doing) => el('button', {
      type: 'button', class: 'small', 'data-doing': doing, 'aria-label': `${t(`repairs.${doing}`)}: ${title}, ${id.slice(-4)}`,
      onclick: () => this.#do(doing, thing),
    }, t(`repairs.${doing}`));
    return el('li', {class: 'thing', 'data-sort': sort},
      el('strong', {}, title),
      el('span', {class: 'hint'}, t(`repairs.${sort}Since`, {since, count: thing.refusals ?? thing.times})),
      el('span', {class: 'why'}, thing.reason ?? thing.cause ?? ''),
      el('span', {class: 'doings'}, ...(sort === 'parked' ? ['retry', 'discard'] : ['nudge']).map(button)));
  }

  async #do(doing, {sort, role, id}) {
    const answer = doing === 'discard'
      ? await question({title: t('repairs.discardQuestion'), explained: t('repairs.discardExplained'), yes: t('repairs.discardYes'), reason: 'yes'})
      : {};
    if (!answer) return;
    await this.errands.run(`${sort}/${role}/${id}/${doing}`, answer, t(`repairs.${doing}Done`));
    await this.#read();
    if (document.activeElement === document.body) this.querySelector('h2').focus();
  }
}

customElements.define('bakery-repairs', Repairs);
