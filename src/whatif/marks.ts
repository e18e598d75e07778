import { capacityAfter } from '../failure/capacity.js';
import type { Fault } from '../failure/fault.js';
import { FabricState } from '../measure/state.js';
import { uplinks } from '../measure/uplinks.js';

/** What to mark in a picture: an id, what happened to it, and the share of capacity that is left. */
export interface FaultMark {
  readonly id: string;
  readonly mark: 'down' | 'cut-off' | 'degraded';
  readonly value?: number;
}

/** The fabric with faults. */
export function stateAfter({ fabric }: FabricState, faults: readonly Fault[]): FabricState {
  return new FabricState(fabric, capacityAfter(fabric, faults));
}

/** What faults take down, what they cut off, and which leaves they leave with fewer uplinks. */
export function faultMarks(state: FabricState, faults: readonly Fault[]): FaultMark[] {
  const { fabric } = state;
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
  return [...marks, ...leavesWithLess(state).filter(({ id }) => !down.has(id))];
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
