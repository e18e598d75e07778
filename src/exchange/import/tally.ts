import { type Finding, finding, type Severity } from '../../finding/rule.js';
import type { Source } from '../wiring.js';
import { type Several, shown, wiring } from '../wiring-rule.js';

/** Codes that tell of many things at once. */
type SeveralCode = {
  [C in keyof typeof wiring.messages]: Several extends Parameters<(typeof wiring.messages)[C]>[0]
    ? C
    : never;
}[keyof typeof wiring.messages];

/** Characters of what is named of a dump: more is nobody's name. */
const longest = 80;

interface Told {
  readonly first: string[];
  count: number;
  readonly source: Source;
  readonly text: string;
}

/** What is wrong with a dump: of each kind one finding, which names the first three and counts all. */
export class Tally {
  readonly #told = new Map<SeveralCode, Told>();
  readonly #single: Finding[] = [];

  constructor(readonly files: readonly string[]) {}

  /** @param what the thing that is wrong, as the file calls it @param text the line, where it is held */
  add(code: SeveralCode, what: string, source: Source, text = ''): void {
    const told = this.#told.get(code);
    if (told) {
      told.count++;
      if (told.first.length < shown && !told.first.includes(what)) {
        told.first.push(what.slice(0, longest));
      }
    } else {
      this.#told.set(code, { first: [what.slice(0, longest)], count: 1, source, text });
    }
  }

  /** So many more of what was added, which nobody names. */
  more(code: SeveralCode, count: number): void {
    const told = this.#told.get(code);
    if (told) told.count += count;
  }

  /** A finding that stands for itself. */
  tell<C extends keyof typeof wiring.messages & string>(
    code: C,
    args: Parameters<(typeof wiring.messages)[C]>[0] & object,
    source: Source,
    { severity = 'error', text = '' }: { severity?: Severity; text?: string } = {},
  ): void {
    this.#single.push(finding(wiring, code, args, this.#place(source, text), { severity }));
  }

  /** Whether nothing that is wrong says why there is nothing in a dump. */
  get isSilent(): boolean {
    return this.#single.length === 0 && [...this.#told.keys()].every((code) => harmless.has(code));
  }

  /** A network without a cable, unless what is wrong says why there is none. */
  nothing(format: string): void {
    if (this.isSilent) this.tell('wiring-nothing', { format }, { file: 0, line: 1 });
  }

  /** All that is wrong, in order of where it first is. */
  findings(): Finding[] {
    const several = [...this.#told].map(([code, { first, count, source, text }]) =>
      finding(wiring, code, { first, count }, this.#place(source, text), {
        severity: harmless.has(code) ? 'warning' : 'error',
      }),
    );
    const fileOf = ({ place }: Finding) => this.files.indexOf(place.file ?? '');
    return [...this.#single, ...several].sort(
      (a, b) => fileOf(a) - fileOf(b) || a.place.line!.number - b.place.line!.number,
    );
  }

  #place({ file, line }: Source, text: string) {
    return { pointer: '', file: this.files[file]!, line: { number: line, text } };
  }
}

/** What makes no cable uncertain. */
const harmless: ReadonlySet<SeveralCode> = new Set<SeveralCode>([
  'wiring-undescribed',
  'wiring-device-twice',
  'wiring-name-twice',
  'wiring-speed-words',
  'wiring-port-order',
]);
