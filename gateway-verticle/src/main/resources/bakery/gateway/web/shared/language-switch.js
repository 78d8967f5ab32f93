import {el} from './dom.js';
import {languages, speak, spoken, t} from './texts.js';

/** `<language-switch>`: a button for each language. */
class LanguageSwitch extends HTMLElement {
  connectedCallback() {
    this.setAttribute('role', 'group');
    this.append(...languages().map((language) => el('button', {
      type: 'button', lang: language, 'data-language': language, onclick: () => speak(language),
    }, t(`languages.${language}`))));
    document.addEventListener('languagechange', () => this.#show());
    this.#show();
  }

  #show() {
    this.setAttribute('aria-label', t('language'));
    for (const button of this.children) {
      button.setAttribute('aria-pressed', button.dataset.language === spoken());
    }
  }
}

customElements.define('language-switch', LanguageSwitch);
