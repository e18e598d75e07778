import { describe, expect, test } from 'vitest';
import { claimsOf, designOf, strainOf } from '../../src/sizing/design.js';
import { generators } from '../../src/sizing/families/registry.js';
import type { Draft } from '../../src/sizing/generator.js';
import { sketchOf } from '../../src/sizing/sketch.js';
import { wiringsOf } from '../../src/sizing/wirings.js';
import { type Question, questionsOf } from '../../src/sizing/wish.js';
import { type FamilyId, familyIds } from '../../src/spec/families/shape.js';
import type { PlaneSetInput } from '../../src/spec/topology.js';
import { degrees, type Short, wish } from './wishes.js';

/** Numbers from 1 on. */
const upTo = (most: number): number[] => Array.from({ length: most }, (_, i) => i + 1);

interface Found {
  readonly switches: number;
  readonly strain: number;
}

/** What the family makes of a plane set, if it takes it; trees have no tier but the leaves strained. */
function judge(question: Question, draft: Draft): Found | null {
  const sketch = sketchOf(question, draft);
  if (!sketch) return null;
  const design = designOf(sketch);
  const spine = claimsOf(sketch).find(
    ({ measure, name }) => measure === 'oversubscription' && name === 'spine',
  );
  const [down, up] = String(spine?.value ?? '1:1')
    .split(':')
    .map(Number);
  if (down! > up!) return null;
  return { switches: design.switches.total!, strain: strainOf(design) };
}

const model = { model: 'switch' };

/** Plane sets of two tiers with every number of hosts of a unit and uplinks. */
function* twoTiers({ switchModel: { ports } }: Question, attach: object, split: number) {
  const upGbps = 400 / split;
  for (const hostsPerUnit of upTo(ports)) {
    for (const up of upTo(ports * split)) {
      const fatTree = { leaf: { ...model, up, upGbps }, spine: model };
      yield { attach: { ...attach, hostsPerUnit }, fatTree } as PlaneSetInput;
    }
  }
}

/** The same with pods of every size, and every number of spines and of their uplinks. */
function* threeTiers({ hosts, switchModel: { ports } }: Question, attach: object, leaves: number) {
  for (const hostsPerUnit of upTo(ports)) {
    const needed = Math.ceil(hosts / hostsPerUnit);
    for (const units of upTo(Math.min(ports, needed))) {
      const pods = Math.ceil(needed / units);
      for (const leafUp of upTo(ports - 1)) {
        for (const spines of upTo(leafUp)) {
          for (const spineUp of upTo(ports - 1)) {
            const fatTree = {
              leaf: { ...model, count: pods * units * leaves, up: leafUp },
              spine: { ...model, count: pods * spines, up: spineUp },
              core: model,
              pod: { units },
            };
            yield { attach: { ...attach, hostsPerUnit }, fatTree } as PlaneSetInput;
          }
        }
      }
    }
  }
}

/** The fewest switches of plane sets within the ratio that was asked for. */
function fewest(question: Question, draft: Omit<Draft, 'planeSet'>, sets: Iterable<PlaneSetInput>) {
  const { down, up } = question.oversubscription;
  let best = Number.POSITIVE_INFINITY;
  for (const planeSet of sets) {
    const found = judge(question, { ...draft, planeSet });
    if (found && found.strain <= down / up + 1e-9) best = Math.min(best, found.switches);
  }
  return best;
}

function draftsOf(family: FamilyId, question: Question, is: (draft: Draft) => boolean) {
  const { down, up } = question.oversubscription;
  return generators[family]
    .drafts(question)
    .filter((draft) => draft.ratio.down / draft.ratio.up === down / up && is(draft));
}

const questionOf = (short: Short): Question => questionsOf(wish(short))[0]!;

describe('the fewest switches', () => {
  const trees: readonly Short[] = [6, 17, 18, 31].flatMap((endpoints) =>
    [4, 6, 8, 9].flatMap((ports): Short[] => [
      { endpoints, ports },
      { endpoints, ports, most: [2, 1] },
      { endpoints, ports, nics: 2, most: [3, 2] },
      { endpoints, ports, splits: [2], most: [5, 2] },
    ]),
  );

  test('of two tiers are those of all that could be written', () => {
    let compared = 0;
    for (const short of trees) {
      const question = questionOf(short);
      for (const wiring of wiringsOf(question)) {
        for (const split of [1, ...question.switchModel.splits]) {
          const [draft] = draftsOf(
            'fatTree',
            question,
            ({ wiring: { name }, tiers, planeSet: { fatTree } }) =>
              name === wiring.name && tiers === 2 && fatTree!.leaf.upGbps === 400 / split,
          );
          const like = { ratio: { down: 1, up: 1 }, words: '', name: '', tiers: 2, growsTo: 0 };
          const asked = { ...like, wiring, hops: 4 };
          const best = fewest(question, asked, twoTiers(question, wiring.attach, split));
          const what = `${JSON.stringify(short)} ${wiring.name} ${split}`;
          expect(draft ? judge(question, draft)!.switches : best, what).toBe(best);
          if (!draft) expect(best, what).toBe(Number.POSITIVE_INFINITY);
          else compared++;
        }
      }
    }
    expect(compared).toBeGreaterThan(70);
  });

  test('of three tiers are those of all that could be written', { timeout: 60_000 }, () => {
    let compared = 0;
    const small: readonly Short[] = [
      ...[7, 9, 12, 13, 16].map((endpoints) => ({ endpoints, ports: 4 })),
      ...[19, 30, 37, 54].map((endpoints) => ({ endpoints, ports: 6 })),
      ...[20, 33].map((endpoints) => ({ endpoints, ports: 6, most: [2, 1] as const })),
      ...[33, 47].map((endpoints) => ({ endpoints, ports: 8 })),
      ...[24, 36].map((endpoints) => ({ endpoints, ports: 6, nics: 2 })),
    ];
    for (const short of small) {
      const question = questionOf(short);
      for (const wiring of wiringsOf(question)) {
        const [draft] = draftsOf(
          'fatTree',
          question,
          ({ wiring: { name }, tiers, planeSet: { fatTree } }) =>
            name === wiring.name && tiers === 3 && fatTree!.pod!.rails === undefined,
        );
        const { leavesPerUnit } = wiring.attachment;
        const like = { ratio: { down: 1, up: 1 }, words: '', name: '', tiers: 3, growsTo: 0 };
        const asked = { ...like, wiring, hops: 6 };
        const best = fewest(question, asked, threeTiers(question, wiring.attach, leavesPerUnit));
        const what = `${JSON.stringify(short)} ${wiring.name}`;
        if (!draft) continue;
        expect(judge(question, draft)!.switches, what).toBe(best);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(12);
  });

  const directs: readonly Short[] = [5, 17, 40].flatMap((endpoints) =>
    [7, 10, 14].flatMap((ports): Short[] => [
      { endpoints, ports },
      { endpoints, ports, most: [2, 1] },
      { endpoints, ports, nics: 2, most: [3, 2] },
      { endpoints, ports, nicPorts: 2, nicGbps: 200, splits: [2] },
    ]),
  );

  /** A draft without what a direct network is made of. */
  const like = { ratio: { down: 1, up: 1 }, words: '', name: '', tiers: 1, growsTo: 0 };

  test('of a Slim Fly are those of the smallest q that the language takes', () => {
    let compared = 0;
    for (const short of directs) {
      const question = questionOf(short);
      const { down, up } = question.oversubscription;
      for (const wiring of wiringsOf(question).filter(({ attach }) => !attach.oneLeafPer)) {
        const split = 400 / question.nic.portGbps;
        let best = Number.POSITIVE_INFINITY;
        for (const [q, degree] of degrees) {
          const balanced = Math.ceil(degree / 2) * split;
          for (const p of upTo(Math.floor((balanced * down) / up))) {
            const planeSet = { attach: wiring.attach, slimFly: { ...model, q, p } };
            const sketch = sketchOf(question, { ...like, wiring, hops: 4, planeSet });
            if (sketch) best = Math.min(best, designOf(sketch).switches.total!);
          }
        }
        const [draft] = draftsOf('slimFly', question, (one) => one.wiring.name === wiring.name);
        const found = draft ? designOf(sketchOf(question, draft)!).switches.total! : null;
        expect(found ?? Number.POSITIVE_INFINITY, JSON.stringify(short)).toBe(best);
        if (draft) compared++;
      }
    }
    expect(compared).toBeGreaterThan(20);
  });

  test('of a dragonfly are those of all with a = 2h', () => {
    let compared = 0;
    for (const short of directs) {
      const question = questionOf(short);
      const { down, up } = question.oversubscription;
      const split = 400 / question.nic.portGbps;
      for (const wiring of wiringsOf(question).filter(({ attach }) => !attach.oneLeafPer)) {
        let best = Number.POSITIVE_INFINITY;
        for (const h of upTo(4)) {
          for (const p of upTo(Math.floor((h * split * down) / up))) {
            for (const g of upTo(2 * h * h + 1)) {
              const planeSet = { attach: wiring.attach, dragonfly: { ...model, h, p, g } };
              const sketch = sketchOf(question, { ...like, wiring, hops: 5, planeSet });
              if (sketch) best = Math.min(best, designOf(sketch).switches.total!);
            }
          }
        }
        const drafts = draftsOf('dragonfly', question, (one) => one.wiring.name === wiring.name);
        const found = drafts.map((draft) => designOf(sketchOf(question, draft)!).switches.total!);
        expect(Math.min(...found), JSON.stringify(short)).toBe(best);
        if (drafts.length > 0) compared++;
      }
    }
    expect(compared).toBeGreaterThan(20);
  });
});

describe('the most endpoints', () => {
  const shorts: readonly Omit<Short, 'endpoints'>[] = [
    { ports: 4 },
    { ports: 6, most: [2, 1] },
    { ports: 7, nics: 2 },
    { ports: 8, nics: 2, nicPorts: 2, nicGbps: 200, splits: [2] },
    { ports: 9, most: [3, 1], splits: [2, 4] },
    { ports: 12, nics: 4, most: [5, 3] },
    { ports: 6, nicPorts: 2 },
    { ports: 7, nics: 2, nicPorts: 3 },
  ];

  test.each(familyIds)('of %s are reached, and no host more', (family) => {
    let reached = 0;
    for (const short of shorts) {
      const most = generators[family].most(questionOf({ ...short, endpoints: 1 }));
      const { nics = 1 } = short;
      const built = (endpoints: number) => {
        const question = questionOf({ ...short, endpoints });
        return generators[family].drafts(question).filter((draft) => sketchOf(question, draft));
      };
      const what = `${JSON.stringify(short)} ${most}`;
      if (most > 0) expect(built(most).length, what).toBeGreaterThan(0);
      expect(built(most + nics), what).toEqual([]);
      if (most > 0) reached++;
    }
    expect(reached).toBeGreaterThanOrEqual(3);
  });

  test.each(familyIds)('that a design of %s grows to are reached by one like it', (family) => {
    let grown = 0;
    for (const short of shorts) {
      const question = questionOf({ ...short, endpoints: 9 });
      for (const { growsTo, wiring, tiers, ratio } of generators[family].drafts(question)) {
        const larger = questionOf({ ...short, endpoints: growsTo });
        expect(growsTo % question.nicsPerHost).toBe(0);
        const same = generators[family]
          .drafts(larger)
          .filter(
            (one) =>
              one.wiring.name === wiring.name &&
              one.tiers === tiers &&
              one.growsTo === growsTo &&
              one.ratio.down * ratio.up === ratio.down * one.ratio.up,
          );
        expect(same.map((one) => sketchOf(larger, one)).filter(Boolean).length).toBeGreaterThan(0);
        grown++;
      }
    }
    expect(grown).toBeGreaterThan(5);
  });
});
