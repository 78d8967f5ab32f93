import {el} from '../shared/dom.js';
import {t} from '../shared/texts.js';

const REASON_CHARS = 500;

/**
 * Asks before something is done that is not undone easily.
 *
 * @param reason whether one is wanted: 'no', 'maybe' or 'yes'
 * @returns {Promise<?{reason: ?string}>} null when it shall not be done
 */
export function question({title, explained, yes, reason = 'maybe'}) {
  return new Promise((resolve) => {
    const input = el('input', {type: 'text', id: 'reason', maxlength: REASON_CHARS, required: reason === 'yes', autocomplete: 'off'});
    let answer = null;
    const dialog = el('dialog', {'aria-labelledby': 'question', 'aria-describedby': 'question-explained'},
      el('form', {method: 'dialog', onsubmit: () => {
        answer = {reason: input.value.trim() || undefined};
      }},
      el('h2', {id: 'question'}, title),
      el('p', {id: 'question-explained'}, explained),
      reason !== 'no' && el('div', {class: 'field'},
        el('label', {for: 'reason'}, t(reason === 'yes' ? 'question.reason' : 'question.reasonMaybe')), input),
      el('div', {class: 'actions'},
        el('button', {type: 'submit', class: 'button', 'data-answer': 'yes'}, yes),
        el('button', {type: 'button', class: 'quiet', 'data-answer': 'no', autofocus: reason !== 'yes', onclick: () => dialog.close()}, t('question.no')))));
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
