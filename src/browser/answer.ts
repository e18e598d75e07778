import type { Subject } from '../check/checker.js';
import { fitsWords, gbpsWords } from '../report/whatif/figures.js';
import { marginWords } from '../report/whatif/margin.js';
import { promiseLines, promiseSummary } from '../report/whatif/promise-lines.js';
import {
  bisectionRow,
  leftRows,
  planeRows,
  planeSetRows,
  type Row,
} from '../report/whatif/set-lines.js';
import type { FailedAnswer, Left, PlaneAnswer, SideAnswer } from '../whatif/answer.js';
import {
  type Bisections,
  bisectionsOf,
  failedAnswer,
  leftBySet,
  soundSide,
  throughputs,
} from '../whatif/stages.js';
import type { Failed } from './failed.js';
import type { Section } from './protocol.js';

/** What is not known yet. */
export const later = '…';

/** The healthy side: measured piece by piece, when it is first asked for. */
export class Sound {
  #left: Readonly<Record<string, Left>> | undefined;
  #bisections: Bisections | undefined;
  #side: ReturnType<typeof soundSide> | undefined;

  constructor(readonly subject: Subject) {}

  get left(): Readonly<Record<string, Left>> {
    const { healthy } = this.subject;
    this.#left ??= leftBySet(healthy, healthy);
    return this.#left;
  }

  get bisections(): Bisections {
    this.#bisections ??= bisectionsOf(this.subject.healthy);
    return this.#bisections;
  }

  /** Bisections by leaf classes take milliseconds; an interval is searched for, which may take seconds. */
  get isQuick(): boolean {
    const { fabric, healthy } = this.subject;
    if (!this.#bisections) return false;
    return fabric.planes.every((_, p) => healthy.bisection(p).method === 'leaf-classes');
  }

  get side(): ReturnType<typeof soundSide> {
    this.#side ??= soundSide(this.subject);
    return this.#side;
  }
}

/** As much of an answer as is known so far. */
interface Piece {
  readonly sections: readonly Section[];
  /** The bisections are known. */
  readonly measured: boolean;
  readonly done: boolean;
}

/**
 * What is said of a failed fabric, each time with more of it; null: nothing new yet, but time has
 * passed.
 */
export function* answers(sound: Sound, failed: Failed): Generator<Piece | null, undefined> {
  const { subject } = sound;
  if (failed.faults.length === 0) {
    const rows = (words: (id: string) => string) =>
      sections(subject, (id) => [['bisection', words(id)]]);
    yield { sections: rows(() => later), measured: false, done: false };
    const { planeSets } = sound.bisections;
    yield { sections: rows((id) => gbpsWords(planeSets[id]!)), measured: true, done: false };
    yield { sections: healthySections(sound.side.side), measured: true, done: true };
    return;
  }
  const { state } = failed;
  const left = leftBySet(state, subject.healthy);
  const rows = (bisection: (id: string) => Row) =>
    sections(subject, (id) => [
      bisection(id),
      ['all-to-all', later],
      ...leftRows(sound.left[id]!, left[id]!),
    ]);
  yield { sections: rows(() => ['bisection', later]), measured: false, done: false };
  const [before, after] = [sound.bisections.planeSets, bisectionsOf(state).planeSets];
  const known = rows((id) => bisectionRow(before[id]!, after[id]!));
  yield { sections: known, measured: true, done: false };
  for (const _ of throughputs(subject, state)) yield null;
  const all = failedSections(sound.side.side, failedAnswer(subject, state, sound.side));
  yield { sections: all, measured: true, done: true };
}

const sections = ({ fabric }: Subject, rowsOf: (id: string) => Row[]): Section[] =>
  fabric.planeSets.map(({ id }) => ({ title: id, rows: rowsOf(id) }));

function healthySections({ planeSets }: SideAnswer): Section[] {
  return Object.entries(planeSets).map(([title, set]) => ({
    title,
    rows: [
      ['bisection', gbpsWords(set.bisectionGbps)],
      ['all-to-all', fitsWords(set.throughput)],
      ...marginWords(set, set).map((words): Row => ['margin', words]),
    ],
  }));
}

/** The words of `planewright whatif`. */
function failedSections(healthy: SideAnswer, failed: FailedAnswer): Section[] {
  const sets = Object.entries(failed.planeSets).map(([title, after]): Section => {
    const members = failed.planes.filter(({ plane }: PlaneAnswer) => plane.startsWith(`${title}/`));
    const { rows, others } = planeRows(members, healthy.planes);
    const last: Row[] = others === null ? [] : [['', others]];
    return { title, rows: [...planeSetRows(healthy.planeSets[title]!, after), ...rows, ...last] };
  });
  const promised = promiseLines(failed);
  if (promised.length === 0) return sets;
  const rows: Row[] = [
    ['', promiseSummary(failed)],
    ...promised.slice(1).map((line): Row => ['', line.trim()]),
  ];
  return [...sets, { title: 'promises', rows }];
}
