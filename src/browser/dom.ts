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

export const room = (id: string): HTMLElement =>
  present(document.getElementById(id), `the page has #${id}`);
