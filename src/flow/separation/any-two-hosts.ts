import type { CompactFabric } from '../../fabric/compact.js';
import type { Ends } from '../between.js';
import type { HostKind } from './host-kinds.js';
import {
  type HostGround,
  type HostProfile,
  type HostScope,
  hostProfiles,
} from './host-profiles.js';
import type { SeparatedBy } from './plane-cut.js';
import { lostIn, separation } from './separation.js';

/** The two hosts that the fewest losses separate. */
export interface WorstHosts {
  /** How many; null: every two are joined without a switch that could be lost. */
  readonly fewest: number | null;
  /** The two, as indices into `hostIds`. */
  readonly hosts: readonly [number, number];
}

/**
 * The fewest cables or switches whose loss separates any two hosts of a scope, and the two; null: there
 * are not two; undefined: they were not found in so many steps.
 *
 * To compare one host with all others would not do: hosts pass nothing on, so the first may reach a
 * second one through one plane and a third through another, while these two meet nowhere. What does:
 * hosts whose cables lead to the same switches may change places, so a pair stands for all pairs of its
 * two kinds. And in each part of a plane that cables in use join, a cut takes all ways of the one host
 * into it, or all of the other, or leaves a switch of each, which it then has to separate. So where no
 * two of these switches are separated by fewer losses, the number is known without a flow.
 */
export function anyTwoHosts(
  fabric: CompactFabric,
  capacity: Float64Array,
  ground: HostGround,
  by: SeparatedBy,
  mostSteps: number,
): WorstHosts | null | undefined {
  const { scope } = ground;
  const { profiles, apart } = hostProfiles(fabric, ground, by);
  let best: Found | null = null;
  const open: { readonly least: number; readonly pair: readonly [HostProfile, HostProfile] }[] = [];
  for (const [i, a] of profiles.entries()) {
    for (const b of profiles.slice(i)) {
      const pair = firstPair(a, b);
      if (!pair) continue;
      const { least, most } = bounds(a, b, apart);
      if (least < most) open.push({ least, pair: [a, b] });
      else if (!best || most < best.fewest) best = { fewest: most, hosts: pair };
    }
  }
  const steps = scope.planes.reduce((sum, p) => sum + fabric.planes[p]!.cables.length, 0);
  let flows = mostSteps / Math.max(steps, 1);
  for (const { least, pair } of open) {
    for (const hosts of pairsOf(...pair)) {
      if (best && least >= best.fewest) break;
      if (--flows < 0) return undefined;
      const ends = endsOf(fabric, scope, hosts);
      const cuts = separation(fabric, capacity, scope.planes, ends, by);
      const fewest = cuts ? lostIn(cuts) : Number.POSITIVE_INFINITY;
      if (!best || fewest < best.fewest) best = { fewest, hosts };
    }
  }
  if (!best) return null;
  const fewest = Number.isFinite(best.fewest) ? best.fewest : null;
  return { fewest, hosts: best.hosts };
}

interface Found {
  readonly fewest: number;
  readonly hosts: readonly [number, number];
}

/** Between which numbers the losses are that separate hosts of two profiles. */
function bounds(
  a: HostProfile,
  b: HostProfile,
  apart: ReadonlyMap<number, number>,
): { readonly least: number; readonly most: number } {
  if (a.direct || b.direct) return { least: 0, most: Number.POSITIVE_INFINITY };
  let [least, most] = [0, 0];
  for (const [part, ways] of a.ways) {
    const fewer = Math.min(ways, b.ways.get(part) ?? 0);
    most += fewer;
    least += Math.min(fewer, apart.get(part)!);
  }
  return { least, most };
}

/** Pairs that stand for all pairs of hosts of two profiles. */
function* pairsOf(a: HostProfile, b: HostProfile): Iterable<readonly [number, number]> {
  for (const [i, x] of a.kinds.entries()) {
    for (const y of a === b ? a.kinds.slice(i) : b.kinds) {
      const pair = pairOf(x, y);
      if (pair) yield pair;
    }
  }
}

function firstPair(a: HostProfile, b: HostProfile): readonly [number, number] | null {
  for (const pair of pairsOf(a, b)) return pair;
  return null;
}

function pairOf(x: HostKind, y: HostKind): readonly [number, number] | null {
  const other = x === y ? x.second : y.first;
  if (other < 0) return null;
  return x.first < other ? [x.first, other] : [other, x.first];
}

/** The endpoints of two hosts that count. */
export function endsOf(
  { hostOf, endpointCount }: CompactFabric,
  { among }: HostScope,
  hosts: readonly [number, number],
): Ends {
  const of = (host: number) => {
    const endpoints: number[] = [];
    for (let e = 0; e < endpointCount; e++) {
      if (hostOf[e] === host && among?.has[e] !== 0) endpoints.push(e);
    }
    return Int32Array.from(endpoints);
  };
  return { a: of(hosts[0]), b: of(hosts[1]) };
}
