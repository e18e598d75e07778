import type { CompactFabric, CompactPlane } from '../../fabric/compact.js';
import type { EndpointSet } from '../../fabric/endpoint-set.js';
import { cheapestChoice, type Kind, MOST_WORK } from './choices.js';
import { differ } from './number.js';
import { type SeenPlane, seenPlane } from './plane.js';

/** An exact bisection by trying all choices of leaves. */
export interface LeafClassesProof {
  readonly by: 'leaf-classes';
  /** Ids of the leaves of each class. */
  readonly classes: readonly (readonly string[])[];
}

/**
 * The Gb/s that classes of leaves prove. Verified is that every live cable of the plane joins a leaf
 * of a class with an endpoint or with a switch of no class (a spine), that each endpoint hangs on one
 * leaf, and that the leaves of a class have the same Gb/s to each spine and endpoints of the same
 * rates. Then the halves that matter are those that take so many leaves from each class, send the
 * cheapest endpoints that are too many to the other side, and put each spine where it is cheaper
 * (DESIGN section 6): all of them are counted.
 */
export function verifyLeafClasses(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: CompactPlane,
  among: EndpointSet | null,
  { classes }: LeafClassesProof,
  reasons: string[],
): number {
  const seen = seenPlane(fabric, capacity, plane, among);
  const classOf = readClasses(fabric, seen, classes, reasons);
  const leafOf = checkShape(fabric, capacity, plane, seen, classOf, reasons);
  const ways = classes.reduce((product, { length }) => product * (length + 1), 1);
  if (ways > MOST_WORK) reasons.push('there are too many ways to choose leaves to try them all');
  if (reasons.length > 0) return 0;
  const kinds = kindsOf(fabric, capacity, seen, classes, { classOf, leafOf }, reasons);
  if (reasons.length > 0) return 0;
  const least = cheapestChoice(kinds, seen.endpoints.length);
  if (least === null) reasons.push('there are too many ways to choose leaves for so many spines');
  return least ?? 0;
}

/** By vertex: its class, −1 if it is in none. */
function readClasses(
  { vertexCount, indexOfVertex }: CompactFabric,
  { endpoints }: SeenPlane,
  classes: LeafClassesProof['classes'],
  reasons: string[],
): Int32Array {
  const halved = new Uint8Array(vertexCount);
  for (let i = 0; i < endpoints.length; i++) halved[endpoints[i]!] = 1;
  const classOf = new Int32Array(vertexCount).fill(-1);
  classes.forEach((ids, c) => {
    if (ids.length === 0) reasons.push(`class ${c} of leaves is empty`);
    for (const id of ids) {
      const v = indexOfVertex.get(id);
      if (v === undefined || halved[v] === 1) reasons.push(`${id} is no switch and so no leaf`);
      else if (classOf[v]! >= 0) reasons.push(`${id} stands in the classes twice`);
      else classOf[v] = c;
    }
  });
  return classOf;
}

/**
 * Whether the plane is one of leaves and spines under this capacity.
 *
 * @returns by vertex: the leaf of an endpoint, −1 if it has none
 */
function checkShape(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: CompactPlane,
  { endpoints, links, accessEnd, accessAt }: SeenPlane,
  classOf: Int32Array,
  reasons: string[],
): Int32Array {
  const { lower, upper, vertexIds } = fabric;
  const wrong = new Map<string, string[]>();
  const say = (what: string, id: string) => {
    const ids = wrong.get(what) ?? [];
    ids.push(id);
    wrong.set(what, ids);
  };
  const halved = new Uint8Array(fabric.vertexCount);
  for (const e of endpoints) halved[e] = 1;
  for (const cable of plane.cables) {
    const [a, b] = [lower[cable]!, upper[cable]!];
    if (halved[a] === 0 || halved[b] === 0 || a === b || !(capacity[cable]! > 0)) continue;
    say('joins two endpoints without a leaf', fabric.cableId(cable));
  }
  const leafOf = new Int32Array(fabric.vertexCount).fill(-1);
  accessEnd.forEach((e, i) => {
    const leaf = accessAt[i]!;
    if (classOf[leaf]! < 0) say('has endpoints and is in no class', vertexIds[leaf]!);
    if (leafOf[e]! >= 0 && leafOf[e] !== leaf) say('is on two leaves', vertexIds[e]!);
    leafOf[e] = leaf;
  });
  for (const cable of links) {
    const leaves = Number(classOf[lower[cable]!]! >= 0) + Number(classOf[upper[cable]!]! >= 0);
    if (leaves === 2) say('joins two leaves', fabric.cableId(cable));
    if (leaves === 0) say('joins two switches that are in no class', fabric.cableId(cable));
  }
  for (const [what, ids] of wrong) {
    const more = ids.length === 1 ? '' : ` (so it is with ${ids.length - 1} more)`;
    reasons.push(`${ids[0]} ${what}${more}`);
  }
  return leafOf;
}

/** What a leaf of each class has, compared with every other leaf of the class. */
function kindsOf(
  { indexOfVertex }: CompactFabric,
  capacity: Float64Array,
  { endpoints, offsets, heads, ways, accessEnd, accessGbps }: SeenPlane,
  classes: LeafClassesProof['classes'],
  { classOf, leafOf }: { readonly classOf: Int32Array; readonly leafOf: Int32Array },
  reasons: string[],
): Kind[] {
  const spines = new Map<number, number>();
  for (const v of heads) if (classOf[v]! < 0 && !spines.has(v)) spines.set(v, spines.size);
  const rateOf = new Float64Array(leafOf.length);
  accessGbps.forEach((gbps, i) => {
    rateOf[accessEnd[i]!]! += gbps;
  });
  const hanging = new Map<number, number[]>();
  for (const e of endpoints) {
    const leaf = leafOf[e]!;
    if (leaf < 0) continue;
    const rates = hanging.get(leaf) ?? [];
    rates.push(rateOf[e]!);
    hanging.set(leaf, rates);
  }
  const look = (id: string): Kind => {
    const v = indexOfVertex.get(id)!;
    const toSpine = new Float64Array(spines.size);
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      toSpine[spines.get(heads[i]!)!]! += capacity[ways[i]!]!;
    }
    return { leaves: 1, toSpine, rates: Float64Array.from(hanging.get(v) ?? []).sort() };
  };
  return classes.map((ids) => {
    const first = look(ids[0]!);
    for (const id of ids) {
      const other = look(id);
      if (alike(first.rates, other.rates) && alike(first.toSpine, other.toSpine)) continue;
      reasons.push(`${id} has other cables than ${ids[0]} of the same class`);
    }
    return { ...first, leaves: ids.length };
  });
}

const alike = (a: Float64Array, b: Float64Array): boolean =>
  a.length === b.length && a.every((value, i) => !differ(value, b[i]!));
