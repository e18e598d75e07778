import { present } from '../std/assert.js';

/** Elements of HTML. Foreign text only ever becomes text. */

type Child = Node | string | null;

interface Props {
  readonly class?: string;
  readonly title?: string;
  readonly onclick?: (event: MouseEvent) => void;
  /** Attributes by their names; `true` is one without a value, `false` none. */
  readonly [attribute: `aria-${string}` | `data-${string}`]: string | boolean;
  readonly id?: string;
  readonly type?: string;
  readonly role?: string;
  readonly href?: string;
  readonly tabindex?: string;
  readonly placeholder?: string;
  readonly value?: string;
  readonly scope?: string;
  readonly disabled?: boolean;
}

export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  const { onclick, ...attributes } = props;
  if (onclick) element.addEventListener('click', onclick as EventListener);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, '');
    else if (typeof value === 'string') element.setAttribute(key, value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A button that does something; `name` says what where its text is a sign. */
export const button = (text: string, onclick: () => void, props: Props = {}): HTMLButtonElement =>
  make('button', { type: 'button', onclick, ...props }, text);

/**
 * Fills a room anew. Where the focus was in it, it stays on what has the same `data-key`, else on the button that
 * stands in that place now, else in the room: who works by keys would have to start over from the top.
 */
export function refill(room: HTMLElement, ...children: Node[]): void {
  const held = document.activeElement;
  const inRoom = held instanceof HTMLElement && held !== room && room.contains(held);
  const place = inRoom ? buttonsIn(room).indexOf(held) : -1;
  room.replaceChildren(...children);
  if (!inRoom) return;
  const buttons = buttonsIn(room);
  const same = buttons.find((one) => held.dataset.key && one.dataset.key === held.dataset.key);
  focusOn(same ?? buttons[Math.min(place, buttons.length - 1)] ?? room);
}

const buttonsIn = (room: HTMLElement) => [...room.querySelectorAll<HTMLElement>('button')];

/** Puts the focus on something that may be no control. */
export function focusOn(element: HTMLElement): void {
  if (element.tabIndex < 0) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}

export const room = (id: string): HTMLElement =>
  present(document.getElementById(id), `the page has #${id}`);
