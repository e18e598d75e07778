import { describe, expect, test } from 'vitest';
import { type Design, designOf } from '../../src/sizing/design.js';
import { generators } from '../../src/sizing/families/registry.js';
import { rank } from '../../src/sizing/rank.js';
import { size } from '../../src/sizing/size.js';
import { sketchOf } from '../../src/sizing/sketch.js';
import { questionsOf } from '../../src/sizing/wish.js';
import type { Prices } from '../../src/spec/topology.js';
import { type Short, wish } from './wishes.js';

const designs = (short: Short, prices?: Prices): Design[] =>
  size(wish(short, prices ? { prices } : {}), 1000).designs.map(({ design }) => design);

const missing = ({ cost }: Design): number => cost!.missing.length;
const kinds = ({ cost }: Design): string =>
  cost!.missing
    .map(({ item }) => item)
    .sort()
    .join();

/** Families whose cables it does not know would cost next to nothing. */
const half: Prices = { cables: { 'leaf-spine': 1840, endpoint: 690 } };
/** Of all switches and NICs. */
const whole: Prices = { switches: { switch: 40 }, nics: { '2 x 400G': 5 } };
const k64 = { endpoints: 16384, ports: 64, nics: 8 };

describe('what has no price', () => {
  test('makes nobody cheap: the design whose cables are all priced comes first', () => {
    const all = designs(k64, half);
    expect(all[0]!.form).toBe('two-tier fat-tree');
    const cheapest = all.reduce((a, b) => (b.cost!.total < a.cost!.total ? b : a));
    expect(cheapest.family).not.toBe('fatTree');
    expect(missing(cheapest)).toBeGreaterThan(missing(all[0]!));
  });

  test.each<[what: string, prices: Prices]>([
    ['of some cables', half],
    ['of everything but switches', { switches: { switch: 1 } }],
    [
      'of all but direct networks and cores',
      { ...whole, cables: { endpoint: 9, 'leaf-spine': 1 } },
    ],
    ['of direct networks only', { cables: { 'router-router': 1, local: 2, endpoint: 1 } }],
  ])('comes last, and costs are compared where the same has none: %s', (_, prices) => {
    const all = designs({ ...k64, nicPorts: 2, most: [3, 1] }, prices);
    expect(new Set(all.map(missing)).size).toBeGreaterThan(1);
    for (const [i, design] of all.slice(1).entries()) {
      const before = all[i]!;
      if (missing(before) > 0) expect(missing(design)).toBeGreaterThan(0);
      if (kinds(before) === kinds(design)) {
        expect(before.cost!.total).toBeLessThanOrEqual(design.cost!.total);
      } else {
        // Those that lack the same prices stand together.
        expect(all.slice(0, i + 1).map(kinds)).not.toContain(kinds(design));
      }
    }
  });

  test('makes no design superfluous that lacks other prices', () => {
    const forms = (prices: Prices) =>
      designs({ endpoints: 8, ports: 8 }, prices).map(({ form }) => form);
    const [switches, nics] = [{ switch: 1 }, { '400G': 1 }];
    const [one, two] = ['one switch per plane', 'two-tier fat-tree'];
    // What the second tier costs at least is more than the first costs altogether …
    expect(forms({ switches, nics, cables: { endpoint: 1 } })).not.toContain(two);
    expect(forms({ nics, cables: { endpoint: 1, switch: 1 } })[0]).toBe(one);
    // … but of neither of these it is known what it costs.
    const both = forms({ cables: { endpoint: 1 } });
    expect(both[0]).toBe(one);
    expect(both).toContain(two);
  });
});

describe('designs that are listed as one', () => {
  const [question] = questionsOf(wish({ endpoints: 512, ports: 32, nics: 8 }));
  const sketch = sketchOf(question!, generators.fatTree.drafts(question!)[0]!)!;
  const design = designOf(sketch);
  const listed = (change: Partial<Design>) =>
    rank([
      { sketch, design },
      { sketch, design: { ...design, name: 'other', wiring: 'another wiring', ...change } },
    ]).map(({ design: { alike } }) => alike);

  test('differ in their wiring', () => {
    expect(listed({})).toEqual([['another wiring']]);
  });

  test.each<[what: string, change: Partial<Design>]>([
    ['form', { form: 'another form' }],
    ['oversubscription', { oversubscription: '2:1' }],
    ['load', { load: '9:8' }],
    ['switches of a tier', { switches: { ...design.switches, leaf: 0 } }],
    ['growth', { growsTo: design.growsTo + 1 }],
  ])('have the same %s', (_, change) => {
    expect(listed(change)).toEqual([[], []]);
  });
});
