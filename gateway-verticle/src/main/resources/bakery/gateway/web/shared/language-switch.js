import {el} from './dom.js';
import {languages, speak, spoken, t} from './texts.js';

const nameOf = (language) => new Intl.DisplayNames([language], {type: 'language'}).of(language);

/** `<language-switch>`: a button for each language. */
class LanguageSwitch extends HTMLElement {
  connectedCallback() {
    this.setAttribute('role', 'group');
    this.append(...languages().map((language) => el('button', {
      type: 'button', lang: language, 'data-language': language, 'aria-label': nameOf(language),
      onclick: () => speak(language),
    }, language.toUpperCase())));
    document.addEventListener('languagechange', () => this.#show());
  }

  #show() {
    this.setAttribute('aria-label', t('language'));
    for (const button of this.children) {
      button.setAttribute('aria-pressed', button.dataset.language === spoken());
    }
  }
}

customElements.define('language-switch', LanguageSwitch);
