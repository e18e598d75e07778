import type { CompactFabric } from '../../fabric/compact.js';
import type { RatedPart } from '../../failure/rates.js';
import { identicalPlanes } from '../../measure/identical-planes.js';
import { UnionFind } from '../../std/union-find.js';

/** Planes of a set that fail together: what can fail in them is in no other plane of the set. */
export interface Coupled {
  readonly planes: readonly number[];
  /** These, and planes whose switches cables of these end on: they cannot stand alone. */
  readonly within: readonly number[];
  /** The rated parts that have a cable in these planes. */
  readonly parts: readonly RatedPart[];
  /** What is the same for planes that are the same, cable by cable and rate by rate. */
  readonly key: string;
  /** How many of the set have this key. */
  readonly times: number;
}

/**
 * A plane set as lists of planes that fail independently of each other. A host, a NIC with ports in
 * several planes or a group couples planes.
 *
 * @param base capacities as the fabric stands: what has none is in no plane
 */
export function coupledPlanes(
  fabric: CompactFabric,
  base: Float64Array,
  planes: readonly number[],
  parts: readonly RatedPart[],
): Coupled[] {
  const inSet = new Uint8Array(fabric.planes.length);
  for (const p of planes) inSet[p] = 1;
  const neighbours = new UnionFind(fabric.planes.length);
  const joined = new UnionFind(fabric.planes.length);
  for (let c = 0; c < fabric.cableCount; c++) {
    for (const v of [fabric.lower[c]!, fabric.upper[c]!]) {
      if (v >= fabric.endpointCount) neighbours.union(fabric.cablePlane[c]!, planeOf(fabric, v));
    }
  }
  const touched = parts.map(({ part: { cables } }) => {
    const found = new Set<number>();
    for (const c of cables) {
      const plane = fabric.cablePlane[c]!;
      if (base[c]! > 0 && inSet[plane] === 1) found.add(plane);
    }
    return [...found];
  });
  for (const [first, ...others] of touched) {
    for (const other of others) joined.union(first!, other);
  }
  const partsOf = new Map<number, RatedPart[]>(planes.map((p) => [joined.find(p), []]));
  parts.forEach((part, i) => {
    const [plane] = touched[i]!;
    if (plane !== undefined) partsOf.get(joined.find(plane))!.push(part);
  });
  const all = [...partsOf].map(([root, own]) => {
    const members = planes.filter((p) => joined.find(p) === root);
    const roots = new Set(members.map((p) => neighbours.find(p)));
    const within = [...fabric.planes.keys()].filter((p) => roots.has(neighbours.find(p)));
    return { planes: members, within, parts: own };
  });
  return counted(fabric, base, all);
}

const planeOf = ({ planeOfSwitch }: CompactFabric, v: number): number => planeOfSwitch[v]!;

/** Each once, with how many there are. */
function counted(
  fabric: CompactFabric,
  base: Float64Array,
  all: readonly Omit<Coupled, 'key' | 'times'>[],
): Coupled[] {
  const identical = identicalPlanes(fabric, base);
  const position = new Int32Array(fabric.cableCount);
  for (const { cables } of fabric.planes) {
    cables.forEach((cable, i) => {
      position[cable] = i;
    });
  }
  const found = new Map<string, Coupled>();
  for (const one of all) {
    const [plane] = one.planes;
    const single = one.planes.length === 1 && one.within.length === 1;
    const key = single
      ? `${identical[plane!]} ${ratesAt(one.parts, position, fabric.cablePlane, plane!)}`
      : `only ${plane}`;
    const known = found.get(key);
    found.set(key, { ...one, ...known, key, times: (known?.times ?? 0) + 1 });
  }
  return [...found.values()];
}

/** What can fail in a plane, by the positions of its cables there. */
function ratesAt(
  parts: readonly RatedPart[],
  position: Int32Array,
  planeOfCable: Int32Array,
  plane: number,
): string {
  const words = parts.map(({ part: { kind, cables }, unavailability }) => {
    const at = Array.from(cables).filter((c) => planeOfCable[c] === plane);
    return `${kind} ${unavailability} ${at.map((c) => position[c]).sort()}`;
  });
  return words.sort().join('\n');
}
