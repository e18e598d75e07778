import { type FaultPart, faultPart } from '../../check/terms.js';
import { planesAlone } from '../../fabric/planes-alone.js';
import type { SelectorKind } from '../../fabric/selector.js';
import type { RatedPart } from '../../failure/rates.js';
import { bisectionOf } from '../../measure/bisection-sum.js';
import { FabricState } from '../../measure/state.js';
import { groupBy } from '../../std/group.js';
import type { AlikeParts } from './compositions.js';
import type { Coupled } from './coupled.js';
import { mostTakenBy } from './lost.js';

/** Parts of one kind that are equally often down. */
export interface PartClass extends AlikeParts {
  readonly parts: readonly FaultPart[];
  /** The most that one of them takes of the bisection, whatever is down beside it, Gb/s. */
  readonly takes: number;
}

/** Coupled planes as a fabric of their own: what is measured of them is measured there. */
export interface Independent {
  readonly healthy: FabricState;
  /** Those that are measured; others are there because cables end on their switches. */
  readonly planes: readonly number[];
  /** The sum of their bisections, Gb/s; both ends proved. */
  readonly healthyGbps: { readonly lower: number; readonly upper: number };
  readonly endpoints: number;
  /** Whether an endpoint is in several of the planes. */
  readonly overlapping: boolean;
  readonly classes: readonly PartClass[];
}

/**
 * Parts that take the same cables of these planes are one, which is down when any of them is: a NIC with
 * one port and its cable.
 */
function differing(
  { fabric, capacity }: FabricState,
  planes: readonly number[],
  parts: readonly RatedPart[],
): RatedPart[] {
  const inPlanes = new Set(planes);
  const taken = ({ part: { cables } }: RatedPart) =>
    Array.from(cables).filter((c) => capacity[c]! > 0 && inPlanes.has(fabric.cablePlane[c]!));
  const same = groupBy(parts, (one) => taken(one).sort().join());
  return [...same.values()].map((list) => {
    const up = list.reduce((sum, { unavailability }) => sum + Math.log1p(-unavailability), 0);
    const simplest = list.find(({ part }) => !ofHosts.includes(part.kind)) ?? list[0]!;
    return list.length === 1 ? simplest : { part: simplest.part, unavailability: -Math.expm1(up) };
  });
}

/** Kinds that hold NICs of hosts together. */
const ofHosts: readonly SelectorKind[] = ['host', 'unit', 'rail', 'group'];

/** Cuts coupled planes out of a fabric as it stands. */
export function independent(whole: FabricState, { planes, within, parts }: Coupled): Independent {
  const told = differing(whole, planes, parts);
  const hosts = told.some(({ part }) => ofHosts.includes(part.kind));
  const alone = planesAlone(whole.fabric, within, { hosts });
  const { fabric } = alone;
  const capacity = Float64Array.from(alone.cables, (c) => whole.capacity[c]!);
  const healthy = new FabricState(fabric, capacity, null, null, whole.solve);
  const ids = new Set(planes.map((p) => whole.fabric.planes[p]!.id));
  const members = [...fabric.planes.keys()].filter((p) => ids.has(fabric.planes[p]!.id));
  const { min: lower, max: upper } = bisectionOf(healthy, members);
  const inPlanes = new Int32Array(fabric.endpointCount);
  for (const p of members) for (const e of fabric.planes[p]!.endpoints) inPlanes[e]!++;
  const rated = told.map(({ part, unavailability }) => ({
    unavailability,
    part: faultPart(alone.part(part)),
  }));
  const alike = groupBy(rated, ({ unavailability, part }) => `${part.kind} ${unavailability}`);
  return {
    healthy,
    planes: members,
    healthyGbps: { lower, upper },
    endpoints: inPlanes.reduce((sum, n) => sum + Math.min(n, 1), 0),
    overlapping: inPlanes.some((n) => n > 1),
    classes: [...alike.values()].map((list) => ({
      count: list.length,
      unavailability: list[0]!.unavailability,
      parts: list.map(({ part }) => part),
      takes: list.reduce(
        (most, { part }) => Math.max(most, mostTakenBy(fabric, capacity, part)),
        0,
      ),
    })),
  };
}
