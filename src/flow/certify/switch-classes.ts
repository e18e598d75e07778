import type { CompactFabric, CompactPlane } from '../../fabric/compact.js';
import type { EndpointSet } from '../../fabric/endpoint-set.js';
import { seenBundles } from './bundles.js';
import { type SeenPlane, seenPlane } from './plane.js';

/**
 * What proves a bisection by trying every choice of switches: those of a class are in each other's place
 * wherever two of them change, so that only their number on a side counts.
 */
export interface SwitchClassesProof {
  readonly by: 'switch-classes';
  /** Ids; a switch that is not named is alone. */
  readonly classes: readonly (readonly string[])[];
}

/** Choices × what is cut in each, so that no certificate takes for ever. */
const MOST_STEPS = 2e8;

/** Endpoints with the same cables: to which vertices, with how many Gb/s, and how many they are. */
interface Kind {
  readonly to: ReadonlyMap<number, number>;
  readonly count: number;
}

/** By vertex: the others that it has links to, and their Gb/s. */
type Links = ReadonlyMap<number, ReadonlyMap<number, number>>;

/**
 * The bisection, Gb/s, that trying all choices proves. Two switches may change places if their links to
 * all others and the kinds of endpoints stay what they are; if the first of a class may with each
 * other one, all of them may in any order. So a choice of switches for side A is as good as every other with
 * as many of each class, and for given switches every endpoint stands where less of it is cut, but for
 * as many as make halves. Adds a reason per defect; then the number means nothing.
 */
export function verifySwitchClasses(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: CompactPlane,
  among: EndpointSet | null,
  { classes }: SwitchClassesProof,
  reasons: string[],
): number {
  const seen = seenPlane(fabric, capacity, plane, among);
  const links = linksOf(fabric, capacity, seen);
  const kinds = kindsOf(seen);
  const groups = groupsOf(fabric, links, kinds, classes, reasons);
  for (const [first, ...others] of groups) {
    for (const other of others) {
      if (mayChange(links, kinds, first!, other)) continue;
      const [a, b] = [fabric.vertexIds[first!], fabric.vertexIds[other]];
      reasons.push(`${b} is not in the place of ${a} when they change`);
    }
  }
  const choices = groups.reduce((product, { length }) => product * (length + 1), 1);
  const work = kinds.size + seen.links.length;
  if (choices * work > MOST_STEPS) reasons.push(`${choices} choices are too many to be tried`);
  if (reasons.length > 0) return 0;
  const onA = new Uint8Array(fabric.vertexCount);
  const [joined, hanging] = [[...links], [...kinds.values()]];
  const cables = hanging.map(({ to }) => [...to]);
  const counts = hanging.map(({ count }) => count);
  let least = Number.POSITIVE_INFINITY;
  const choose = (from: number) => {
    if (from === groups.length) {
      least = Math.min(least, cutBeside(onA, joined, cables, counts, seen.endpoints.length));
      return;
    }
    choose(from + 1);
    for (const v of groups[from]!) {
      onA[v] = 1;
      choose(from + 1);
    }
    for (const v of groups[from]!) onA[v] = 0;
  };
  choose(0);
  return least;
}

function linksOf(fabric: CompactFabric, capacity: Float64Array, seen: SeenPlane): Links {
  const { offsets, heads, gbps } = seenBundles(fabric, capacity, seen);
  const links = new Map<number, Map<number, number>>();
  for (let v = 0; v < fabric.vertexCount; v++) {
    if (offsets[v] === offsets[v + 1]) continue;
    const own = new Map<number, number>();
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) own.set(heads[i]!, gbps[i]!);
    links.set(v, own);
  }
  return links;
}

const keyOf = (to: ReadonlyMap<number, number>): string =>
  [...to]
    .sort(([a], [b]) => a - b)
    .map(([v, gbps]) => `${v} ${gbps}`)
    .join();

/** By key: a kind. Endpoints without a live cable are one, too. */
function kindsOf({ endpoints, accessEnd, accessAt, accessGbps }: SeenPlane): Map<string, Kind> {
  const cables = new Map<number, Map<number, number>>();
  for (const e of endpoints) cables.set(e, new Map());
  accessEnd.forEach((e, i) => {
    const to = cables.get(e)!;
    to.set(accessAt[i]!, (to.get(accessAt[i]!) ?? 0) + accessGbps[i]!);
  });
  const kinds = new Map<string, Kind>();
  for (const to of cables.values()) {
    const key = keyOf(to);
    kinds.set(key, { to, count: (kinds.get(key)?.count ?? 0) + 1 });
  }
  return kinds;
}

/** Vertices that have live cables, class by class; those that are in none are alone. */
function groupsOf(
  { indexOfVertex }: CompactFabric,
  links: Links,
  kinds: ReadonlyMap<string, Kind>,
  classes: SwitchClassesProof['classes'],
  reasons: string[],
): number[][] {
  const open = new Set(links.keys());
  for (const { to } of kinds.values()) for (const v of to.keys()) open.add(v);
  const groups: number[][] = [];
  for (const ids of classes) {
    const group: number[] = [];
    for (const id of ids) {
      const v = indexOfVertex.get(id) ?? -1;
      if (open.delete(v)) group.push(v);
      else reasons.push(`${id} has no live cable or is in two classes`);
    }
    groups.push(group);
  }
  for (const v of open) groups.push([v]);
  return groups;
}

/** Whether all stays as it is when two vertices change their places. */
function mayChange(links: Links, kinds: ReadonlyMap<string, Kind>, a: number, b: number): boolean {
  const [ofA, ofB] = [links.get(a) ?? new Map(), links.get(b) ?? new Map()];
  for (const v of new Set([...ofA.keys(), ...ofB.keys()])) {
    if (v !== a && v !== b && ofA.get(v) !== ofB.get(v)) return false;
  }
  for (const { to, count } of kinds.values()) {
    if (!to.has(a) && !to.has(b)) continue;
    const changed = new Map([...to].map(([v, g]) => [v === a ? b : v === b ? a : v, g]));
    if (kinds.get(keyOf(changed))?.count !== count) return false;
  }
  return true;
}

/**
 * What is cut at least when these vertices stand on side A and all others on side B.
 *
 * @param cables by kind of endpoints: to which vertices, with how many Gb/s
 */
function cutBeside(
  onA: Uint8Array,
  links: readonly (readonly [number, ReadonlyMap<number, number>])[],
  cables: readonly (readonly (readonly [number, number])[])[],
  counts: readonly number[],
  endpoints: number,
): number {
  let cut = 0;
  for (const [v, own] of links) {
    if (onA[v] === 0) continue;
    for (const [w, gbps] of own) if (onA[w] === 0) cut += gbps;
  }
  // By kind: how much more is cut of an endpoint on side B than on side A.
  const more = new Float64Array(counts.length);
  let [wantA, wantB] = [0, 0];
  for (let k = 0; k < counts.length; k++) {
    let [toA, toB] = [0, 0];
    for (const [v, gbps] of cables[k]!) {
      if (onA[v] === 1) toA += gbps;
      else toB += gbps;
    }
    cut += Math.min(toA, toB) * counts[k]!;
    more[k] = toA - toB;
    if (toA > toB) wantA += counts[k]!;
    if (toA < toB) wantB += counts[k]!;
  }
  // Too many on one side: those that lose least by it change over.
  const most = Math.ceil(endpoints / 2);
  const sign = wantA > most ? 1 : -1;
  let excess = Math.max(wantA, wantB) - most;
  if (excess <= 0) return cut;
  const willing = [...counts.keys()].filter((k) => more[k]! * sign > 0);
  willing.sort((x, y) => (more[x]! - more[y]!) * sign);
  for (const k of willing) {
    const moved = Math.min(counts[k]!, excess);
    cut += moved * Math.abs(more[k]!);
    excess -= moved;
  }
  return cut;
}
