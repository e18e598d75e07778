import type { CompactFabric } from '../fabric/compact.js';
import { formatCount, formatShare, plural } from '../std/units.js';
import type { Mark, MarkKind, Status, StatusText } from './model.js';

/** Worst first. */
export const markKinds: readonly MarkKind[] = ['down', 'cut-off', 'degraded', 'finding'];

export const markWords: Readonly<Record<MarkKind, string>> = {
  down: 'down',
  'cut-off': 'cut off',
  degraded: 'degraded',
  finding: 'with a finding',
};

/** The marks by what they are on; of several on one element the worst. */
export interface Marked {
  readonly vertices: ReadonlyMap<number, Mark>;
  readonly hosts: ReadonlyMap<number, Mark>;
  readonly cables: ReadonlyMap<number, Mark>;
  readonly planes: ReadonlyMap<string, Mark>;
}

export function resolveMarks(fabric: CompactFabric, marks: readonly Mark[]): Marked {
  const vertices = new Map<number, Mark>();
  const hosts = new Map<number, Mark>();
  const cables = new Map<number, Mark>();
  const planes = new Map<string, Mark>();
  if (marks.length === 0) return { vertices, hosts, cables, planes };
  const hostIndex = new Map(fabric.hostIds.map((id, index) => [id, index]));
  // Spelling out all cables takes longer than all the rest: mostly none is marked.
  let cableIndex: ReadonlyMap<string, number> | undefined;
  const cableOf = (id: string) => {
    if (!id.includes('--')) return undefined;
    cableIndex ??= new Map(fabric.cableIds.map((one, index) => [one, index]));
    return cableIndex.get(id);
  };
  const planeIds = new Set(fabric.planes.map(({ id }) => id));
  for (const mark of marks) {
    const vertex = fabric.indexOfVertex.get(mark.id);
    const cable = cableOf(mark.id);
    const host = hostIndex.get(mark.id);
    if (vertex !== undefined) keepWorst(vertices, vertex, mark);
    else if (cable !== undefined) keepWorst(cables, cable, mark);
    else if (host !== undefined) keepWorst(hosts, host, mark);
    else if (planeIds.has(mark.id)) keepWorst(planes, mark.id, mark);
  }
  return { vertices, hosts, cables, planes };
}

function keepWorst<K>(map: Map<K, Mark>, key: K, mark: Mark): void {
  const known = map.get(key);
  if (!known || markKinds.indexOf(mark.mark) < markKinds.indexOf(known.mark)) map.set(key, mark);
}

/** Elements of one sort among what a box stands for, and the marks on them. */
export interface Tally {
  readonly noun: string;
  readonly total: number;
  readonly marks: readonly Mark[];
}

/**
 * All marks of an element in words. `alone`: the first tally is the element itself, which needs no
 * noun: "down" instead of "1 of 1 leaves down".
 */
export function statusOf(tallies: readonly Tally[], alone: boolean): Status | null {
  const texts: StatusText[] = [];
  let worst = markKinds.length;
  let value: number | null = null;
  tallies.forEach((tally, t) => {
    for (const kind of markKinds) {
      const marks = tally.marks.filter(({ mark }) => mark === kind);
      if (marks.length === 0) continue;
      const single = tally.total === 1 ? marks[0]! : null;
      worst = Math.min(worst, markKinds.indexOf(kind));
      if (single?.value !== undefined && kind === 'degraded') value = single.value;
      const text = textOf(tally, kind, marks.length, single, alone && t === 0);
      texts.push({ mark: kind, text });
    }
  });
  texts.sort((a, b) => markKinds.indexOf(a.mark) - markKinds.indexOf(b.mark));
  const mark = markKinds[worst];
  if (mark === undefined) return null;
  const first = tallies[0];
  const whole = first !== undefined && allAre(mark, first);
  return { mark, whole, texts, value: mark === 'degraded' ? value : null };
}

const allAre = (kind: MarkKind, { total, marks }: Tally): boolean =>
  total > 0 && marks.filter(({ mark }) => mark === kind).length === total;

/** All marks of an element, as one text. */
export const statusText = (status: Status | null): string =>
  status === null ? '' : `; ${status.texts.map(({ text }) => text).join(', ')}`;

function textOf(
  { noun, total }: Tally,
  kind: MarkKind,
  count: number,
  single: Mark | null,
  alone: boolean,
): string {
  const words =
    kind === 'degraded' && single?.value !== undefined
      ? `${formatShare(single.value)} left`
      : single && kind === 'finding'
        ? 'finding'
        : markWords[kind];
  if (single) return alone ? words : `${noun} ${words}`;
  if (count === total) return `all ${formatCount(total)} ${plural(noun)} ${words}`;
  return `${formatCount(count)} of ${formatCount(total)} ${plural(noun)} ${words}`;
}

/** "Down: compute/p0/spine3, … and 4 more." per kind; `limit` ids are named. */
export function markNotes(marks: readonly Mark[], limit: number): string[] {
  return markKinds.flatMap((kind) => {
    const ids = [...new Set(marks.filter(({ mark }) => mark === kind).map(({ id }) => id))];
    if (ids.length === 0) return [];
    const words = markWords[kind];
    const named = ids.slice(0, limit).join(', ');
    const more = ids.length > limit ? ` and ${formatCount(ids.length - limit)} more` : '';
    return [`${words[0]!.toUpperCase()}${words.slice(1)}: ${named}${more}.`];
  });
}
