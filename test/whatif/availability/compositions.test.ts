import { describe, expect, it } from 'vitest';
import { type AlikeParts, compositions } from '../../../src/whatif/availability/compositions.js';

/** Numbers down of each class, and how probable they are: by the binomial formula, one by one. */
function byForce(classes: readonly AlikeParts[]): Map<string, number> {
  let found = new Map([['', 1]]);
  classes.forEach(({ count, unavailability: u }, place) => {
    const next = new Map<string, number>();
    for (const [key, probability] of found) {
      let choices = 1;
      for (let k = 0; k <= count; k++) {
        const own = choices * u ** k * (1 - u) ** (count - k);
        const word = k === 0 ? key : `${key}${place}:${k} `;
        next.set(word, probability * own);
        choices = (choices * (count - k)) / (k + 1);
      }
    }
    found = next;
  });
  return found;
}

const worlds: readonly (readonly AlikeParts[])[] = [
  [],
  [{ count: 1, unavailability: 0.3 }],
  [{ count: 9, unavailability: 0.5 }],
  [
    { count: 4, unavailability: 0.01 },
    { count: 3, unavailability: 0.2 },
    { count: 5, unavailability: 0.97 },
  ],
  [
    { count: 2, unavailability: 0.5 },
    { count: 2, unavailability: 0.5 },
    { count: 1, unavailability: 0.5 },
    { count: 3, unavailability: 1e-9 },
  ],
];

describe('how many parts of each class are down', () => {
  it.each(worlds.map((classes) => [classes.length, classes] as const))(
    '%i classes: every composition once, the most probable first',
    (_, classes) => {
      const all = byForce(classes);
      const found = [...compositions(classes)];
      const keys = found.map(({ down }) => down.map(([place, k]) => `${place}:${k} `).join(''));
      expect(new Set(keys).size).toBe(keys.length);
      expect([...keys].sort()).toEqual([...all.keys()].sort());
      let before = 1;
      found.forEach(({ probability }, i) => {
        expect(probability).toBeLessThanOrEqual(before * (1 + 1e-12));
        before = probability;
        expect(probability / all.get(keys[i]!)!).toBeCloseTo(1, 9);
      });
      expect(found.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 12);
    },
  );

  it('many parts: the first ones make up nearly all', () => {
    const classes = [
      { count: 16_384, unavailability: 1.87e-5 },
      { count: 512, unavailability: 1.67e-5 },
      { count: 3, unavailability: 0.4 },
    ];
    let [sum, looked] = [0, 0];
    for (const { probability } of compositions(classes)) {
      sum += probability;
      looked++;
      if (1 - sum <= 1e-12) break;
    }
    expect(looked).toBeGreaterThan(20);
    expect(looked).toBeLessThan(200);
  });
});
