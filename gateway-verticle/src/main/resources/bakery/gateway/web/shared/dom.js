/**
 * Builds an element. Strings go in as text, never as markup; attributes that are null or false are
 * left out; `onclick` and its like are listeners.
 */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  fill(element, ...children);
  return element;
}

/** Replaces what an element holds; children that are null or false are left out. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
}

/** A decoration that screen readers skip; its picture is named in the style sheet. */
export function picture(name) {
  return el('span', {class: `picture picture-${name}`, 'aria-hidden': 'true'});
}

/** Says something to whoever listens to the page instead of looking at it. */
export function announce(text) {
  const region = document.getElementById('announcements');
  region.textContent = '';
  // a region that says the same again is heard only when it was empty in between
  setTimeout(() => { region.textContent = text; }, 50);
}
