import type { CompactFabric, CompactPlane } from '../../fabric/compact.js';

/**
 * Evidence that so many cables (switches) are the fewest whose loss separates two ends: a set whose
 * loss does, and as many paths that have no cable (no switch) in common, so that fewer do not.
 * `verifySeparation` imports nothing of the code that found them.
 */
export interface SeparationCertificate {
  readonly kind: 'separation';
  /** What it is about, as it was written or as two selectors. */
  readonly subject: string;
  readonly value: number;
  readonly unit: 'cables' | 'switches';
  /** Ids of endpoints and switches. */
  readonly ends: { readonly a: readonly string[]; readonly b: readonly string[] };
  /** Ids of the planes that are looked at; absent: all of the fabric. */
  readonly within?: readonly string[];
  /** Ids of what is lost. */
  readonly set: readonly string[];
  /** By plane: paths from A to B, each a list of ids of cables. */
  readonly paths: readonly {
    readonly plane: string;
    readonly paths: readonly (readonly string[])[];
  }[];
}

/** What a certificate is checked against. */
interface Ground {
  readonly fabric: CompactFabric;
  readonly capacity: Float64Array;
  readonly ends: ReadonlyMap<number, 'a' | 'b'>;
  readonly planes: readonly CompactPlane[];
  readonly reasons: string[];
}

/**
 * Why a certificate does not hold, one reason per defect; empty = it holds.
 *
 * @param capacity Gb/s by cable and direction, 0 = dead: the one that the certificate is about
 */
export function verifySeparation(
  fabric: CompactFabric,
  capacity: Float64Array,
  certificate: SeparationCertificate,
): string[] {
  const { kind, unit, value, set, paths, within } = certificate;
  const reasons: string[] = [];
  if (kind !== 'separation') reasons.push(`the kind is ${kind}, not separation`);
  if (unit !== 'cables' && unit !== 'switches') {
    reasons.push(`the unit is ${unit}, not cables or switches`);
  }
  const planes = fabric.planes.filter(({ id }) => within?.includes(id) ?? true);
  if (within && planes.length === 0) reasons.push('it is within no plane');
  if (within && planes.length !== new Set(within).size) {
    reasons.push(`${within.find((id) => !planes.some((plane) => plane.id === id))} is no plane`);
  }
  const ground = { fabric, capacity, ends: endsOf(fabric, certificate, reasons), planes, reasons };
  if (new Set(set).size !== value || set.length !== value) {
    reasons.push(`the set has ${new Set(set).size} ${unit}, not ${value}`);
  }
  const count = paths.reduce((sum, plane) => sum + plane.paths.length, 0);
  if (count !== value) reasons.push(`there are ${count} paths, not ${value}`);
  checkSet(ground, certificate);
  checkPaths(ground, certificate);
  return reasons;
}

function endsOf(
  fabric: CompactFabric,
  { ends }: SeparationCertificate,
  reasons: string[],
): Map<number, 'a' | 'b'> {
  const found = new Map<number, 'a' | 'b'>();
  for (const side of ['a', 'b'] as const) {
    if (ends[side].length === 0) reasons.push(`end ${side.toUpperCase()} is empty`);
    for (const id of ends[side]) {
      const v = fabric.indexOfVertex.get(id);
      if (v === undefined) reasons.push(`there is no ${id}`);
      else if (found.has(v)) reasons.push(`${id} stands in A and B, or twice`);
      else found.set(v, side);
    }
  }
  return found;
}

/** What is lost can be lost, and without it no plane joins A to B. */
function checkSet(ground: Ground, { set, unit }: SeparationCertificate): void {
  const { fabric, capacity, ends, planes, reasons } = ground;
  const gone = new Set<number>();
  for (const id of set) {
    const part = unit === 'cables' ? cableOf(fabric, id) : (fabric.indexOfVertex.get(id) ?? -1);
    const plane = unit === 'cables' ? fabric.cablePlane[part] : fabric.planeOfSwitch[part];
    const known = planes.some(({ id: name }) => fabric.planes[plane ?? -1]?.id === name);
    if (!known || (unit === 'cables' && !(capacity[part]! > 0))) {
      reasons.push(`${id} is none of the ${unit} in use`);
    } else if (unit === 'switches' && ends.has(part)) {
      reasons.push(`${id} is an end, it cannot be lost`);
    } else gone.add(part);
  }
  const isLost = (cable: number, to: number) => gone.has(unit === 'cables' ? cable : to);
  for (const plane of planes) {
    for (const v of reachedFromA(ground, plane, isLost)) {
      if (ends.get(v) === 'b')
        reasons.push(`A still reaches ${fabric.vertexIds[v]} in ${plane.id}`);
    }
  }
}

function reachedFromA(
  ground: Ground,
  plane: CompactPlane,
  isLost: (cable: number, to: number) => boolean,
): Set<number> {
  const { fabric, capacity, ends } = ground;
  const { offsets, neighbours, incident, cablePlane, planes } = fabric;
  const reached = new Set([...ends.keys()].filter((v) => ends.get(v) === 'a'));
  for (const v of reached) {
    if (ends.get(v) !== 'a' && !passesOn(ground, plane, v)) continue;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const cable = incident[i]!;
      if (planes[cablePlane[cable]!] !== plane || !(capacity[cable]! > 0)) continue;
      if (!isLost(cable, neighbours[i]!)) reached.add(neighbours[i]!);
    }
  }
  return reached;
}

/** The cable of an id, looked for at its lower end; −1: there is none. */
function cableOf({ indexOfVertex, offsets, incident, cableId }: CompactFabric, id: string): number {
  const port = id.split('--')[0]!;
  const v = indexOfVertex.get(port.slice(0, Math.max(0, port.lastIndexOf(':'))));
  if (v === undefined) return -1;
  return incident.subarray(offsets[v], offsets[v + 1]).find((c) => cableId(c) === id) ?? -1;
}

const passesOn = ({ fabric }: Ground, { relays }: CompactPlane, v: number): boolean =>
  relays || v >= fabric.endpointCount;

/** Each path leads from A to B inside its plane, over cables in use, and has nothing in common with another. */
function checkPaths(ground: Ground, { paths, unit }: SeparationCertificate): void {
  const { fabric, planes, reasons } = ground;
  const used = new Set<string>();
  for (const { plane: id, paths: list } of paths) {
    const plane = planes.find((one) => one.id === id);
    if (!plane) {
      reasons.push(`${id} is none of the planes that are looked at`);
      continue;
    }
    for (const path of list) {
      const taken = pathDefect(ground, plane, path);
      if (typeof taken === 'string') {
        reasons.push(`${id}: ${taken}`);
        continue;
      }
      for (const part of unit === 'cables' ? path : taken.map((v) => fabric.vertexIds[v]!)) {
        if (used.has(part)) reasons.push(`two paths take ${part}`);
        used.add(part);
      }
    }
  }
}

/** The switches on a path that could be lost, or why it is none. */
function pathDefect(
  ground: Ground,
  plane: CompactPlane,
  path: readonly string[],
): number[] | string {
  const { fabric, capacity, ends } = ground;
  const { lower, upper, vertexIds, endpointCount, planes, cablePlane } = fabric;
  const cables = path.map((id) => cableOf(fabric, id));
  const inUse = (c: number) => planes[cablePlane[c]!] === plane && capacity[c]! > 0;
  const missing = cables.findIndex((cable) => cable < 0 || !inUse(cable));
  if (missing >= 0) return `${path[missing]} is no cable in use`;
  const [first] = cables;
  if (first === undefined) return 'a path has no cable';
  let at = ends.get(lower[first]!) === 'a' ? lower[first]! : upper[first]!;
  if (ends.get(at) !== 'a') return `the path of ${path[0]} does not start in A`;
  const between: number[] = [];
  for (const [i, cable] of cables.entries()) {
    if (lower[cable] !== at && upper[cable] !== at) return `${path[i]} is not at ${vertexIds[at]}`;
    at = lower[cable] === at ? upper[cable]! : lower[cable]!;
    if (i === cables.length - 1) break;
    if (!passesOn(ground, plane, at)) return `${vertexIds[at]} passes nothing on`;
    if (at >= endpointCount && !ends.has(at)) between.push(at);
  }
  return ends.get(at) === 'b' ? between : `the path of ${path[0]} does not end in B`;
}
