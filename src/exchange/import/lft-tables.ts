import type { CompactFabric } from '../../fabric/compact.js';
import type { ForwardingTables } from '../../flow/routing/forwarding-tables.js';
import { directCable, type NotRouted } from '../../flow/routing/routed.js';
import { planeComponents } from '../../flow/separation/plane-components.js';

/** By LID: the cable that a switch sends to it by. */
export type CablesByLid = ReadonlyMap<number, number>;

/**
 * The tables of a plane as `flow` asks them, or why it cannot have some.
 *
 * @param cables by switch of which there is a table
 * @param lidOf by endpoint: its LID
 */
export function planeTables(
  fabric: CompactFabric,
  plane: number,
  cables: ReadonlyMap<number, CablesByLid>,
  lidOf: ReadonlyMap<number, number>,
): ForwardingTables | NotRouted {
  const { planes, vertexIds, endpointCount, lower, upper, gbps } = fabric;
  if (planes[plane]!.relays) return { reason: 'its endpoints pass traffic on' };
  const seen = new Set<number>();
  for (const c of planes[plane]!.cables) {
    if (upper[c]! < endpointCount) return directCable;
    if (lower[c]! >= endpointCount) continue;
    if (seen.has(lower[c]!)) return { reason: `${vertexIds[lower[c]!]} has several cables in it` };
    seen.add(lower[c]!);
  }
  const { network, placeOf } = planeComponents(fabric, gbps, plane);
  const { vertexOf, switchCount } = network;
  const found = { cables: new Int32Array(switchCount), left: new Int32Array(switchCount) };
  const cablesOf = Array.from(vertexOf, (v) => cables.get(v));
  const walk: number[] = [];
  const hopsTo = (endpoint: number) => {
    const lid = lidOf.get(endpoint) ?? -1;
    for (let v = 0; v < switchCount; v++) {
      found.cables[v] = cablesOf[v]?.get(lid) ?? -1;
    }
    found.left.fill(0);
    for (let v = 0; v < switchCount; v++) {
      // Along the entries until it is known what is left; −2: this very walk was there.
      walk.length = 0;
      let left = 0;
      for (let at = v; ; ) {
        if (found.left[at] !== 0) left = Math.max(found.left[at]!, -1);
        else {
          walk.push(at);
          found.left[at] = -2;
          const cable = found.cables[at]!;
          const vertex = vertexOf[at]!;
          const end = cable < 0 ? -1 : lower[cable] === vertex ? upper[cable]! : lower[cable]!;
          if (end === endpoint) left = 0;
          else if (end < 0 || placeOf[end]! < 0) left = -1;
          else {
            at = placeOf[end]!;
            continue;
          }
        }
        break;
      }
      for (const at of walk.reverse()) found.left[at] = left < 0 ? -1 : ++left;
    }
    for (let v = 0; v < switchCount; v++) if (found.left[v]! < 0) found.cables[v] = -1;
    return found;
  };
  return { switches: vertexOf, hopsTo };
}
