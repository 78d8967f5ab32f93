import {el, picture} from '../shared/dom.js';
import {ask} from '../shared/http.js';
import {t} from '../shared/texts.js';
import {View} from '../shared/view.js';

/** `<bakery-sign-in>`: takes a token of staff; tells `signedin` with it once it is good. */
class SignIn extends View {
  /** The name of a text that says why one has to. */
  why = null;

  render() {
    const typed = this.querySelector('input')?.value ?? '';
    const input = el('input', {
      type: 'password', id: 'token', name: 'token', autocomplete: 'off', spellcheck: 'false', required: true,
      'aria-describedby': this.why ? 'token-error token-hint' : 'token-hint',
      'aria-invalid': this.why ? 'true' : null,
    });
    input.value = typed;
    this.replaceChildren(
      el('form', {class: 'sign-in', novalidate: true, onsubmit: (event) => this.#submit(event)},
        picture('wheat'),
        el('h1', {tabindex: '-1'}, t('signIn.title')),
        el('p', {class: 'motto'}, t('signIn.motto')),
        el('div', {class: 'field'},
          el('label', {for: 'token'}, t('signIn.token')),
          input,
          this.why && el('p', {class: 'error', id: 'token-error'}, t(`signIn.${this.why}`)),
          el('p', {class: 'hint', id: 'token-hint'}, t('signIn.hint'), ' ', el('code', {}, 'scripts/bakery token --right operator'))),
        el('button', {type: 'submit', class: 'button enter'}, t('signIn.enter'))));
  }

  async #submit(event) {
    event.preventDefault();
    const token = this.querySelector('input').value.trim();
    if (!token) return this.#refuse('missing');
    const answer = await ask('/v1/bakery', {token});
    if (answer.status === 200) return this.dispatchEvent(new CustomEvent('signedin', {detail: token}));
    if (answer.status === 403) return this.#refuse('noRight');
    return this.#refuse(answer.status === 401 || answer.status === 431 ? 'notGood' : 'away');
  }

  #refuse(why) {
    this.why = why;
    this.render();
    this.querySelector('input').focus();
  }
}

customElements.define('bakery-sign-in', SignIn);
