import { expect } from 'vitest';
import type { CompactFabric } from '../../../src/fabric/compact.js';
import type { Adaptive } from '../../../src/flow/adaptive/adaptive.js';
import { adaptiveWays } from '../../../src/flow/adaptive/adaptive-ways.js';
import type { NotRouted } from '../../../src/flow/routing/routed.js';
import { channelsOf, type PairWays } from './path-program.js';

export const near = (a: number, b: number, relative = 1e-9): boolean =>
  Math.abs(a - b) <= relative * Math.max(Math.abs(a), Math.abs(b));

export function routed(found: Adaptive | NotRouted): Adaptive {
  if ('reason' in found) throw new Error(found.reason);
  return found;
}

/** Re-computes both ends from what is said of channels, knowing nothing of groups and steps. */
export function verify(
  fabric: CompactFabric,
  capacity: Float64Array,
  found: Adaptive,
  pairs: readonly PairWays[],
) {
  const { cables } = fabric.planes[0]!;
  const placeOf = new Map(Array.from(cables, (cable, i) => [cable, i]));
  const at = (channel: number) => 2 * placeOf.get(channel >> 1)! + (channel & 1);
  const gbps = (k: number) => capacity[cables[k >> 1]!]!;
  let worst = 0;
  found.bytes.forEach((bytes, k) => {
    if (bytes > 0) worst = Math.max(worst, bytes / gbps(k) / 125);
  });
  expect(near(worst, found.upper)).toBe(true);
  let [paid, earned] = [0, 0];
  found.prices.forEach((price, k) => {
    earned += price * gbps(k);
  });
  for (const { bytes, ways } of pairs) {
    const prices = ways.map((way) => way.reduce((sum, c) => sum + found.prices[at(c)]!, 0));
    paid += bytes * Math.min(...prices);
  }
  const ofPrices = earned > 0 ? paid / earned / 125 : 0;
  const ofEndpoints = endpointTime(fabric, capacity, pairs);
  expect(Math.max(ofPrices, ofEndpoints) * (1 + 1e-9)).toBeGreaterThanOrEqual(found.lower);
  // Every pair's own split adds up to the bytes of every channel, and takes shortest ways only.
  const ways = adaptiveWays(found, {
    from: Int32Array.from(pairs, ({ from }) => from),
    to: Int32Array.from(pairs, ({ to }) => to),
    key: new Int32Array(pairs.length),
  });
  const sum = new Float64Array(found.bytes.length);
  let strays = 0;
  pairs.forEach(({ bytes, ways: shortest }, f) => {
    const known = new Set(shortest.flat());
    for (let i = ways.offsets[f]!; i < ways.offsets[f + 1]!; i++) {
      const c = ways.channels[i]!;
      if (!known.has(c)) strays++;
      sum[at(c)]! += bytes * ways.shares[i]!;
    }
  });
  const most = Math.max(...found.bytes);
  const apart = sum.filter((bytes, k) => !(Math.abs(bytes - found.bytes[k]!) <= 1e-9 * most));
  expect({ strays, apart: apart.length }).toEqual({ strays: 0, apart: 0 });
}

/** What the cables of single endpoints need. */
function endpointTime(
  fabric: CompactFabric,
  capacity: Float64Array,
  pairs: readonly PairWays[],
): number {
  const leaving = channelsOf(fabric, capacity, 0);
  const sums = new Map<string, { at: number; bytes: number }>();
  for (const { from, to, bytes } of pairs) {
    for (const [key, at] of [
      [`from ${from}`, from],
      [`to ${to}`, to],
    ] as const) {
      const known = sums.get(key) ?? { at, bytes: 0 };
      known.bytes += bytes;
      sums.set(key, known);
    }
  }
  let worst = 0;
  for (const { at, bytes } of sums.values()) {
    const gbps = leaving[at]!.reduce((sum, [c]) => sum + capacity[c >> 1]!, 0);
    worst = Math.max(worst, bytes / gbps / 125);
  }
  return worst;
}
