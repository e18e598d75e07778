import { make } from './dom.js';
import type { Hit } from './protocol.js';
import type { State } from './state.js';

/** A search for ids: what it finds is chosen by arrows and Enter, or clicked. */
export class SearchView {
  readonly input = make('input', {
    id: 'search',
    type: 'search',
    role: 'combobox',
    placeholder: 'Search an id or a selector ( / )',
    'aria-label': 'Search for an id',
    'aria-controls': 'hits',
    'aria-expanded': 'false',
    'aria-autocomplete': 'list',
  });
  readonly #list = make('ul', { id: 'hits', role: 'listbox', 'aria-label': 'Found' });
  #hits: readonly Hit[] = [];
  #at = 0;
  /** Enter was pressed before the engine had answered. */
  #chooseFirst = false;

  constructor(
    room: HTMLElement,
    readonly state: State,
    readonly chosen: () => void,
  ) {
    const { input } = this;
    input.setAttribute('autocomplete', 'off');
    input.setAttribute('spellcheck', 'false');
    input.addEventListener('input', () => {
      this.#chooseFirst = false;
      this.#hits = [];
      state.change({ search: input.value });
    });
    input.addEventListener('keydown', (event) => this.#key(event));
    input.addEventListener('blur', () => window.setTimeout(() => this.#close(), 150));
    room.append(make('div', { id: 'search-room', role: 'search' }, input, this.#list));
  }

  show(hits: readonly Hit[], search: string): void {
    // Somebody types faster than is found.
    if (search !== this.input.value) return;
    this.#hits = hits;
    this.#at = 0;
    if (this.#chooseFirst) this.#choose(0);
    else this.#draw();
  }

  #key(event: KeyboardEvent): void {
    const count = this.#hits.length;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (count === 0) return;
      this.#at = (this.#at + (event.key === 'ArrowDown' ? 1 : count - 1)) % count;
      this.#draw();
    } else if (event.key === 'Enter') {
      if (count > 0) this.#choose(this.#at);
      else this.#chooseFirst = this.input.value.trim() !== '';
    } else if (event.key === 'Escape') {
      this.input.value = '';
      this.state.change({ search: '' });
      this.input.blur();
    }
  }

  #choose(index: number): void {
    this.#chooseFirst = false;
    const hit = this.#hits[index];
    if (!hit) return;
    this.input.value = '';
    this.#close();
    this.state.change({ selected: hit.selectors, search: '' });
    this.chosen();
    this.input.blur();
  }

  #close(): void {
    this.#hits = [];
    this.#draw();
  }

  #draw(): void {
    const options = this.#hits.map((hit, i) => {
      const option = make(
        'li',
        { id: `hit-${i}`, role: 'option', 'aria-selected': String(i === this.#at) },
        make('span', {}, hit.text),
        make('span', { class: 'note' }, hit.kind),
      );
      // Before the field loses the focus, and with it the list.
      option.addEventListener('pointerdown', (event) => {
        event.preventDefault();
        this.#choose(i);
      });
      return option;
    });
    const nothing = this.input.value.trim() !== '' && document.activeElement === this.input;
    if (options.length === 0 && nothing && this.state.look.search === this.input.value) {
      options.push(make('li', { class: 'note' }, 'nothing by that id'));
    }
    this.#list.replaceChildren(...options);
    this.input.setAttribute('aria-expanded', String(this.#hits.length > 0));
    if (this.#hits.length > 0) this.input.setAttribute('aria-activedescendant', `hit-${this.#at}`);
    else this.input.removeAttribute('aria-activedescendant');
  }
}
