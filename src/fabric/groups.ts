import { formatCount } from '../std/units.js';
import type { FabricGroup } from './attributes.js';
import type { CompactFabric } from './compact.js';
import { groupId } from './ids.js';
import { selectedOf } from './match.js';
import { idOrder } from './order.js';
import { type Part, type Parts, partsOf } from './parts.js';
import { parseSelector } from './selector.js';

/** Parts that fail together. */
export class ResolvedGroup {
  #vertices: Int32Array | undefined;
  #cables: Int32Array | undefined;

  /**
   * @param id `feed-a`, or a piece: `rack0`
   * @param name as it is declared: `rack`
   */
  constructor(
    readonly id: string,
    readonly name: string,
    readonly parts: readonly Part[],
  ) {}

  /** The NICs and switches that its parts are or contain, ascending. */
  get vertices(): Int32Array {
    this.#vertices ??= union(this.parts.map(({ vertices }) => vertices));
    return this.#vertices;
  }

  /** The cables that fail with it, ascending. */
  get cables(): Int32Array {
    this.#cables ??= union(this.parts.map(({ cables }) => cables));
    return this.#cables;
  }
}

function union(lists: readonly Iterable<number>[]): Int32Array {
  const all = new Set<number>();
  for (const list of lists) for (const i of list) all.add(i);
  return Int32Array.from(all).sort();
}

/** Parts that the groups of a file may have in all: each costs some hundred bytes. */
const mostParts = 500_000;

/** So many groups that are wrong have the nearest ids looked for. */
const mostOffers = 20;

/** What is wrong with a declared group. */
export interface GroupProblem {
  readonly name: string;
  /** Which of its lists, and which selector of that; −1: the list as a whole. */
  readonly list: number;
  readonly selector: number;
  readonly text: string;
  readonly problem: string;
}

/** The groups of a fabric, in document order, pieces in order; wrong ones are left out. */
export const groupsOf = (fabric: CompactFabric): readonly ResolvedGroup[] =>
  resolved(fabric).groups;

export const groupProblems = (fabric: CompactFabric): readonly GroupProblem[] =>
  resolved(fabric).problems;

/** The groups as parts that selectors pick. */
export const groupParts = (fabric: CompactFabric): Parts => resolved(fabric).parts;

interface Resolved {
  readonly groups: readonly ResolvedGroup[];
  readonly problems: readonly GroupProblem[];
  readonly parts: Parts;
}

const memory = new WeakMap<CompactFabric, Resolved>();

function resolved(fabric: CompactFabric): Resolved {
  const known = memory.get(fabric) ?? resolve(fabric);
  memory.set(fabric, known);
  return known;
}

function resolve(fabric: CompactFabric): Resolved {
  const problems: GroupProblem[] = [];
  const order = idOrder(fabric);
  const known = new Map<string, Part>();
  let left = mostParts;
  const groups = fabric.groups.flatMap((declared) => {
    const before = problems.length;
    const pieces = declared.lists.map(({ of, every }, list) => {
      if (left < 0) return [];
      const suggest = problems.length < mostOffers;
      const matched = matchesOf({ fabric, of, order, known, suggest }, (selector, problem) => {
        problems.push({ name: declared.name, list, selector, text: of[selector]!, problem });
      });
      left -= matched.length;
      return every === null ? [matched] : piecesOf(matched, every);
    });
    if (left < 0) problems.push(tooMany(declared));
    else if (problems.length === before) problems.push(...unequal(declared, pieces));
    return problems.length > before ? [] : together(declared, pieces);
  });
  return { groups, problems, parts: partsOfGroups(groups) };
}

function tooMany({ name }: FabricGroup): GroupProblem {
  const problem = `the groups have more than ${formatCount(mostParts)} parts in all up to here`;
  return { name, list: 0, selector: -1, text: name, problem };
}

interface MatchQuestion {
  readonly fabric: CompactFabric;
  readonly of: readonly string[];
  readonly order: (a: string, b: string) => number;
  /** Parts of other groups by kind and id: a part is one object, in however many groups. */
  readonly known: Map<string, Part>;
  readonly suggest: boolean;
}

/** What selectors match, each once: in their order, and in that of ids within each. */
function matchesOf(
  { fabric, of, order, known, suggest }: MatchQuestion,
  wrong: (selector: number, problem: string) => void,
): Part[] {
  const matched = new Map<string, Part>();
  of.forEach((text, i) => {
    const parts = partsIn(fabric, text, suggest);
    if ('problem' in parts) wrong(i, parts.problem);
    else {
      for (const part of [...parts].sort((a, b) => order(a.id, b.id))) {
        const key = `${part.kind}:${part.id}`;
        if (!known.has(key)) known.set(key, part);
        matched.set(key, known.get(key)!);
      }
    }
  });
  return [...matched.values()];
}

function partsIn(
  fabric: CompactFabric,
  text: string,
  suggest: boolean,
): readonly Part[] | { readonly problem: string } {
  const selector = parseSelector(text);
  if ('problem' in selector) return selector;
  const { kind } = selector;
  if (kind === 'group') return { problem: 'a group consists of parts, not of other groups' };
  if (text.includes('@')) {
    return { problem: 'the parts of a group fail as a whole: "@" does not go here' };
  }
  const found = selectedOf(partsOf(fabric, kind), selector, suggest);
  return 'problem' in found ? found : found.parts;
}

const piecesOf = (parts: readonly Part[], every: number): Part[][] =>
  Array.from({ length: Math.ceil(parts.length / every) }, (_, n) =>
    parts.slice(n * every, (n + 1) * every),
  );

/** Lists whose n-th pieces cannot be put together with those of the first one. */
function unequal(
  { name, lists }: FabricGroup,
  pieces: readonly (readonly Part[][])[],
): GroupProblem[] {
  const [first = []] = pieces;
  return pieces.flatMap((list, i) => {
    if (list.length === first.length) return [];
    const problem = `this list gives ${count(list.length)}, the first one ${count(first.length)}; pieces that fail together are equally many`;
    return [{ name, list: i, selector: -1, text: lists[i]!.of.join(', '), problem }];
  });
}

const count = (pieces: number): string => `${pieces} ${pieces === 1 ? 'piece' : 'pieces'}`;

function together(
  { name, lists }: FabricGroup,
  pieces: readonly (readonly Part[][])[],
): ResolvedGroup[] {
  const whole = lists.every(({ every }) => every === null);
  return (pieces[0] ?? []).map((_, n) => {
    const parts = pieces.length === 1 ? pieces[0]![n]! : pieces.flatMap((list) => list[n]!);
    return new ResolvedGroup(groupId(name, whole ? -1 : n), name, parts);
  });
}

function partsOfGroups(groups: readonly ResolvedGroup[]): Parts {
  return {
    count: groups.length,
    ids: (n) => [groups[n]!.id],
    part(n) {
      const { id, parts, cables, vertices } = groups[n]!;
      return { kind: 'group', id, index: -1, cables, vertices, members: parts };
    },
  };
}
