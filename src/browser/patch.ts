/**
 * Makes one tree of elements look like another by changing only what differs: most of a picture stays as
 * it is when something fails, and drawing it anew would take longer than the answer.
 */
export function patch(old: Element, next: Element): void {
  if (old.isEqualNode(next)) return;
  if (old.tagName !== next.tagName) {
    old.replaceWith(next);
    return;
  }
  for (const name of old.getAttributeNames()) {
    if (!next.hasAttribute(name)) old.removeAttribute(name);
  }
  for (const { name, value } of next.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
  const [before, after] = [[...old.childNodes], [...next.childNodes]];
  if (before.length !== after.length) {
    old.replaceChildren(...after);
    return;
  }
  before.forEach((child, i) => {
    const other = after[i]!;
    if (child instanceof Element && other instanceof Element) patch(child, other);
    else if (!child.isEqualNode(other)) child.replaceWith(other);
  });
}
