import {announce, el} from '../shared/dom.js';
import {ask} from '../shared/http.js';
import {named, t} from '../shared/texts.js';

const SHOWN_MILLIS = 8_000;
const MOST_SHOWN = 4;

/** What staff want done, sent under their token; says how it went. */
export class Errands {
  #token;
  #notes;

  /**
   * @param notes the element in which is said what was done
   */
  constructor(token, notes) {
    this.#token = token;
    this.#notes = notes;
  }

  /**
   * @param body null when none is sent
   * @returns whether it was done
   */
  async run(path, body, done, method = 'POST') {
    const answer = await ask(`/v1/bakery/${path}`, {
      method, token: this.#token, body: body && JSON.stringify(body),
      headers: body ? {'Content-Type': 'application/json'} : {},
    });
    const good = answer.status >= 200 && answer.status < 300;
    if (good) this.note(done);
    else this.note(t('errands.failed', {why: why(answer)}), true);
    return good;
  }

  read(path) {
    return ask(`/v1/bakery/${path}`, {token: this.#token});
  }

  note(text, bad = false) {
    const note = el('p', {class: bad ? 'note failure' : 'note'}, text);
    this.#notes.prepend(note);
    while (this.#notes.children.length > MOST_SHOWN) this.#notes.lastElementChild.remove();
    setTimeout(() => note.remove(), SHOWN_MILLIS);
    announce(text);
  }
}

function why(answer) {
  if (answer.status === 0) return t('errands.noAnswer');
  const type = answer.body?.type?.split(':').at(-1);
  const details = (answer.body?.errors ?? []).map((error) => `${error.pointer} ${error.detail}`);
  return named(`problems.${type}`, [answer.body?.detail ?? answer.status, ...details].join('; '));
}
