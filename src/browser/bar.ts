import { button, make } from './dom.js';
import type { NamedView } from './protocol.js';
import type { State } from './state.js';
import { levelOf } from './view-key.js';

/** The choice of a view; the surroundings of an element stand among the others while they are looked at. */
export class Bar {
  readonly #views = make('select', { id: 'view', 'aria-label': 'View' });
  #named: readonly NamedView[] = [];

  constructor(
    room: HTMLElement,
    readonly state: State,
    actions: Readonly<Record<string, () => void>>,
  ) {
    this.#views.addEventListener('change', () => state.change({ view: this.#views.value }));
    room.append(
      make('label', {}, make('span', { class: 'note' }, 'View '), this.#views),
      make('div', { id: 'search-place' }),
      make(
        'div',
        { id: 'tools', role: 'group', 'aria-label': 'Picture' },
        ...Object.entries(actions).map(([name, act]) => button(name, act)),
      ),
    );
    state.onChange(({ view }) => this.#show(view));
    this.#show(state.look.view);
  }

  name(views: readonly NamedView[]): void {
    this.#named = views;
    this.#show(this.state.look.view);
  }

  #show(view: string): void {
    const known = this.#named.some(({ key }) => key === view);
    const id = view.slice(view.indexOf(':') + 1);
    const own = { key: view, name: levelOf(view).focus !== undefined ? `Around ${id}` : id };
    const all = known ? this.#named : [...this.#named, own];
    this.#views.replaceChildren(
      ...all.map(({ key, name }) => make('option', { value: key }, name)),
    );
    this.#views.value = view;
  }
}
