import type { SprayNetwork } from './spray-network.js';
import type { StartDemands } from './start-demands.js';

/**
 * Cables of endpoints on one switch: whatever the network does, they bear what is sent and received, best in
 * proportion to their speed.
 *
 * @returns by channel of the plane: bytes; and the time that this takes, bytes for each Gb/s
 */
export function ownCables(
  network: SprayNetwork,
  { sent, received }: StartDemands,
): { readonly bytes: Float64Array; readonly time: number } {
  const { capacity, fabric, plane, ownChannels, placeOfCable } = network;
  const bytes = new Float64Array(2 * fabric.planes[plane]!.cables.length);
  let time = 0;
  for (let e = 0; e < fabric.endpointCount; e++) {
    const channels = ownChannels(e);
    const gbps = channels.reduce((sum, channel) => sum + capacity[channel >> 1]!, 0);
    if (!(gbps > 0)) continue;
    time = Math.max(time, sent[e]! / gbps, received[e]! / gbps);
    for (const channel of channels) {
      const share = capacity[channel >> 1]! / gbps;
      const up = 2 * placeOfCable[channel >> 1]! + (channel & 1);
      bytes[up]! += sent[e]! * share;
      bytes[up ^ 1]! += received[e]! * share;
    }
  }
  return { bytes, time };
}
