import { formatCount, formatCounted } from '../std/units.js';
import { mostRead } from './address.js';
import { button, focusOn, make, refill } from './dom.js';
import type { Answer, FaultLine, Section } from './protocol.js';
import type { State } from './state.js';

/** Faults that are listed by themselves; the table has all. */
const mostFaults = 30;

/** What fails, what is left, and the command that says the same. */
export class AnswerView {
  readonly #faults = make('ul', { id: 'faults' });
  readonly #sections = make('div', { id: 'sections' });
  readonly #command = make('div', { id: 'command' });
  readonly #all = button('Restore all', () => this.state.change({ faults: [], leftOut: 0 }), {
    id: 'restore-all',
    class: 'small',
  });
  readonly #said = make('p', { id: 'said', role: 'status', 'aria-live': 'polite' });

  constructor(
    room: HTMLElement,
    readonly state: State,
    readonly hint: string,
  ) {
    const head = make('h2', {}, 'What fails');
    room.append(
      make('div', { id: 'answer-head' }, head, this.#all),
      this.#faults,
      this.#said,
      this.#sections,
      this.#command,
    );
  }

  show({ faults, sections, command, done }: Answer): void {
    const { selected, leftOut } = this.state.look;
    const isSound = faults.length === 0 && leftOut === 0;
    refill(
      this.#faults,
      ...(leftOut > 0 ? [make('li', { class: 'wrong' }, leftOutWords(leftOut))] : []),
      ...faults.slice(0, mostFaults).map((line) => this.#fault(line, selected)),
      ...(faults.length > mostFaults
        ? [make('li', {}, `and ${faults.length - mostFaults} more: see the table`)]
        : []),
      ...(isSound ? [make('li', { class: 'hint' }, this.hint)] : []),
    );
    if (isSound && document.activeElement === this.#all) focusOn(this.#faults);
    this.#all.hidden = isSound;
    this.#sections.replaceChildren(...sections.map(sectionOf));
    this.#sections.setAttribute('aria-busy', String(!done));
    this.#showCommand(command);
    // Read aloud once, when it is known: not piece by piece.
    if (done) this.#said.textContent = sections.map(inOneLine).join(' ');
  }

  broken(message: string): void {
    this.#sections.replaceChildren(
      make(
        'p',
        { class: 'wrong' },
        `The engine of this page stopped: ${message}. Please report it.`,
      ),
    );
  }

  #fault({ selector, words, wrong }: FaultLine, selected: readonly string[]): HTMLLIElement {
    const name = button(selector, () => this.state.change({ selected: [selector] }), {
      class: 'way',
      'data-key': `name ${selector}`,
      ...(selected.includes(selector) ? { 'aria-current': 'true' } : {}),
    });
    const restore = button('Restore', () => this.state.toggle([selector]), {
      class: 'small',
      'data-key': `restore ${selector}`,
      'aria-label': `Restore ${selector}`,
    });
    const more = words === '' ? null : make('span', { class: wrong ? 'wrong' : 'note' }, words);
    return make('li', {}, name, restore, more);
  }

  #showCommand(command: string): void {
    if (command === '') {
      refill(this.#command);
      return;
    }
    const code = make('code', {}, command);
    const copy = button('Copy', () => {
      void copied(command, code).then((done) => {
        copy.textContent = done ? 'Copied' : 'Selected';
      });
    });
    refill(
      this.#command,
      make('h3', {}, 'The same on the command line'),
      make('div', { class: 'line' }, code, copy),
    );
  }
}

const leftOutWords = (count: number): string =>
  `${formatCounted(count, 'fault')} of the address left out: at most ${formatCount(mostRead.faults)} are read, ` +
  `each of at most ${formatCount(mostRead.characters)} characters.`;

function sectionOf({ title, rows }: Section): HTMLElement {
  const list = make('dl');
  for (const [label, words] of rows) {
    list.append(make('dt', {}, label), make('dd', {}, words));
  }
  return make('section', { 'data-section': title }, make('h3', {}, title), list);
}

const inOneLine = ({ title, rows }: Section): string =>
  `${title}: ${rows
    .slice(0, 3)
    .map(([label, words]) => `${label} ${words}`)
    .join('; ')}.`;

/** To the clipboard; where there is none, what is to be copied is selected. */
async function copied(text: string, shown: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    window.getSelection()?.selectAllChildren(shown);
    return false;
  }
}
