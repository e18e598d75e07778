import type { CompactFabric } from '../fabric/compact.js';
import type { Part } from '../fabric/select.js';
import type { Fault } from '../failure/fault.js';
import type { FabricState } from '../measure/state.js';
import { uplinks } from '../measure/uplinks.js';

/** What to mark in a picture: an id, what happened to it, and the share of capacity that is left. */
export interface FaultMark {
  readonly id: string;
  readonly mark: 'down' | 'cut-off' | 'degraded';
  readonly value?: number;
}

/** What faults take down, what they cut off, and which leaves and NICs they leave with less. */
export function faultMarks(state: FabricState, faults: readonly Fault[]): FaultMark[] {
  const { fabric } = state;
  const left = new Map<string, number>();
  for (const { parts, fraction } of faults) {
    for (const id of parts.flatMap((part) => partIds(fabric, part))) {
      left.set(id, Math.min(fraction, left.get(id) ?? 1));
    }
  }
  const down = [...left].map(
    ([id, value]): FaultMark =>
      value === 0 ? { id, mark: 'down' } : { id, mark: 'degraded', value },
  );
  const others = [
    ...cutOffIds(state).map((id) => ({ id, mark: 'cut-off' as const })),
    ...leavesWithLess(state),
    ...endpointsWithLess(state),
  ];
  const known = new Set(left.keys());
  return [
    ...down,
    ...others.filter(({ id }) => {
      if (known.has(id)) return false;
      known.add(id);
      return true;
    }),
  ];
}

/** Ids of what a picture shows of a part: itself, what it consists of, or its cables. */
export function partIds(
  fabric: CompactFabric,
  { kind, id, cables, vertices, members }: Part,
): string[] {
  if (kind === 'switch' || kind === 'nic' || kind === 'host' || kind === 'plane') return [id];
  if (members) return members.flatMap((member) => partIds(fabric, member));
  if (kind === 'pod') return [id, ...Array.from(vertices, (v) => fabric.vertexIds[v]!)];
  // Bundles, ports, units and rails are drawn as the cables that they take down.
  return Array.from(cables, (cable) => fabric.cableId(cable));
}

/** Endpoints that are cut off in every plane in which they have a port. */
function cutOffIds(state: FabricState): string[] {
  const { fabric } = state;
  const reached = new Uint8Array(fabric.endpointCount);
  fabric.planes.forEach(({ endpoints }, p) => {
    const { cutOff } = state.parts(p);
    endpoints.forEach((e, i) => {
      if (cutOff[i] === 0) reached[e] = 1;
    });
  });
  return fabric.vertexIds.slice(0, fabric.endpointCount).filter((_, e) => reached[e] === 0);
}

/** Leaves that lost a part of their uplinks. (That spines lost one to a dead leaf hurts nobody.) */
function leavesWithLess(state: FabricState): FaultMark[] {
  return state.fabric.planes.flatMap((_, p) =>
    uplinks(state, p)
      .filter(({ upGbps, healthyUpGbps }) => upGbps < healthyUpGbps)
      .map(({ leaf, upGbps, healthyUpGbps }) => ({
        id: leaf,
        mark: 'degraded' as const,
        value: upGbps / healthyUpGbps,
      })),
  );
}

/** NICs that lost a part of their cables. */
function endpointsWithLess({ fabric, capacity }: FabricState): FaultMark[] {
  const { offsets, incident, gbps, vertexIds, endpointCount } = fabric;
  const found: FaultMark[] = [];
  for (let e = 0; e < endpointCount; e++) {
    let healthy = 0;
    let left = 0;
    for (let i = offsets[e]!; i < offsets[e + 1]!; i++) {
      healthy += gbps[incident[i]!]!;
      left += capacity[incident[i]!]!;
    }
    if (left < healthy) found.push({ id: vertexIds[e]!, mark: 'degraded', value: left / healthy });
  }
  return found;
}
