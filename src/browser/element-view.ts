import { button, make, refill } from './dom.js';
import type { Fact, Element as Shown } from './protocol.js';
import type { State } from './state.js';

/** What is looked at closely: what it is, what it is cabled to, and that it may fail. */
export class ElementView {
  #shown: Shown | null = null;
  /** The selection that is shown: another one may be on its way. */
  asked: readonly string[] = [];

  constructor(
    readonly room: HTMLElement,
    readonly state: State,
    readonly hint: string,
  ) {
    this.show(null, state.look.selected);
  }

  get selectors(): readonly string[] {
    return this.#shown?.selectors ?? [];
  }

  show(shown: Shown | null, asked: readonly string[]): void {
    this.#shown = shown;
    this.asked = asked;
    if (!shown) {
      refill(
        this.room,
        make('h2', {}, 'Nothing selected'),
        make('p', { class: 'hint' }, this.hint),
      );
      return;
    }
    const { title, selectors, facts, failed, views } = shown;
    const act = button(failed ? 'Restore it' : 'Fail it', () => this.state.toggle(selectors), {
      id: 'fail',
      'data-key': 'fail',
      class: failed ? 'restore' : 'fail-it',
      title: 'f',
    });
    const ways = views.map(({ key, name }) =>
      button(name, () => this.state.change({ view: key }), {
        'data-key': `view ${key}`,
        'aria-pressed': String(this.state.look.view === key),
      }),
    );
    refill(
      this.room,
      make('h2', { title }, title),
      make('div', { class: 'actions' }, act, ...ways),
      make('dl', {}, ...facts.flatMap((fact) => this.#fact(fact))),
    );
  }

  #fact({ label, words, ways }: Fact): HTMLElement[] {
    const links = ways.map(({ text, selectors }) =>
      button(text, () => this.state.change({ selected: selectors }), {
        class: 'way',
        'data-key': `${label} ${text}`,
      }),
    );
    return [make('dt', {}, label), make('dd', {}, words, ...links.flatMap((link) => [' ', link]))];
  }
}
