import { describe, expect, it } from 'vitest';
import { sample, seededDraw, xoshiro128 } from '../../src/std/random.js';

describe('the generator', () => {
  it('gives the published outputs of xoshiro128** (state 1, 2, 3, 4)', () => {
    const next = xoshiro128([1, 2, 3, 4]);
    expect(Array.from({ length: 10 }, next)).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597,
      4258142804,
    ]);
  });

  it('is seeded with SplitMix64: seed 0 starts at E220A8397B1DCDAF, 6E789E6AA1B965F4', () => {
    const [draw, next] = [
      seededDraw(0),
      xoshiro128([0x7b1dcdaf, 0xe220a839, 0xa1b965f4, 0x6e789e6a]),
    ];
    for (let i = 0; i < 100; i++) expect(draw(2 ** 32)).toBe(next());
  });

  it('depends on the seed, and on nothing else', () => {
    const numbers = (seed: number) => {
      const draw = seededDraw(seed);
      return Array.from({ length: 20 }, () => draw(1000)).join();
    };
    expect(numbers(7)).toBe(numbers(7));
    expect(new Set(Array.from({ length: 200 }, (_, seed) => numbers(seed))).size).toBe(200);
    expect(numbers(Number.MAX_SAFE_INTEGER)).not.toBe(numbers(Number.MAX_SAFE_INTEGER - 1));
  });

  it('draws every number below n about as often as any other', () => {
    const draw = seededDraw(2024);
    const tally = new Int32Array(12);
    for (let i = 0; i < 120_000; i++) tally[draw(12)]!++;
    // Chi-squared with 11 degrees of freedom: above 31 once in a thousand seeds.
    const chi = tally.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0);
    expect(chi).toBeLessThan(31);
  });
});

describe('a sample', () => {
  it('has so many different numbers, in order', () => {
    for (const [count, size] of [
      [1, 1],
      [10, 0],
      [10, 10],
      [1000, 17],
      [4_000_000, 5],
    ] as const) {
      const drawn = sample(count, size, seededDraw(count));
      expect(drawn).toHaveLength(size);
      expect(new Set(drawn).size).toBe(size);
      expect(drawn).toEqual(drawn.toSorted((a, b) => a - b));
      expect(drawn.every((n) => Number.isInteger(n) && n >= 0 && n < count)).toBe(true);
    }
  });

  it('takes each of the pairs of five about as often', () => {
    const tally = new Map<string, number>();
    for (let seed = 0; seed < 20_000; seed++) {
      const pair = sample(5, 2, seededDraw(seed)).join();
      tally.set(pair, (tally.get(pair) ?? 0) + 1);
    }
    expect(tally.size).toBe(10);
    const chi = [...tally.values()].reduce((sum, n) => sum + (n - 2000) ** 2 / 2000, 0);
    // 9 degrees of freedom: above 28 once in a thousand.
    expect(chi).toBeLessThan(28);
  });
});
