import {
  type EndpointGroup,
  type EndpointGroups,
  endpointGroups,
  type Meeting,
  meetingOf,
} from './endpoint-groups.js';
import { hopCounts } from './paths/hop-search.js';
import { endpointCount, type PathGraph, pathGraph } from './paths/path-graph.js';
import type { FabricState } from './state.js';

/**
 * Pairs of endpoints that no path of switches joins, of different scale-up domains: what they say to each
 * other is handed over inside hosts, from one NIC to another.
 */
export interface Relaying {
  /** Pairs that reach each other so, and those that do not even so. */
  readonly pairs: number;
  readonly apart: number;
  /** Mean and most hops of the former, a hand-over being a hop; null if there is none. */
  readonly averageHops: number | null;
  readonly mostHops: number | null;
  /** The mean before, of all pairs, also those that are apart now; null if none reached each other. */
  readonly healthyHops: number | null;
}

export interface RelayingPairs {
  /** Of endpoints that have a port in a common plane: a fault has separated them there. */
  readonly samePlane: Relaying;
  /** Of endpoints of different planes (rails): no path of switches joins them by design. */
  readonly otherPlanes: Relaying;
}

/** Searches that would take more steps, and groups that would make more pairs, are not looked at. */
const mostSteps = 1e9;
const mostGroups = 3000;

/**
 * Counts pairs that relay by groups of endpoints in the same parts, and searches their hops by kinds. Null:
 * there are too many to be searched.
 *
 * @param before what hops are compared with: the healthy state, or this one itself
 * @param planes indices of the planes of a set
 */
export function relaying(
  state: FabricState,
  before: FabricState,
  planes: readonly number[],
): RelayingPairs | null {
  if (state !== before && !planes.some((p) => state.isTouched(p))) {
    return relaying(before, before, planes);
  }
  const found = endpointGroups(state, planes);
  if (found.groups.length > mostGroups) return null;
  const searches = searchesOf(found.groups);
  const now = hopsOfAll(state, planes, found, searches);
  // Where all parts are what they were, so are the groups: the healthy state was asked the same.
  const same = planes.every((p) => state.parts(p) === before.parts(p));
  const was = same
    ? hopsOfAll(before, planes, found, searches)
    : searchAll(before, planes, found, searches);
  if (!now || !was) return null;
  const sums = { 'same plane': new Sum(), 'other planes': new Sum() };
  searches.forEach(({ from, to, meeting }, i) => {
    const pairs = pairsOf(found.groups, from, to);
    sums[meeting].add(pairs, now[i]!, was[i]!, from === to[0] ? 2 : 1);
  });
  return {
    samePlane: sums['same plane'].total(),
    otherPlanes: sums['other planes'].total(),
  };
}

type Hops = readonly (readonly number[])[];

const memory = new WeakMap<FabricState, Map<string, Hops | null>>();

/** By search the ordered pairs by hops, for the groups of the state itself: found once. */
function hopsOfAll(
  state: FabricState,
  planes: readonly number[],
  found: EndpointGroups,
  searches: readonly Search[],
): Hops | null {
  const known = memory.get(state) ?? new Map<string, Hops | null>();
  memory.set(state, known);
  const key = planes.join();
  const hops = known.get(key);
  if (hops !== undefined) return hops;
  const made = searchAll(state, planes, found, searches);
  known.set(key, made);
  return made;
}

function searchAll(
  state: FabricState,
  planes: readonly number[],
  found: EndpointGroups,
  searches: readonly Search[],
): Hops | null {
  if (searches.length === 0) return [];
  const graph = graphOf(state, planes, found);
  if (stepsOf(graph, found, searches) > mostSteps) return null;
  return searches.map(({ from, to }) => hopsBetween(graph, from, to));
}

/** Searches from one group to others: each pair of groups that no path joins is in one of them. */
interface Search {
  readonly from: number;
  readonly to: readonly number[];
  readonly meeting: Exclude<Meeting, 'joined'>;
}

/** Small groups first: a large main part, which is joined with itself, is then not searched from. */
function searchesOf(groups: readonly EndpointGroup[]): Search[] {
  const order = [...groups.keys()].sort((a, b) => groups[a]!.endpoints - groups[b]!.endpoints);
  const searches: Search[] = [];
  order.forEach((from, i) => {
    const lists = { 'same plane': [] as number[], 'other planes': [] as number[] };
    for (const to of order.slice(i)) {
      const meeting = meetingOf(groups[from]!, groups[to]!);
      if (meeting === 'joined') continue;
      // Pairs inside a group are met from both sides: they are searched apart.
      if (to === from) searches.push({ from, to: [from], meeting });
      else lists[meeting].push(to);
    }
    for (const meeting of ['same plane', 'other planes'] as const) {
      if (lists[meeting].length > 0) searches.push({ from, to: lists[meeting], meeting });
    }
  });
  return searches;
}

/** Ordered pairs inside a group, or those from a group to others. */
function pairsOf(groups: readonly EndpointGroup[], from: number, to: readonly number[]): number {
  const there = to.reduce((sum, g) => sum + groups[g]!.endpoints, 0);
  return groups[from]!.endpoints * (to[0] === from ? there - 1 : there);
}

const graphOf = (
  { fabric, capacity }: FabricState,
  planes: readonly number[],
  of: EndpointGroups,
) => pathGraph(fabric, capacity, { planes, among: null, relays: 'domains', marks: of.groupOf });

/** Ordered pairs from a group to others, by hops. */
function hopsBetween(graph: PathGraph, from: number, to: readonly number[]): readonly number[] {
  const wanted = new Set(to);
  const counts = Uint8Array.from(graph.marks, (mark) => (wanted.has(mark) ? 1 : 0));
  const sources = [...graph.marks.keys()]
    .filter((kind) => graph.marks[kind] === from)
    .map((kind) => ({ kind, endpoints: endpointCount(graph, kind) }));
  return hopCounts({ ...graph, counts }, -1, sources);
}

/** Words that all searches look at, roughly. */
function stepsOf(graph: PathGraph, { groups }: EndpointGroups, searches: readonly Search[]) {
  const kinds = new Int32Array(groups.length);
  for (const mark of graph.marks) if (mark >= 0) kinds[mark]!++;
  const perWord = (graph.neighbours.length + 2 * graph.leaves.length) * 5;
  return searches.reduce((sum, { from }) => sum + Math.ceil(kinds[from]! / 32) * perWord, 0);
}

/** What pairs of one kind of meeting add up to. */
class Sum {
  #pairs = 0;
  #apart = 0;
  #hops = 0;
  #most = 0;
  #healthyPairs = 0;
  #healthyHops = 0;

  /**
   * @param all ordered pairs that were looked at
   * @param now those of them that reach each other, by hops; `was`: before
   * @param met how often each pair is among them
   */
  add(all: number, now: readonly number[], was: readonly number[], met: number): void {
    // One hop apart is who shares a scale-up domain.
    this.#apart += (all - (now[1] ?? 0) - countOf(now)) / met;
    this.#pairs += countOf(now) / met;
    this.#hops += hopsOf(now) / met;
    this.#most = Math.max(this.#most, now.length - 1);
    this.#healthyPairs += countOf(was) / met;
    this.#healthyHops += hopsOf(was) / met;
  }

  total(): Relaying {
    const none = this.#pairs === 0;
    return {
      pairs: this.#pairs,
      apart: this.#apart,
      averageHops: none ? null : this.#hops / this.#pairs,
      mostHops: none ? null : this.#most,
      healthyHops: this.#healthyPairs === 0 ? null : this.#healthyHops / this.#healthyPairs,
    };
  }
}

/** Pairs that are more than one hop apart, and their hops. */
const countOf = (byHops: readonly number[]): number =>
  byHops.reduce((sum, pairs, hops) => (hops > 1 ? sum + pairs : sum), 0);

const hopsOf = (byHops: readonly number[]): number =>
  byHops.reduce((sum, pairs, hops) => (hops > 1 ? sum + pairs * hops : sum), 0);
