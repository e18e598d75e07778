import type { CompactFabric } from '../../src/fabric/compact.js';
import type { Sends, Ways } from '../../src/flow/routing/plane-traffic.js';

/** Every pair of endpoints, each so many times, with keys from 0. */
export function allPairs(endpoints: readonly number[], keys = 1): Sends {
  const flows = endpoints.flatMap((from) =>
    endpoints.flatMap((to) =>
      from === to ? [] : Array.from({ length: keys }, (_, key) => ({ from, to, key })),
    ),
  );
  return {
    from: Int32Array.from(flows, ({ from }) => from),
    to: Int32Array.from(flows, ({ to }) => to),
    key: Int32Array.from(flows, ({ key }) => key),
  };
}

export const wayOf = ({ offsets, channels }: Ways, flow: number): number[] => [
  ...channels.subarray(offsets[flow], offsets[flow + 1]),
];

/** Endpoints of a plane that the attachment rule or a cable puts in it. */
export function endpointsIn({ planes, lower, upper, endpointCount }: CompactFabric, plane: number) {
  const { endpoints, cables } = planes[plane]!;
  const ends = [...cables].flatMap((c) => [lower[c]!, upper[c]!]).filter((v) => v < endpointCount);
  return [...new Set([...endpoints, ...ends])].sort((a, b) => a - b);
}

/**
 * Where a way begins and ends when it is walked cable by cable, and its length; what is dead, of another
 * plane, or does not begin where the last channel ended fails.
 */
export function walked(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  way: readonly number[],
): { from: number; to: number; through: number[] } {
  const ends = way.map((channel) => {
    const cable = channel >> 1;
    if (!(capacity[cable]! > 0) || fabric.cablePlane[cable] !== plane) {
      throw new Error(`${fabric.cableId(cable)} is not in use`);
    }
    const both = [fabric.lower[cable]!, fabric.upper[cable]!] as const;
    return (channel & 1) === 0 ? both : ([both[1], both[0]] as const);
  });
  for (let i = 1; i < ends.length; i++) {
    if (ends[i]![0] !== ends[i - 1]![1]) throw new Error(`${way} is not joined at ${i}`);
  }
  return { from: ends[0]![0], to: ends.at(-1)![1], through: ends.slice(1).map(([v]) => v) };
}
