import type { CompactFabric } from '../fabric/compact.js';

/**
 * A proposed symmetry of order two: vertices that change places, as pairs a, b, a, b …, and the
 * planes that do. It proves nothing until it was verified.
 */
export interface Swap {
  readonly vertices: readonly number[];
  readonly planes: readonly number[];
}

/** The swaps that the shape of a multi-plane fabric suggests. */
export function* proposeSwaps(
  fabric: CompactFabric,
  colour: (plane: number) => string,
): Iterable<Swap> {
  const shape = new Shape(fabric);
  yield* rails(fabric, shape, colour);
  yield* portPlanes(fabric, colour);
  yield* upperSwitches(fabric);
  yield* hostsAndUnits(fabric, shape);
}

/** What the proposals look at: the endpoints of a host, the switches of an endpoint. */
class Shape {
  readonly endpointsOfHost: readonly (readonly number[])[];

  constructor(readonly fabric: CompactFabric) {
    const lists: number[][] = fabric.hostIds.map(() => []);
    for (let e = 0; e < fabric.endpointCount; e++) lists[fabric.hostOf[e]!]!.push(e);
    this.endpointsOfHost = lists;
  }

  /** Endpoints change places, and with them the leaves that they hang on, in order. */
  swapEndpoints(swapped: Map<number, number>, a: number, b: number): boolean {
    const { offsets, neighbours } = this.fabric;
    if (!pair(swapped, a, b)) return false;
    const degree = offsets[a + 1]! - offsets[a]!;
    if (offsets[b + 1]! - offsets[b]! !== degree) return false;
    for (let k = 0; k < degree; k++) {
      const [x, y] = [neighbours[offsets[a]! + k]!, neighbours[offsets[b]! + k]!];
      if (x !== y && !pair(swapped, x, y)) return false;
    }
    return true;
  }

  /** The switches of all endpoints of a host, in order: hosts with equal ones share their leaves. */
  leaves(host: number): number[] {
    const { offsets, neighbours } = this.fabric;
    return this.endpointsOfHost[host]!.flatMap((e) => [
      ...neighbours.subarray(offsets[e]!, offsets[e + 1]!),
    ]);
  }
}

/** Adds the pair to an involution; false if either end is already paired with another. */
function pair(swapped: Map<number, number>, a: number, b: number): boolean {
  if ((swapped.get(a) ?? b) !== b || (swapped.get(b) ?? a) !== a) return false;
  swapped.set(a, b);
  swapped.set(b, a);
  return true;
}

function toSwap(swapped: ReadonlyMap<number, number>, planes: readonly number[] = []): Swap {
  const vertices: number[] = [];
  for (const [a, b] of swapped) if (a < b) vertices.push(a, b);
  return { vertices, planes };
}

/** Neighbouring rails of a plane set change places: NICs of all hosts, their leaves or planes. */
function* rails(
  fabric: CompactFabric,
  shape: Shape,
  colour: (plane: number) => string,
): Iterable<Swap> {
  for (const set of fabric.planeSets) {
    const byRail = endpointsByRail(fabric, set.id);
    for (let rail = 1; rail < byRail.length; rail++) {
      const [upper, lower] = [byRail[rail - 1]!, byRail[rail]!];
      if (upper.length !== lower.length) continue;
      const swap = swapRails(fabric, shape, upper, lower);
      if (swap && sameColours(swap.planes, colour)) yield swap;
    }
  }
}

function endpointsByRail(fabric: CompactFabric, planeSet: string): number[][] {
  const byRail: number[][] = [];
  fabric.endpoints.forEach(({ planeSet: set, rail }, e) => {
    if (set !== planeSet) return;
    byRail[rail] ??= [];
    byRail[rail].push(e);
  });
  return byRail;
}

function swapRails(
  fabric: CompactFabric,
  shape: Shape,
  as: readonly number[],
  bs: readonly number[],
): Swap | null {
  const { portOffsets, portPlanes, planes } = fabric;
  const swapped = new Map<number, number>();
  const swappedPlanes = new Map<number, number>();
  for (let i = 0; i < as.length; i++) {
    const [a, b] = [as[i]!, bs[i]!];
    if (!shape.swapEndpoints(swapped, a, b)) return null;
    for (let k = 0; k < portOffsets[a + 1]! - portOffsets[a]!; k++) {
      const [p, q] = [portPlanes[portOffsets[a]! + k]!, portPlanes[portOffsets[b]! + k]!];
      if (p >= 0 && q >= 0 && p !== q && !pair(swappedPlanes, p, q)) return null;
    }
  }
  for (const [p, q] of swappedPlanes) {
    const [a, b] = [planes[p]!.switches, planes[q]!.switches];
    if (a.length !== b.length) return null;
    for (let i = 0; i < a.length; i++) if (!pair(swapped, a[i]!, b[i]!)) return null;
  }
  return toSwap(swapped, pairsOf(swappedPlanes));
}

const pairsOf = (swapped: ReadonlyMap<number, number>): number[] =>
  [...swapped].flatMap(([p, q]) => (p < q ? [p, q] : []));

function sameColours(planes: readonly number[], colour: (plane: number) => string): boolean {
  for (let i = 0; i < planes.length; i += 2) {
    if (colour(planes[i]!) !== colour(planes[i + 1]!)) return false;
  }
  return true;
}

/** Neighbouring planes with the same endpoints change places. */
function* portPlanes(fabric: CompactFabric, colour: (plane: number) => string): Iterable<Swap> {
  for (const set of fabric.planeSets) {
    for (let i = 1; i < set.planes.length; i++) {
      const planes = [set.planes[i - 1]!, set.planes[i]!];
      const [a, b] = [fabric.planes[planes[0]!]!, fabric.planes[planes[1]!]!];
      if (a.switches.length !== b.switches.length || !sameColours(planes, colour)) continue;
      if (a.endpoints.length === 0 || a.endpoints[0] !== b.endpoints[0]) continue;
      yield { vertices: [...a.switches].flatMap((s, k) => [s, b.switches[k]!]), planes };
    }
  }
}

/** Neighbouring switches of one plane and tier, above the leaves. */
function* upperSwitches(fabric: CompactFabric): Iterable<Swap> {
  const { offsets, neighbours, endpointCount, tierOf } = fabric;
  for (const { switches } of fabric.planes) {
    let last = -1;
    for (const s of switches) {
      const lowest = offsets[s + 1]! > offsets[s]! ? neighbours[offsets[s]!]! : -1;
      if (lowest >= 0 && lowest < endpointCount) continue;
      if (last >= 0 && tierOf[last] === tierOf[s]) yield { vertices: [last, s], planes: [] };
      last = s;
    }
  }
}

/** NICs of one host, neighbouring hosts of a unit, and neighbouring units in all planes at once. */
function* hostsAndUnits(fabric: CompactFabric, shape: Shape): Iterable<Swap> {
  const units: { readonly key: string; readonly hosts: number[] }[] = [];
  for (let host = 0; host < fabric.hostIds.length; host++) {
    yield* nics(fabric, shape, host);
    const key = shape.leaves(host).join();
    const unit = units.at(-1);
    if (unit?.key !== key) units.push({ key, hosts: [host] });
    else {
      yield* swapHosts(shape, [unit.hosts.at(-1)!], [host]);
      unit.hosts.push(host);
    }
  }
  for (let u = 1; u < units.length; u++) {
    const [a, b] = [units[u - 1]!.hosts, units[u]!.hosts];
    if (a.length === b.length) yield* swapHosts(shape, a, b);
  }
}

function* swapHosts(shape: Shape, as: readonly number[], bs: readonly number[]): Iterable<Swap> {
  const swapped = new Map<number, number>();
  for (let i = 0; i < as.length; i++) {
    const [a, b] = [shape.endpointsOfHost[as[i]!]!, shape.endpointsOfHost[bs[i]!]!];
    if (a.length !== b.length) return;
    for (let k = 0; k < a.length; k++) if (!shape.swapEndpoints(swapped, a[k]!, b[k]!)) return;
  }
  yield toSwap(swapped);
}

function* nics(fabric: CompactFabric, shape: Shape, host: number): Iterable<Swap> {
  const { offsets, neighbours } = fabric;
  const endpoints = shape.endpointsOfHost[host]!;
  for (let k = 1; k < endpoints.length; k++) {
    const [a, b] = [endpoints[k - 1]!, endpoints[k]!];
    const [x, y] = [a, b].map((e) => neighbours.subarray(offsets[e]!, offsets[e + 1]!));
    if (x!.length === y!.length && x!.every((s, i) => s === y![i])) {
      yield { vertices: [a, b], planes: [] };
    }
  }
}
