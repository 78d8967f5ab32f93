import {lasting} from './storage.js';

/** The languages that pages are written in, with the country whose customs are taken by default. */
const LANGUAGES = {en: 'en-GB', de: 'de-DE'};
const CHOICE = 'bakery.language';

let language = 'en';
let locale = LANGUAGES.en;
let words = {};
let load;

/**
 * Loads the texts in the language that was chosen here before, else in the browser's. Whoever shows
 * texts hears `languagechange` of the document, now and whenever another one is chosen.
 *
 * @param {(language: string) => Promise<{default: object}>} loader gives a page's texts
 */
export async function startSpeaking(loader) {
  load = loader;
  const preferred = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase());
  await use([lasting.read(CHOICE), ...preferred, 'en'].find((tag) => tag in LANGUAGES));
}

/** Changes the language and remembers it. */
export async function speak(chosen) {
  lasting.write(CHOICE, chosen);
  await use(chosen);
}

async function use(chosen) {
  words = (await load(chosen)).default;
  language = chosen;
  locale = navigator.languages.find((tag) => tag.toLowerCase().startsWith(`${chosen}-`)) ?? LANGUAGES[chosen];
  document.documentElement.lang = chosen;
  document.dispatchEvent(new Event('languagechange'));
}

export const spoken = () => language;
/** By whose customs numbers and times are written. */
export const customs = () => locale;
export const languages = () => Object.keys(LANGUAGES);

/** The text of a name, with {values} put in; by `count` where it has several forms. */
export function t(name, values = {}) {
  let text = word(name) ?? name;
  if (typeof text === 'object') text = text[new Intl.PluralRules(locale).select(values.count)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (whole, key) => values[key] ?? whole);
}

/** The same where there may be none: what the bakery called it then. */
export function named(name, otherwise) {
  return word(name) ?? otherwise;
}

function word(name) {
  return name.split('.').reduce((part, key) => part?.[key], words);
}

/** An amount as the API writes it, such as "6.40". */
export function money(decimal, currency) {
  return new Intl.NumberFormat(locale, {style: 'currency', currency}).format(decimal);
}

/** The time of day, with the day when it is another. */
export function time(instant) {
  const date = new Date(instant);
  const today = date.toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(locale, {
    hour: '2-digit', minute: '2-digit', ...(today ? {} : {weekday: 'long'}),
  }).format(date);
}

export function list(items) {
  return new Intl.ListFormat(locale, {type: 'conjunction'}).format(items);
}
