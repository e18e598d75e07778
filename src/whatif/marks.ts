import type { CompactFabric } from '../fabric/compact.js';
import { capacityAfter } from '../failure/capacity.js';
import type { Fault } from '../failure/fault.js';
import { FabricState } from '../measure/state.js';

/** What to mark in a picture: an id, what happened to it, and the share of capacity that is left. */
export interface FaultMark {
  readonly id: string;
  readonly mark: 'down' | 'cut-off' | 'degraded';
  readonly value?: number;
}

/** What faults take down, what they cut off, and which switches they leave with less capacity. */
export function faultMarks(fabric: CompactFabric, faults: readonly Fault[]): FaultMark[] {
  const marks: FaultMark[] = [];
  const down = new Set<string>();
  for (const { parts, fraction } of faults) {
    for (const { kind, id, cables } of parts) {
      // Bundles, ports, units and rails are drawn as the cables that they take down.
      const ids = ['switch', 'nic', 'host', 'plane'].includes(kind)
        ? [id]
        : Array.from(cables, (cable) => fabric.cableIds[cable]!);
      for (const one of ids) {
        if (down.has(one)) continue;
        down.add(one);
        marks.push(
          fraction === 0
            ? { id: one, mark: 'down' }
            : { id: one, mark: 'degraded', value: fraction },
        );
      }
    }
  }
  const state = new FabricState(fabric, capacityAfter(fabric, faults));
  const cutOff = new Set<number>();
  fabric.planes.forEach(({ endpoints }, p) => {
    const { cutOff: out } = state.parts(p);
    endpoints.forEach((e, i) => {
      if (out[i] === 1) cutOff.add(e);
    });
  });
  for (const e of [...cutOff].sort((a, b) => a - b)) {
    if (!down.has(fabric.vertexIds[e]!)) marks.push({ id: fabric.vertexIds[e]!, mark: 'cut-off' });
  }
  return [...marks, ...degradedSwitches(state).filter(({ id }) => !down.has(id))];
}

function degradedSwitches({ fabric, capacity }: FabricState): FaultMark[] {
  const { offsets, incident, gbps, endpointCount, vertexCount, vertexIds } = fabric;
  const marks: FaultMark[] = [];
  for (let s = endpointCount; s < vertexCount; s++) {
    let [left, whole] = [0, 0];
    for (let i = offsets[s]!; i < offsets[s + 1]!; i++) {
      left += capacity[incident[i]!]!;
      whole += gbps[incident[i]!]!;
    }
    if (left === whole) continue;
    marks.push({ id: vertexIds[s]!, mark: 'degraded', value: left / whole });
  }
  return marks;
}
