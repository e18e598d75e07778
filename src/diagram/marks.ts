import type { CompactFabric } from '../fabric/compact.js';
import { podId } from '../fabric/ids.js';
import { formatCount, formatShare, plural } from '../std/units.js';
import { type Heated, resolveHeat } from './heat.js';
import type { DiagramOptions, Mark, MarkKind, Status, StatusText } from './model.js';

/** Worst first. */
export const markKinds: readonly MarkKind[] = [
  'down',
  'cut-off',
  'removed',
  'added',
  'degraded',
  'finding',
  'changed',
  'warning',
];

export const markWords: Readonly<Record<MarkKind, string>> = {
  down: 'down',
  'cut-off': 'cut off',
  removed: 'removed',
  added: 'added',
  degraded: 'degraded',
  finding: 'with a finding',
  changed: 'changed',
  warning: 'with a warning',
};

/** Of the marks of one overlay on an element the worst counts; those of several stand together. */
export const overlayOf: Readonly<Record<MarkKind, 'fault' | 'difference' | 'finding'>> = {
  down: 'fault',
  'cut-off': 'fault',
  degraded: 'fault',
  removed: 'difference',
  added: 'difference',
  changed: 'difference',
  finding: 'finding',
  warning: 'finding',
};

/** The worst mark of an overlay on an element, and what all of them say. */
export interface Told {
  readonly mark: MarkKind;
  readonly value?: number | undefined;
  readonly says: ReadonlySet<string>;
}

/** The marks by what they are on: of each overlay one. */
export interface Marked {
  readonly vertices: ReadonlyMap<number, readonly Told[]>;
  readonly hosts: ReadonlyMap<number, readonly Told[]>;
  readonly cables: ReadonlyMap<number, readonly Told[]>;
  readonly planes: ReadonlyMap<string, readonly Told[]>;
  readonly pods: ReadonlyMap<string, readonly Told[]>;
  /** A figure that colours cables, beside their marks. */
  readonly heat: Heated | null;
}

export const nothingMarked: Marked = {
  vertices: new Map(),
  hosts: new Map(),
  cables: new Map(),
  planes: new Map(),
  pods: new Map(),
  heat: null,
};

export function resolveMarks(
  fabric: CompactFabric,
  options: Pick<DiagramOptions, 'marks' | 'heat'>,
): Marked {
  const { marks } = options;
  const heat = resolveHeat(fabric, options.heat);
  if (marks.length === 0) return { ...nothingMarked, heat };
  const vertices = new Map<number, Known[]>();
  const hosts = new Map<number, Known[]>();
  const cables = new Map<number, Known[]>();
  const planes = new Map<string, Known[]>();
  const pods = new Map<string, Known[]>();
  const hostIndex = new Map(fabric.hostIds.map((id, index) => [id, index]));
  // Spelling out all cables takes longer than all the rest: mostly none is marked.
  let cableIndex: ReadonlyMap<string, number> | undefined;
  const cableOf = (id: string) => {
    if (!id.includes('--')) return undefined;
    cableIndex ??= new Map(fabric.cableIds.map((one, index) => [one, index]));
    return cableIndex.get(id);
  };
  const podIds = new Set(
    fabric.switches.flatMap(({ plane, pod }) => (pod === undefined ? [] : [podId(plane, pod)])),
  );
  const planeIds = new Set(fabric.planes.map(({ id }) => id));
  for (const mark of marks) {
    const vertex = fabric.indexOfVertex.get(mark.id);
    const cable = cableOf(mark.id);
    const host = hostIndex.get(mark.id);
    if (vertex !== undefined) keepWorst(vertices, vertex, mark);
    else if (cable !== undefined) keepWorst(cables, cable, mark);
    else if (host !== undefined) keepWorst(hosts, host, mark);
    else if (planeIds.has(mark.id)) keepWorst(planes, mark.id, mark);
    else if (podIds.has(mark.id)) keepWorst(pods, mark.id, mark);
  }
  return { vertices, hosts, cables, planes, pods, heat };
}

interface Known {
  mark: MarkKind;
  value: number | undefined;
  readonly says: Set<string>;
}

/** What the lesser of two marks says is still said. */
function keepWorst<K>(map: Map<K, Known[]>, key: K, { mark, value, text }: Mark): void {
  const list = map.get(key) ?? [];
  map.set(key, list);
  let known = list.find((one) => overlayOf[one.mark] === overlayOf[mark]);
  if (!known) {
    known = { mark, value, says: new Set() };
    list.push(known);
  } else if (markKinds.indexOf(mark) < markKinds.indexOf(known.mark)) {
    known.mark = mark;
    known.value = value;
  }
  if (text !== undefined) known.says.add(text);
}

/** The worst of some marks; null of none. */
export function worstOf(marks: readonly Told[] | undefined): MarkKind | null {
  const kinds = marks?.map(({ mark }) => markKinds.indexOf(mark)) ?? [];
  return markKinds[Math.min(...kinds)] ?? null;
}

/** Elements of one sort among what a box stands for, and the marks on them. */
export interface Tally {
  readonly noun: string;
  readonly total: number;
  readonly marks: readonly Told[];
}

/**
 * All marks of an element in words. `alone`: the first tally is the element itself, which needs no
 * noun: "down" instead of "1 of 1 leaves down".
 */
export function statusOf(tallies: readonly Tally[], alone: boolean): Status | null {
  const texts: StatusText[] = [];
  const [first] = tallies;
  let worst = markKinds.length;
  let value: number | null = null;
  tallies.forEach((tally, t) => {
    for (const kind of markKinds) {
      const marks = tally.marks.filter(({ mark }) => mark === kind);
      if (marks.length === 0) continue;
      worst = Math.min(worst, markKinds.indexOf(kind));
      // What is new, or gone, is so with all that is in it.
      const comesAlong = kind === 'added' || kind === 'removed';
      if (t > 0 && comesAlong && first && allAre(kind, first)) continue;
      const single = tally.total === 1 ? marks[0]! : null;
      if (single?.value !== undefined && kind === 'degraded') value = single.value;
      const text = textOf(tally, kind, marks.length, single, alone && t === 0);
      texts.push({ mark: kind, text });
    }
  });
  texts.sort((a, b) => markKinds.indexOf(a.mark) - markKinds.indexOf(b.mark));
  const mark = markKinds[worst];
  if (mark === undefined) return null;
  const whole = first !== undefined && allAre(mark, first);
  // What a part came to, or went from, is another one than before.
  const partly = !whole && (mark === 'added' || mark === 'removed');
  return {
    mark: partly ? 'changed' : mark,
    whole,
    texts,
    says: sayingsOf(tallies),
    value: mark === 'degraded' ? value : null,
  };
}

const allAre = (kind: MarkKind, { total, marks }: Tally): boolean =>
  total > 0 && marks.filter(({ mark }) => mark === kind).length === total;

/** Longer lists are not read where the pointer rests. */
const mostSayings = 4;

function sayingsOf(tallies: readonly Tally[]): string[] {
  const all = new Set<string>();
  for (const { marks } of tallies) {
    for (const { says } of marks) for (const one of says) all.add(one);
  }
  const said = [...all].slice(0, mostSayings);
  return all.size > said.length
    ? [...said, `and ${formatCount(all.size - said.length)} more`]
    : said;
}

/** All marks of an element, as one text. */
export function statusText(status: Status | null): string {
  if (status === null) return '';
  const texts = `; ${status.texts.map(({ text }) => text).join(', ')}`;
  return status.says.length > 0 ? `${texts}: ${status.says.join('; ')}` : texts;
}

/** Of a single element: nobody says of it that it is "with" one. */
const alonePhrases: Partial<Record<MarkKind, string>> = { finding: 'finding', warning: 'warning' };

function textOf(
  { noun, total }: Tally,
  kind: MarkKind,
  count: number,
  single: Told | null,
  alone: boolean,
): string {
  const words =
    kind === 'degraded' && single?.value !== undefined
      ? `${formatShare(single.value)} left`
      : ((single && alonePhrases[kind]) ?? markWords[kind]);
  if (single) return alone ? words : `${noun} ${words}`;
  if (count === total) return `all ${formatCount(total)} ${plural(noun)} ${words}`;
  return `${formatCount(count)} of ${formatCount(total)} ${plural(noun)} ${words}`;
}

/** Marked ids that are named in words; the others are counted. */
const namedMarks = 6;

/** "Down: compute/p0/spine3, … and 4 more." per kind. */
export function markNotes(marks: readonly Mark[]): string[] {
  return markKinds.flatMap((kind) => {
    const ids = [...new Set(marks.filter(({ mark }) => mark === kind).map(({ id }) => id))];
    if (ids.length === 0) return [];
    const words = markWords[kind];
    const named = ids.slice(0, namedMarks).join(', ');
    const more = ids.length > namedMarks ? ` and ${formatCount(ids.length - namedMarks)} more` : '';
    return [`${words[0]!.toUpperCase()}${words.slice(1)}: ${named}${more}.`];
  });
}
