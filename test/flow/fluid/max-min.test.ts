import { describe, expect, it } from 'vitest';
import { verifyMaxMin } from '../../../src/flow/certify/max-min.js';
import { maxMinRates } from '../../../src/flow/fluid/max-min.js';
import { lehmer } from '../../small-fabrics.js';
import { filledRates, type PlainFlow } from './reference.js';
import { flowsOf, randomFlow } from './worlds.js';

/** Compares the rates with exact ones and verifies them. @returns how many levels there are */
function expectFair(list: readonly PlainFlow[], capacity: readonly number[]): number {
  const flows = flowsOf(list);
  const gbps = Float64Array.from(capacity);
  const { rates, bottleneck, levels } = maxMinRates(flows, gbps);
  const truth = filledRates(list, capacity);
  truth.forEach((rate, f) => {
    const right = rate?.number ?? Number.POSITIVE_INFINITY;
    const isRight = rates[f] === right || Math.abs(rates[f]! - right) <= 1e-12 * right;
    if (!isRight) expect(rates[f], JSON.stringify([list, capacity])).toBe(right);
  });
  const reasons = verifyMaxMin(flows, gbps, rates, bottleneck);
  if (reasons.length > 0) expect(reasons, JSON.stringify([list, capacity])).toEqual([]);
  const different = new Set(truth.filter((rate) => rate !== null).map(({ n, d }) => `${n}/${d}`));
  if (levels !== different.size) expect(levels, JSON.stringify(list)).toBe(different.size);
  return levels;
}

describe('maxMinRates', () => {
  it('gives what was found by hand', () => {
    // x over a, y over a and b, z over b and c, w over c.
    const flows = flowsOf([[0], [0, 1], [1, 2], [2]].map((channels) => ({ channels })));
    const found = maxMinRates(flows, Float64Array.of(100, 100, 50));
    expect([...found.rates]).toEqual([50, 50, 25, 25]);
    expect([...found.bottleneck]).toEqual([0, 0, 2, 2]);
    expect(found.levels).toBe(2);
  });

  it('gives nothing over a dead channel, and no limit without a channel', () => {
    const flows = flowsOf([[], [0, 1], [1], [2, 3]].map((channels) => ({ channels })));
    const inf = Number.POSITIVE_INFINITY;
    const found = maxMinRates(flows, Float64Array.of(0, 400, inf, inf));
    expect([...found.rates]).toEqual([inf, 0, 400, inf]);
    expect([...found.bottleneck]).toEqual([-1, 0, 1, -1]);
    expect(maxMinRates(flowsOf([]), Float64Array.of(1)).rates).toHaveLength(0);
  });

  it('is exact in every small world: three flows over three channels, dead ones among them', () => {
    const ways = Array.from({ length: 8 }, (_, set) => [0, 1, 2].filter((c) => set & (1 << c)));
    const levels = [0, 0, 0, 0];
    for (const capacity of everyCapacity([0, 1, 2, 5])) {
      for (let a = 0; a < 8; a++) {
        for (let b = a; b < 8; b++) {
          for (let c = b; c < 8; c++) {
            const list = [a, b, c].map((set) => ({ channels: ways[set]! }));
            levels[expectFair(list, capacity)]!++;
          }
        }
      }
    }
    expect(levels.every((count) => count > 0)).toBe(true);
  });

  it('is exact in random worlds, with shares and with flows that take a channel twice', () => {
    let most = 0;
    for (let seed = 0; seed < 300; seed++) {
      const random = lehmer(1_000_003 * seed);
      const channelCount = 2 + random(12);
      const capacity = Array.from({ length: channelCount }, () => random(9) && 1 + random(400));
      const list = Array.from({ length: random(40) }, () =>
        randomFlow(random, channelCount, seed % 2 === 1),
      );
      most = Math.max(most, expectFair(list, capacity));
    }
    expect(most).toBeGreaterThan(7);
  });

  it('keeps equal channels equal: all-to-all through a tree is one level', () => {
    const size = 24;
    const list: PlainFlow[] = [];
    for (let a = 0; a < size; a++) {
      for (let b = 0; b < size; b++) if (a !== b) list.push({ channels: [a, size + b] });
    }
    const capacity = new Float64Array(2 * size).fill(400 / 3);
    const found = maxMinRates(flowsOf(list), capacity);
    expect(found.levels).toBe(1);
    expect(new Set(found.rates)).toEqual(new Set([400 / 3 / (size - 1)]));
  });
});

function* everyCapacity(of: readonly number[]): Iterable<readonly number[]> {
  for (const a of of) for (const b of of) for (const c of of) yield [a, b, c];
}

describe('verifyMaxMin', () => {
  const flows = flowsOf([[0], [0, 1], [1, 2], [2]].map((channels) => ({ channels })));
  const capacity = Float64Array.of(100, 100, 50);
  const refuses = (rates: readonly number[], bottleneck = [0, 0, 2, 2]) =>
    verifyMaxMin(flows, capacity, Float64Array.from(rates), Int32Array.from(bottleneck));

  it('says what is wrong', () => {
    expect(refuses([50, 50, 25, 25])).toEqual([]);
    expect(refuses([50, 50, 25, 26])).toEqual([
      'channel 2 carries 51 of 50 Gb/s',
      'flow 2 has 25 Gb/s, and another one 26 on channel 2',
    ]);
    expect(refuses([40, 50, 25, 25])).toEqual([
      'channel 0 is not full: 90 of 100 Gb/s',
      'channel 0 is not full: 90 of 100 Gb/s',
    ]);
    // It fits and nothing can be added, but it is not fair.
    expect(refuses([40, 60, 25, 25])).toEqual([
      'flow 0 has 40 Gb/s, and another one 60 on channel 0',
    ]);
    expect(refuses([50, 50, 25, 25], [1, 0, 2, 2])).toEqual([
      'flow 0 has a bottleneck that it does not take',
    ]);
    expect(refuses([50, 50, 25, 25], [0, 1, 2, -1])).toEqual([
      'channel 1 is not full: 75 of 100 Gb/s',
      'flow 3 has no bottleneck',
    ]);
    expect(refuses([Number.NaN, 50, 25, 25])[0]).toBe('flow 0 has the rate NaN');
    expect(refuses([-50, 150, 25, 25])).toContain('flow 0 has the rate -50');
    expect(refuses([50])).toEqual(['there are 4 flows, and 1 rates, 4 bottlenecks']);
  });

  it('refuses every rate that is a little more or less, and all other bottlenecks that are none', () => {
    let refused = 0;
    for (let seed = 0; seed < 60; seed++) {
      const random = lehmer(1_000_003 * seed);
      const gbps = Float64Array.from({ length: 6 }, () => 1 + random(400));
      const made = flowsOf(Array.from({ length: 12 }, () => randomFlow(random, 6, seed % 2 === 1)));
      const { rates, bottleneck } = maxMinRates(made, gbps);
      for (let f = 0; f < made.count; f++) {
        for (const factor of [1 + 1e-6, 1 - 1e-6, 2, 0]) {
          const other = rates.with(f, rates[f]! * factor);
          expect(verifyMaxMin(made, gbps, other, bottleneck), `${seed} ${f}`).not.toEqual([]);
          refused++;
        }
        const off = bottleneck.with(f, -1);
        expect(verifyMaxMin(made, gbps, rates, off)).toHaveLength(1);
      }
    }
    expect(refused).toBe(60 * 12 * 4);
  });
});
