import type { CompactFabric } from '../../fabric/compact.js';
import { own } from '../../std/record.js';
import { cablesOf } from './cables.js';
import type { Exported } from './exporter.js';

/** Where a cable of a NIC stands in the terms of Spectrum-X, all from 0; `su` −1: in no unit. */
export interface Place {
  readonly rail: number;
  readonly plane: number;
  readonly su: number;
  readonly pod: number;
}

/** A fabric in the terms of Spectrum-X. */
export interface Spectrum {
  readonly placeOf: (cable: number) => Place;
  /** By plane of ours: which of the planes of a NIC it is. */
  readonly planeOf: readonly number[];
  /** By switch that has NICs: their places, each once. */
  readonly placesAt: ReadonlyMap<number, readonly Place[]>;
}

/** Planes that a NIC can be split over: one, or two or four (`swplb`, `hwplb`). */
const planeCounts = [1, 2, 4];

/**
 * Rails, planes, scalable units and pods as NVIDIA's launch kit (l8k) and Air count them, or why they
 * cannot. A plane there is one of those that a NIC is split over: a fabric with a plane for each rail
 * has one. Units are counted within their pod. A host has one cable for each rail and plane.
 */
export function spectrumOf(exported: Exported): Spectrum | { readonly problem: string } {
  const { fabric } = exported.subject;
  const { endpointCount, endpoints, hostOf, cableId } = fabric;
  const { lower, upper, cablePlane, switches } = fabric;
  const sets = new Set(exported.planes.map((p) => fabric.planes[p]!.planeSet));
  const planeOf = planesOfNics(fabric, sets);
  if ('problem' in planeOf) return planeOf;
  const planes = Math.max(0, ...planeOf) + 1;
  if (!planeCounts.includes(planes)) {
    return { problem: `NICs are split over ${planes} planes; this format knows 1, 2 and 4` };
  }
  const perPod = unitsPerPod(exported);
  const placeOf = (c: number): Place => {
    const { rail, unit, planeSet } = endpoints[lower[c]!]!;
    const { pod = 0 } = switches[upper[c]! - endpointCount]!;
    const su = unit < 0 ? unit : unit % perPod(planeSet);
    return { rail, plane: planeOf[cablePlane[c]!]!, su, pod };
  };
  const taken = new Map<string, number>();
  const placesAt = new Map<number, Map<string, Place>>();
  for (const c of cablesOf(exported)) {
    if (lower[c]! >= endpointCount) continue;
    if (upper[c]! < endpointCount) return { problem: `${cableId(c)} joins two NICs` };
    const place = placeOf(c);
    const { rail, plane, su, pod } = place;
    const key = `${hostOf[lower[c]!]} ${rail} ${plane}`;
    const other = taken.get(key);
    if (other !== undefined) return { problem: twice(fabric, other, c, place) };
    taken.set(key, c);
    const places = placesAt.get(upper[c]!) ?? new Map<string, Place>();
    placesAt.set(upper[c]!, places.set(`${rail} ${su} ${pod}`, place));
  }
  if (taken.size === 0) return { problem: 'no cable of a NIC is in these planes' };
  const lists = [...placesAt].map(([v, places]) => [v, [...places.values()]] as const);
  return { placeOf, planeOf, placesAt: new Map(lists) };
}

/** Two cables of a host that would be one: of one NIC, or of NICs of different groups. */
function twice(fabric: CompactFabric, a: number, b: number, { rail, plane }: Place): string {
  const { vertexIds, lower, upper, planes, cablePlane, planeSets } = fabric;
  const [nic, other] = [vertexIds[lower[a]!]!, vertexIds[lower[b]!]!];
  const and = nic === other ? 'and' : `and ${other} to`;
  const sets = [a, b].map((c) => planeSets[planes[cablePlane[c]!]!.planeSet]!.id);
  const advice = sets[0] === sets[1] ? '' : `; choose one with --plane ${sets[0]}`;
  const ends = `${vertexIds[upper[a]!]!} ${and} ${vertexIds[upper[b]!]!}`;
  return `${nic} has cables to ${ends}, both of rail ${rail} and plane ${plane}: a host has one such cable there${advice}`;
}

/**
 * By plane: its place among the planes of the NICs that are in it, which is the same for all of them; 0
 * in plane sets that are not asked for.
 */
function planesOfNics(
  fabric: CompactFabric,
  sets: ReadonlySet<number>,
): number[] | { readonly problem: string } {
  const { endpointCount, vertexIds, portOffsets, portPlanes, offsets, incident, cablePlane } =
    fabric;
  const planeOf = fabric.planes.map(() => -1);
  for (let e = 0; e < endpointCount; e++) {
    const planes = new Set(portPlanes.subarray(portOffsets[e]!, portOffsets[e + 1]!));
    for (let i = offsets[e]!; i < offsets[e + 1]!; i++) planes.add(cablePlane[incident[i]!]!);
    const asked = [...planes].filter((p) => p >= 0 && sets.has(fabric.planes[p]!.planeSet));
    for (const [place, p] of asked.sort((a, b) => a - b).entries()) {
      if (planeOf[p] === -1) planeOf[p] = place;
      if (planeOf[p] === place) continue;
      const { id } = fabric.planes[p]!;
      return {
        problem: `${id} is plane ${planeOf[p]} of some NICs and plane ${place} of ${vertexIds[e]!}: a cable of it leads to another plane`,
      };
    }
  }
  return planeOf.map((place) => Math.max(place, 0));
}

/** By plane set: how many units a pod has; all that there are where there are no pods. */
function unitsPerPod({ topology }: Exported): (planeSet: string) => number {
  return (planeSet) =>
    own(topology.planes, planeSet)?.fatTree?.pod?.units ?? Number.MAX_SAFE_INTEGER;
}
