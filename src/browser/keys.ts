import { button, make } from './dom.js';
import type { Sight } from './sight.js';

/** What keys ask for, beside moving the picture. */
interface KeyActions {
  sight(): Sight | null;
  search(): void;
  fail(): void;
  leave(): void;
}

/** What is said of the keys: they work wherever nothing is typed. */
const keys: readonly (readonly [key: string, what: string])[] = [
  ['/', 'search'],
  ['← → ↑ ↓', 'move the picture'],
  ['+  −  0', 'closer, farther, all of it'],
  ['f', 'fail or restore what is selected'],
  ['Esc', 'select nothing'],
  ['?', 'these keys'],
  ['click', 'select'],
  ['Shift + click', 'fail or restore at once'],
  ['drag, wheel, pinch', 'move and zoom'],
];

export function listenToKeys(actions: KeyActions, help: Help): void {
  const moves: Readonly<Record<string, (sight: Sight) => void>> = {
    ArrowLeft: (sight) => sight.pan(-1, 0),
    ArrowRight: (sight) => sight.pan(1, 0),
    ArrowUp: (sight) => sight.pan(0, -1),
    ArrowDown: (sight) => sight.pan(0, 1),
    '+': (sight) => sight.zoom(1),
    '=': (sight) => sight.zoom(1),
    '-': (sight) => sight.zoom(-1),
    0: (sight) => sight.fit(),
  };
  const others: Readonly<Record<string, () => void>> = {
    '/': actions.search,
    f: actions.fail,
    Escape: () => (help.open ? help.toggle() : actions.leave()),
    '?': () => help.toggle(),
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const sight = actions.sight();
    // Keys of this page only: what an object inherits is none.
    const move = Object.hasOwn(moves, event.key) ? moves[event.key] : undefined;
    // Under the list of keys nothing can be seen to change.
    if (help.open && !['Escape', '?'].includes(event.key)) return;
    const other = Object.hasOwn(others, event.key) ? others[event.key] : undefined;
    if (!move && !other) return;
    if (move && isScrolling(event)) return;
    event.preventDefault();
    if (move && sight) move(sight);
    other?.();
  });
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName);

/** Arrows scroll what can be scrolled, where the focus is in it. */
const isScrolling = ({ key, target }: KeyboardEvent): boolean =>
  key.startsWith('Arrow') && target instanceof Element && target.closest('#side,#table') !== null;

/** The list of keys. */
export class Help {
  readonly #dialog = make('dialog', { id: 'help', 'aria-label': 'Keys' });

  constructor(body: HTMLElement) {
    const rows = keys.flatMap(([key, what]) => [make('dt', {}, key), make('dd', {}, what)]);
    const close = button('Close', () => this.#dialog.close());
    this.#dialog.append(make('h2', {}, 'Keys'), make('dl', {}, ...rows), close);
    body.append(this.#dialog);
  }

  get open(): boolean {
    return this.#dialog.open;
  }

  toggle(): void {
    if (this.#dialog.open) this.#dialog.close();
    else this.#dialog.showModal();
  }
}
