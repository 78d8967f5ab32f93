/**
 * Makes the children of an element those of a list, by their keys: what stays is changed in place,
 * so that it keeps its focus and its movement.
 */
export function keyed(parent, items, {key, make, update}) {
  const before = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  items.forEach((item, index) => {
    const name = key(item);
    const child = before.get(name) ?? make(item);
    child.dataset.key = name;
    before.delete(name);
    update(child, item);
    if (parent.children[index] !== child) parent.insertBefore(child, parent.children[index] ?? null);
  });
  for (const gone of before.values()) gone.remove();
}

/** Sets a text only when it is another: what did not change is not drawn again. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
