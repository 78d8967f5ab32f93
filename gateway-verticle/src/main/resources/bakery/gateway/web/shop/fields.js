import {el} from '../shared/dom.js';
import {t} from '../shared/texts.js';

/** The fields of an address as the interface names and limits them. */
export const ADDRESS = [
  {name: 'name', max: 100, autocomplete: 'name'},
  {name: 'phone', max: 30, autocomplete: 'tel', type: 'tel', pattern: '\\+?[0-9][0-9 \\(\\)\\/.\\-]{3,28}'},
  {name: 'street', max: 200, autocomplete: 'street-address'},
  {name: 'postalCode', max: 12, autocomplete: 'postal-code', pattern: '[A-Za-z0-9][A-Za-z0-9 \\-]{1,11}'},
  {name: 'city', max: 100, autocomplete: 'address-level2'},
];

export function textField({name, max, autocomplete, type = 'text', pattern}, value, onchange) {
  return el('div', {class: `field field-${name}`},
    el('label', {for: `field-${name}`}, t(`form.${name}`)),
    el('input', {id: `field-${name}`, name, type, autocomplete, pattern, required: true, maxlength: max, value, oninput: onchange}),
    el('p', {class: 'error', id: `error-${name}`, hidden: true}));
}

export function choice(group, value, chosen, text, onchange) {
  return el('label', {class: 'choice'},
    el('input', {type: 'radio', name: group, value, checked: value === chosen, onchange}), el('span', {}, text));
}

/** Says at a field what is wrong with it, or with null that nothing is. */
export function mark(input, text) {
  const error = document.getElementById(`error-${input.name}`);
  error.hidden = text === null;
  error.textContent = text ?? '';
  if (text === null) {
    input.removeAttribute('aria-invalid');
    input.removeAttribute('aria-describedby');
  } else {
    input.setAttribute('aria-invalid', 'true');
    input.setAttribute('aria-describedby', error.id);
  }
}

/** What the page itself can see of it, in the reader's language; null when it looks right. */
export function complaint(input) {
  if (input.value.trim() === '') return t('invalid.missing');
  if (!input.validity.patternMismatch) return null;
  return t(`invalid.${input.name === 'phone' ? 'phone' : 'postalCode'}`);
}

/** What the bakery said of a field, in the reader's language where it is known. */
export function translated(detail) {
  const found = KNOWN.find(([pattern]) => pattern.test(detail));
  if (!found) return detail;
  const [pattern, name] = found;
  return t(`invalid.${name}`, pattern.exec(detail).groups ?? {});
}

const KNOWN = [
  [/^is missing$/, 'missing'],
  [/^must have from 1 to (?<max>\d+) characters$/, 'tooLong'],
  [/^must be a telephone number$/, 'phone'],
  [/^must be a postal code$/, 'postalCode'],
  [/^must be printable text/, 'text'],
  [/^couriers go to (?<area>.*) only$/, 'outOfArea'],
  [/^is sold out$/, 'soldOut'],
  [/^is not on the menu$/, 'unknown'],
  [/^must be a whole number from 1 to (?<max>\d+)$/, 'quantity'],
];
