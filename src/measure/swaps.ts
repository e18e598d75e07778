import type { CompactFabric } from '../fabric/compact.js';

/**
 * A proposed symmetry of order two: vertices that change places, as pairs a, b, a, b …, and the
 * planes that do. It proves nothing until it was verified. Valid until the next one is asked for.
 */
export interface Swap {
  readonly vertices: readonly number[];
  readonly planes: readonly number[];
}

/** What is known while swaps are proposed. */
export interface ProposalContext {
  /** Planes of different colour are not swapped. */
  readonly colour: (plane: number) => string;
  /** Whether two vertices are in one class already: a swap that joins nothing is not proposed. */
  readonly alike: (a: number, b: number) => boolean;
}

/** The swaps that the shape of a multi-plane fabric suggests; those that join the most come first. */
export function* proposeSwaps(fabric: CompactFabric, context: ProposalContext): Iterable<Swap> {
  const draft = new Draft(fabric);
  const byHost = endpointsByHost(fabric);
  const units = unitsOf(fabric, byHost);
  yield* rails(fabric, draft, context);
  yield* portPlanes(fabric, draft, context);
  for (let u = 1; u < units.length; u++) {
    const [a, b] = [units[u - 1]!, units[u]!];
    if (a.hosts === b.hosts && pairHosts(draft, byHost, a.first, b.first, a.hosts, context)) {
      yield draft;
    }
  }
  yield* upperSwitches(fabric, draft, context);
  for (const { first, hosts } of units) {
    for (let h = first + 1; h < first + hosts; h++) {
      if (pairHosts(draft, byHost, h - 1, h, 1, context)) yield draft;
    }
  }
  yield* nics(fabric, draft, byHost, context);
}

/** A swap that is being put together. */
class Draft implements Swap {
  readonly vertices: number[] = [];
  readonly planes: number[] = [];
  readonly #partner: Int32Array;
  readonly #planePartner: Int32Array;

  constructor(readonly fabric: CompactFabric) {
    this.#partner = new Int32Array(fabric.vertexCount).fill(-1);
    this.#planePartner = new Int32Array(fabric.planes.length).fill(-1);
  }

  clear(): this {
    for (const v of this.vertices) this.#partner[v] = -1;
    for (const p of this.planes) this.#planePartner[p] = -1;
    this.vertices.length = 0;
    this.planes.length = 0;
    return this;
  }

  /** False if either end already changes places with another. */
  pair(a: number, b: number): boolean {
    return pairUp(this.#partner, this.vertices, a, b);
  }

  pairPlanes(p: number, q: number): boolean {
    return pairUp(this.#planePartner, this.planes, p, q);
  }

  /** Endpoints change places, and with them the leaves that they hang on, in order. */
  pairEndpoints(a: number, b: number): boolean {
    const { offsets, neighbours } = this.fabric;
    const degree = offsets[a + 1]! - offsets[a]!;
    if (offsets[b + 1]! - offsets[b]! !== degree || !this.pair(a, b)) return false;
    for (let k = 0; k < degree; k++) {
      const x = neighbours[offsets[a]! + k]!;
      const y = neighbours[offsets[b]! + k]!;
      if (x !== y && !this.pair(x, y)) return false;
    }
    return true;
  }
}

function pairUp(partner: Int32Array, list: number[], a: number, b: number): boolean {
  if (partner[a] === b && partner[b] === a) return true;
  if (partner[a] !== -1 || partner[b] !== -1) return false;
  partner[a] = b;
  partner[b] = a;
  list.push(a, b);
  return true;
}

/** Neighbouring rails of a plane set change places: NICs of all hosts, their leaves or planes. */
function* rails(fabric: CompactFabric, draft: Draft, context: ProposalContext): Iterable<Swap> {
  for (const set of fabric.planeSets) {
    const byRail: number[][] = [];
    for (let e = 0; e < fabric.endpointCount; e++) {
      const { planeSet, rail } = fabric.endpoints[e]!;
      if (planeSet !== set.id) continue;
      byRail[rail] ??= [];
      byRail[rail].push(e);
    }
    for (let rail = 1; rail < byRail.length; rail++) {
      const [upper, lower] = [byRail[rail - 1]!, byRail[rail]!];
      if (context.alike(upper[0]!, lower[0]!)) continue;
      if (swapRails(draft.clear(), upper, lower, context)) yield draft;
    }
  }
}

function swapRails(
  draft: Draft,
  as: readonly number[],
  bs: readonly number[],
  { colour }: ProposalContext,
): boolean {
  const { portOffsets, portPlanes, planes } = draft.fabric;
  if (as.length !== bs.length) return false;
  for (let i = 0; i < as.length; i++) {
    const [a, b] = [as[i]!, bs[i]!];
    if (!draft.pairEndpoints(a, b)) return false;
    for (let k = portOffsets[a + 1]! - portOffsets[a]! - 1; k >= 0; k--) {
      const p = portPlanes[portOffsets[a]! + k]!;
      const q = portPlanes[portOffsets[b]! + k]!;
      if (p !== q && !draft.pairPlanes(p, q)) return false;
    }
  }
  for (let i = 0; i < draft.planes.length; i += 2) {
    const [p, q] = [draft.planes[i]!, draft.planes[i + 1]!];
    const [x, y] = [planes[p]!.switches, planes[q]!.switches];
    if (x.length !== y.length || colour(p) !== colour(q)) return false;
    for (let s = 0; s < x.length; s++) if (!draft.pair(x[s]!, y[s]!)) return false;
  }
  return true;
}

/** Neighbouring planes with the same endpoints change places. */
function* portPlanes(
  fabric: CompactFabric,
  draft: Draft,
  { colour, alike }: ProposalContext,
): Iterable<Swap> {
  for (const set of fabric.planeSets) {
    for (let i = 1; i < set.planes.length; i++) {
      const [p, q] = [set.planes[i - 1]!, set.planes[i]!];
      const [a, b] = [fabric.planes[p]!, fabric.planes[q]!];
      if (a.switches.length !== b.switches.length || colour(p) !== colour(q)) continue;
      if (a.endpoints.length === 0 || a.endpoints[0] !== b.endpoints[0]) continue;
      if (a.switches.every((s, k) => alike(s, b.switches[k]!))) continue;
      draft.clear().pairPlanes(p, q);
      a.switches.forEach((s, k) => {
        draft.pair(s, b.switches[k]!);
      });
      yield draft;
    }
  }
}

/** Neighbouring switches of one plane and tier, above the leaves. */
function* upperSwitches(
  fabric: CompactFabric,
  draft: Draft,
  { alike }: ProposalContext,
): Iterable<Swap> {
  const { offsets, neighbours, endpointCount, tierOf } = fabric;
  for (const { switches } of fabric.planes) {
    let last = -1;
    for (const s of switches) {
      const lowest = offsets[s + 1]! > offsets[s]! ? neighbours[offsets[s]!]! : -1;
      if (lowest >= 0 && lowest < endpointCount) continue;
      if (last >= 0 && tierOf[last] === tierOf[s] && !alike(last, s)) {
        draft.clear().pair(last, s);
        yield draft;
      }
      last = s;
    }
  }
}

/**
 * So many consecutive hosts from a and from b on change places one by one, in all planes at once,
 * and with them their leaves. False if they cannot, or if that would join nothing.
 */
function pairHosts(
  draft: Draft,
  { start, endpoints }: ByHost,
  a: number,
  b: number,
  count: number,
  { alike }: ProposalContext,
): boolean {
  draft.clear();
  let joins = false;
  for (let i = 0; i < count; i++) {
    const [from, to] = [start[a + i]!, start[b + i]!];
    const nics = start[a + i + 1]! - from;
    if (start[b + i + 1]! - to !== nics) return false;
    for (let k = 0; k < nics; k++) {
      const [x, y] = [endpoints[from + k]!, endpoints[to + k]!];
      if (!joins && !alike(x, y)) joins = true;
      if (!draft.pairEndpoints(x, y)) return false;
    }
  }
  return joins;
}

/** Neighbouring NICs of a host that hang on the same leaves. */
function* nics(
  fabric: CompactFabric,
  draft: Draft,
  { start, endpoints }: ByHost,
  { alike }: ProposalContext,
): Iterable<Swap> {
  for (let h = 0; h + 1 < start.length; h++) {
    for (let k = start[h]! + 1; k < start[h + 1]!; k++) {
      const [a, b] = [endpoints[k - 1]!, endpoints[k]!];
      if (!sameNeighbours(fabric, a, b) || alike(a, b)) continue;
      draft.clear().pair(a, b);
      yield draft;
    }
  }
}

/** Entries `start[h]` … `start[h + 1] − 1` of `endpoints` are those of host h. */
interface ByHost {
  readonly start: Int32Array;
  readonly endpoints: Int32Array;
}

function endpointsByHost({ hostIds, hostOf, endpointCount }: CompactFabric): ByHost {
  const start = new Int32Array(hostIds.length + 1);
  for (let e = 0; e < endpointCount; e++) start[hostOf[e]! + 1]!++;
  for (let h = 0; h < hostIds.length; h++) start[h + 1]! += start[h]!;
  const endpoints = new Int32Array(endpointCount);
  const next = start.slice();
  for (let e = 0; e < endpointCount; e++) endpoints[next[hostOf[e]!]!++] = e;
  return { start, endpoints };
}

/** A run of consecutive hosts that hang on the same leaves with all their NICs. */
interface Unit {
  readonly first: number;
  hosts: number;
}

function unitsOf(fabric: CompactFabric, byHost: ByHost): Unit[] {
  const units: Unit[] = [];
  for (let h = 0; h + 1 < byHost.start.length; h++) {
    const unit = units.at(-1);
    if (unit && sameLeaves(fabric, byHost, unit.first, h)) unit.hosts++;
    else units.push({ first: h, hosts: 1 });
  }
  return units;
}

function sameLeaves(
  fabric: CompactFabric,
  { start, endpoints }: ByHost,
  a: number,
  b: number,
): boolean {
  const nics = start[a + 1]! - start[a]!;
  if (start[b + 1]! - start[b]! !== nics) return false;
  for (let k = 0; k < nics; k++) {
    if (!sameNeighbours(fabric, endpoints[start[a]! + k]!, endpoints[start[b]! + k]!)) return false;
  }
  return true;
}

function sameNeighbours({ offsets, neighbours }: CompactFabric, a: number, b: number): boolean {
  const degree = offsets[a + 1]! - offsets[a]!;
  if (offsets[b + 1]! - offsets[b]! !== degree) return false;
  for (let k = 0; k < degree; k++) {
    if (neighbours[offsets[a]! + k] !== neighbours[offsets[b]! + k]) return false;
  }
  return true;
}
