import { describe, expect, it } from 'vitest';
import { spreadOver } from '../../src/model/spread.js';
import { choose } from '../../src/std/choose.js';

/** All subsets of so many items of a list. */
function* subsets(items: readonly number[], size: number): Iterable<readonly number[]> {
  if (size === 0) yield [];
  else {
    for (let i = 0; i + size <= items.length; i++) {
      for (const rest of subsets(items.slice(i + 1), size - 1)) yield [items[i]!, ...rest];
    }
  }
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

/** Every choice of groups, and in it every choice of experts, one by one. */
function byHand(perPart: number, experts: number, chosen: number, groups: number, of: number) {
  const size = experts / of;
  let sum = 0;
  let count = 0;
  let most = 0;
  for (const open of subsets(range(0, of), groups)) {
    const pool = open.flatMap((group) => range(group * size, (group + 1) * size));
    for (const some of subsets(pool, chosen)) {
      const parts = new Set(some.map((expert) => Math.floor(expert / perPart))).size;
      sum += parts;
      count++;
      most = Math.max(most, parts);
    }
  }
  return { mean: sum / count, most };
}

describe('how far the experts of a token spread', () => {
  it('of DeepSeek-V3: over 5.295 hosts of eight, at most four with its limit', () => {
    const choice = { experts: 256, chosen: 8 };
    expect(spreadOver(32, choice).mean).toBeCloseTo(5.295, 3);
    expect(spreadOver(32, choice).most).toBe(8);
    const limited = spreadOver(32, { ...choice, limit: { groups: 4, of: 8 } });
    expect(limited.most).toBe(4);
    expect(limited.mean).toBeGreaterThan(3.5);
    expect(limited.mean).toBeLessThan(4);
  });

  it('is what all choices say, in all small cases, whether groups fit parts or not', () => {
    let cases = 0;
    for (let experts = 1; experts <= 8; experts++) {
      for (let of = 1; of <= experts; of++) {
        if (experts % of !== 0) continue;
        for (let groups = 1; groups <= of; groups++) {
          for (let chosen = 1; chosen <= (groups * experts) / of; chosen++) {
            for (let perPart = 1; perPart <= experts; perPart++) {
              const limit = { groups, of };
              const found = spreadOver(perPart, { experts, chosen, limit });
              const hand = byHand(perPart, experts, chosen, groups, of);
              const which = JSON.stringify({ experts, of, groups, chosen, perPart });
              expect(found.mean, which).toBeCloseTo(hand.mean, 12);
              expect(found.most, which).toBeGreaterThanOrEqual(hand.most);
              // Aligned parts and groups: no token stays below for want of experts in one place.
              const size = experts / of;
              if (size % perPart === 0) expect(found.most, which).toBe(hand.most);
              cases++;
            }
          }
        }
      }
    }
    expect(cases).toBeGreaterThan(600);
  });

  it('and of shared experts: each in the part of any expert, parts being unequal, too', () => {
    const choices = [
      { experts: 7, chosen: 2 },
      { experts: 6, chosen: 2, limit: { groups: 1, of: 2 } },
      { experts: 8, chosen: 3, limit: { groups: 2, of: 4 } },
    ];
    for (const { experts, chosen, limit = { groups: 1, of: 1 } } of choices) {
      const size = experts / limit.of;
      for (let perPart = 1; perPart <= experts; perPart++) {
        const counts: number[] = [];
        for (const open of subsets(range(0, limit.of), limit.groups)) {
          const pool = open.flatMap((group) => range(group * size, (group + 1) * size));
          for (const some of subsets(pool, chosen)) {
            for (let a = 0; a < experts; a++) {
              for (let b = 0; b < experts; b++) {
                counts.push(new Set([...some, a, b].map((e) => Math.floor(e / perPart))).size);
              }
            }
          }
        }
        const found = spreadOver(perPart, { experts, chosen, limit, shared: 2 });
        const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
        expect(found.mean).toBeCloseTo(mean, 12);
        expect(found.most).toBeGreaterThanOrEqual(Math.max(...counts));
      }
    }
  });

  it('without a limit is with one that limits nothing', () => {
    for (const perPart of [1, 3, 4, 12]) {
      const choice = { experts: 12, chosen: 5 };
      expect(spreadOver(perPart, choice).mean).toBeCloseTo(
        spreadOver(perPart, { ...choice, limit: { groups: 4, of: 4 } }).mean,
        12,
      );
    }
  });

  it('takes no time at the ends of what a file may say', () => {
    const choice = { experts: 100_000, chosen: 1000, limit: { groups: 500, of: 1000 } };
    const { mean, most } = spreadOver(37, choice);
    expect(most).toBe(1000);
    // Fewer than over all groups: in half of them the same parts are met more often.
    expect(mean).toBeGreaterThan(600);
    expect(mean).toBeLessThan(spreadOver(37, { experts: 100_000, chosen: 1000 }).mean);
  });

  it('chooses as Pascal does', () => {
    for (let n = 1; n < 30; n++) {
      for (let k = 0; k <= n; k++) {
        expect(choose(n, k)).toBe(choose(n - 1, k - 1) + (k === n ? 0n : choose(n - 1, k)));
      }
    }
    expect(choose(3, 4)).toBe(0n);
  });
});
