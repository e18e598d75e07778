import { fromFragment, toFragment } from './address.js';
import type { Look } from './protocol.js';

/** What the reader looks at, who wants to know of it, and the address that says it. */
export class State {
  readonly #heard: ((look: Look) => void)[] = [];

  constructor(
    public look: Look,
    readonly first: Look,
  ) {
    window.addEventListener('popstate', () => this.#read());
    window.addEventListener('hashchange', () => this.#read());
  }

  onChange(hear: (look: Look) => void): void {
    this.#heard.push(hear);
  }

  /** Another look. Views and faults are steps that the browser goes back. */
  change(part: Partial<Look>): void {
    const before = this.look;
    this.look = { ...before, ...part };
    const step = part.view !== undefined || part.faults !== undefined;
    const fragment = toFragment(this.look);
    if (fragment !== window.location.hash) {
      if (step) window.history.pushState(null, '', fragment);
      else window.history.replaceState(null, '', fragment);
    }
    for (const hear of this.#heard) hear(this.look);
  }

  /** What is selected has another name: nobody has to be told, but the address. */
  rename(selected: readonly string[]): void {
    this.look = { ...this.look, selected };
    window.history.replaceState(null, '', toFragment(this.look));
  }

  /** What is looked at is called so in truth: everybody is told, but it is no step to go back. */
  correct(view: string): void {
    this.look = { ...this.look, view };
    window.history.replaceState(null, '', toFragment(this.look));
    for (const hear of this.#heard) hear(this.look);
  }

  /** Fails what is not failed, and restores what is. */
  toggle(selectors: readonly string[], part: Partial<Look> = {}): void {
    const { faults } = this.look;
    const all = selectors.every((one) => faults.includes(one));
    const others = faults.filter((one) => !selectors.includes(one));
    this.change({ ...part, faults: all ? others : [...others, ...selectors] });
  }

  #read(): void {
    const read = fromFragment(window.location.hash, this.first);
    if (toFragment(read) === toFragment(this.look)) return;
    this.look = { ...read, search: this.look.search };
    for (const hear of this.#heard) hear(this.look);
  }
}
