import type { CompactFabric } from '../../fabric/compact.js';
import { type ForwardingTables, LiveTables } from './forwarding-tables.js';
import type { Sends, Ways } from './plane-traffic.js';
import { type WaysThere, waysByTarget } from './sends-by-target.js';

/**
 * The ways of flows by forwarding tables. One that meets a dead cable or a switch without an entry has
 * none, not a part of one. What an endpoint sends to itself takes no channel.
 *
 * @param capacity Gb/s by cable and direction, 0 = dead
 * @param plane index into `fabric.planes`
 */
export function tableWays(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  tables: ForwardingTables,
  sends: Sends,
): Ways {
  const live = new LiveTables(fabric, capacity, plane, tables);
  const { from } = sends;
  const there: WaysThere = {
    measure: (flows, lengths) => {
      for (const flow of flows) {
        const place = live.placeOf(from[flow]!);
        const left = place < 0 ? 0 : live.left[place]!;
        lengths[flow + 1] = left === 0 ? 0 : left + 1;
      }
    },
    write: (flows, offsets, channels) => {
      for (const flow of flows) {
        let at = offsets[flow]!;
        if (at === offsets[flow + 1]) continue;
        channels[at++] = live.sending(from[flow]!);
        for (let v = live.placeOf(from[flow]!); v >= 0; v = live.next[v]!) {
          channels[at++] = live.channel[v]!;
        }
      }
    },
  };
  const targetOf = new Int32Array(fabric.endpointCount).fill(-1);
  const targets: number[] = [];
  for (let e = 0; e < fabric.endpointCount; e++) {
    if (live.placeOf(e) >= 0) targetOf[e] = targets.push(e) - 1;
  }
  return waysByTarget(sends, targetOf, targets.length, (target) => {
    live.aim(targets[target]!);
    return there;
  });
}
