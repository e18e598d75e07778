import type { CompactFabric } from '../fabric/compact.js';
import type { Turn } from '../flow/symmetry/turn.js';
import { turnsOf } from '../flow/symmetry/turns.js';
import { groupBy } from '../std/group.js';
import { blockSwaps } from './block-swaps.js';
import { type ByHost, endpointsByHost, hostsAlike, pairHost } from './by-host.js';
import { cubeSwaps } from './cube-swaps.js';
import type { Blocks } from './kept.js';
import { matesToTry } from './mates.js';
import { Pods, runsOf } from './pod-swaps.js';
import { Draft, type Swap } from './swap-draft.js';

/** What is known while swaps are proposed. */
export interface ProposalContext {
  /** Planes of different colour are not swapped. */
  readonly colour: (plane: number) => number;
  /** What is mapped as a whole. */
  readonly blocks: readonly Blocks[];
  /** Whether two vertices are in one class already: a swap that joins nothing is not proposed. */
  readonly alike: (a: number, b: number) => boolean;
}

/**
 * The symmetries that the shape of a fabric suggests; those that join the most come first: turns of
 * direct networks, then swaps.
 */
export function* proposeSwaps(
  fabric: CompactFabric,
  context: ProposalContext,
): Iterable<Swap | Turn> {
  yield* turnsOf(fabric);
  const draft = new Draft(fabric);
  const byHost = endpointsByHost(fabric);
  const units = unitsOf(fabric, byHost);
  const pods = new Pods(fabric);
  yield* rails(fabric, draft, pods, context);
  yield* portPlanes(fabric, draft, context);
  yield* cubeSwaps(draft, byHost, context.alike);
  for (const runs of [units, podRuns(units, byHost, pods)]) {
    for (let u = 1; u < runs.length; u++) {
      const [a, b] = [runs[u - 1]!, runs[u]!];
      if (a.hosts !== b.hosts) continue;
      if (!pairHosts(draft, byHost, a.first, b.first, a.hosts, context)) continue;
      if (pods.complete(draft)) yield draft;
    }
  }
  yield* pods.neighbouringSpines(draft, context.alike);
  yield* upperSwitches(fabric, draft, context);
  yield* blockSwaps(draft, context.blocks, context.alike);
  const firstNic = (h: number) => byHost.endpoints[byHost.start[h]!]!;
  const firstAlike = (a: number, b: number) => context.alike(firstNic(a), firstNic(b));
  for (const { first, hosts } of units) {
    for (const [i, j] of matesToTry(hosts, (i, j) => firstAlike(first + i, first + j))) {
      if (pairHosts(draft, byHost, first + i, first + j, 1, context)) yield draft;
    }
  }
  yield* nics(fabric, draft, byHost, context);
}

/**
 * Neighbouring rails of a plane set change places, and neighbouring runs of rails that share pods:
 * NICs of all hosts, their leaves, pods or planes.
 */
function* rails(
  fabric: CompactFabric,
  draft: Draft,
  pods: Pods,
  context: ProposalContext,
): Iterable<Swap> {
  for (const set of fabric.planeSets) {
    const endpoints: number[][] = [];
    for (let e = 0; e < fabric.endpointCount; e++) {
      const { planeSet, rail } = fabric.endpoints[e]!;
      if (planeSet !== set.id) continue;
      endpoints[rail] ??= [];
      endpoints[rail].push(e);
    }
    // Cables that are listed may leave rails out.
    const byRail = endpoints.filter((rail) => rail !== undefined);
    const single = byRail.map((_, rail): [number, number] => [rail, rail + 1]);
    const together = runsOf(byRail.length, (rail) => pods.keyOf(byRail[rail]!.slice(0, 1)));
    for (const runs of [single, together]) {
      for (let i = 1; i < runs.length; i++) {
        const [upper, lower] = [runs[i - 1]!, runs[i]!].map((run) => byRail.slice(...run).flat());
        if (context.alike(upper![0]!, lower![0]!)) continue;
        if (!swapRails(draft.restart(), upper!, lower!, context)) continue;
        if (pods.complete(draft)) yield draft;
      }
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
      draft.restart().pairPlanes(p, q);
      a.switches.forEach((s, k) => {
        draft.pair(s, b.switches[k]!);
      });
      yield draft;
    }
  }
}

/** Switches of one plane and tier, above the leaves. */
function* upperSwitches(
  { planes, offsets, neighbours, endpointCount, tierOf }: CompactFabric,
  draft: Draft,
  { alike }: ProposalContext,
): Iterable<Swap> {
  const isUpper = (s: number) =>
    offsets[s + 1] === offsets[s] || neighbours[offsets[s]!]! >= endpointCount;
  for (const { switches } of planes) {
    const tiers = groupBy([...switches].filter(isUpper), (s) => String(tierOf[s]));
    for (const tier of tiers.values()) {
      const mates = matesToTry(tier.length, (i, j) => alike(tier[i]!, tier[j]!));
      for (const [i, j] of mates) {
        draft.restart().pair(tier[i]!, tier[j]!);
        yield draft;
      }
    }
  }
}

/**
 * So many consecutive hosts from a and from b on change places one by one, in all planes at once,
 * and with them their leaves. False if they cannot, or if that would join nothing.
 */
function pairHosts(
  draft: Draft,
  byHost: ByHost,
  a: number,
  b: number,
  count: number,
  { alike }: ProposalContext,
): boolean {
  draft.restart();
  let joins = false;
  for (let i = 0; i < count; i++) {
    if (!joins) joins = !hostsAlike(byHost, a + i, b + i, alike);
    if (!pairHost(draft, byHost, a + i, b + i)) return false;
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
      draft.restart().pair(a, b);
      yield draft;
    }
  }
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

/** Neighbouring units that hang on the same pods, as one. */
function podRuns(units: readonly Unit[], { start, endpoints }: ByHost, pods: Pods): Unit[] {
  const keyOf = ({ first }: Unit) => pods.keyOf(endpoints.subarray(start[first], start[first + 1]));
  return runsOf(units.length, (u) => keyOf(units[u]!)).map(([from, to]) => ({
    first: units[from]!.first,
    hosts: units.slice(from, to).reduce((sum, { hosts }) => sum + hosts, 0),
  }));
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
