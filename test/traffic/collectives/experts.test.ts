import { describe, expect, test } from 'vitest';
import type { ExpertExchange } from '../../../src/spec/workload.js';
import { stepsOf, unfit } from '../../../src/traffic/collectives/steps.js';
import { groupOf, totals } from './groups.js';

const one = { kind: 'dispatch', tokens: 1, hidden: 1, bytesPerElement: 1 } as const;

/** All sets of so many of a list. */
function* subsets<T>(list: readonly T[], size: number): Generator<T[]> {
  if (size === 0) yield [];
  else if (list.length >= size) {
    const [first, ...rest] = list;
    for (const some of subsets(rest, size - 1)) yield [first!, ...some];
    yield* subsets(rest, size);
  }
}

/** Every choice of a token: the GPUs of its experts, with how likely it is. Each one is looked at. */
function* choices(
  exchange: ExpertExchange,
  gpus: number,
): Generator<{ at: number[]; share: number }> {
  const { experts, topK, sharedExperts = 0, limit = { groups: 1, of: 1 } } = exchange;
  const perGroup = experts / limit.of;
  const all = Array.from({ length: limit.of }, (_, g) => g);
  const opened = [...subsets(all, limit.groups)];
  const ways = gpus ** sharedExperts;
  for (const open of opened) {
    const within = open.flatMap((g) =>
      Array.from({ length: perGroup }, (_, i) => g * perGroup + i),
    );
    const chosen = [...subsets(within, topK)];
    for (const some of chosen) {
      for (let way = 0; way < ways; way++) {
        const shared = Array.from(
          { length: sharedExperts },
          (_, i) => Math.floor(way / gpus ** i) % gpus,
        );
        const at = [...some.map((expert) => Math.floor((expert * gpus) / experts)), ...shared];
        yield { at, share: 1 / (opened.length * chosen.length * ways) };
      }
    }
  }
}

interface Copies {
  /** Of a token of a GPU, in the mean over GPUs: to other domains; from GPU to GPU inside domains. */
  between: number;
  inside: number;
}

function expected(exchange: ExpertExchange, domains: readonly (readonly number[])[]): Copies {
  const all = domains.flat();
  const domainOf = (gpu: number) => domains.findIndex((gpus) => gpus.includes(gpu));
  const copies = { between: 0, inside: 0 };
  for (const sender of all) {
    const home = domainOf(sender);
    const place = domains[home]!.indexOf(sender);
    for (const { at, share } of choices(exchange, all.length)) {
      const part = share / all.length;
      if (exchange.copies === 'expert') {
        for (const gpu of at) if (gpu !== sender) copies.between += part;
        continue;
      }
      for (const domain of new Set(at.map(domainOf))) {
        if (domain !== home) copies.between += part;
        // The GPU with the sender's place has it, and hands it to the others that want it.
        const first = domains[domain]![place]!;
        for (const gpu of new Set(at)) {
          if (domainOf(gpu) === domain && gpu !== first) copies.inside += part;
        }
      }
    }
  }
  return copies;
}

const shapes: readonly (readonly [string, number, ReturnType<typeof groupOf>])[] = [
  ['four hosts of two', 8, groupOf([2, 2, 2, 2])],
  ['two domains of two hosts of two', 8, groupOf([2, 2, 2, 2], 2)],
  ['two hosts of four', 8, groupOf([4, 4])],
  ['four hosts of one', 4, groupOf([1, 1, 1, 1])],
  ['one host of four', 4, groupOf([4])],
];

describe.each(shapes)('%s', (_, gpus, group) => {
  const exchanges: readonly Omit<ExpertExchange, keyof typeof one>[] = [
    { experts: gpus, topK: 2 },
    { experts: 8, topK: 3, sharedExperts: 1 },
    { experts: 8, topK: 2, limit: { groups: 2, of: 4 } },
    { experts: 16, topK: 3, limit: { groups: 1, of: 2 }, sharedExperts: 2 },
  ];

  test.each(exchanges)('%j: as many copies as all choices have in the mean', (said) => {
    for (const copies of ['host', 'expert'] as const) {
      const exchange = { ...one, ...said, copies };
      const steps = [...stepsOf(exchange, [group], 0)];
      expect(steps).toHaveLength(1);
      const { between, inside } = expected(exchange, group.domains);
      const { sent, taken } = totals(steps, gpus);
      for (const bytes of [...sent, ...taken]) expect(bytes).toBeCloseTo(between, 10);
      expect(steps[0]!.inside?.bytes ?? 0).toBeCloseTo(inside, 10);
      if (copies === 'host') expect([...steps[0]!.inside!.gpus]).toEqual([...group.ranks]);
    }
  });
});

test('tokens, elements and their bytes multiply; nothing but these scales', () => {
  const said = { kind: 'combine', experts: 8, topK: 2 } as const;
  const sent = (figures: { tokens: number; hidden: number; bytesPerElement: number }) =>
    totals(stepsOf({ ...said, ...figures }, [groupOf([2, 2])], 99), 4).sent[0]!;
  const unit = sent({ tokens: 1, hidden: 1, bytesPerElement: 1 });
  expect(sent({ tokens: 32, hidden: 7168, bytesPerElement: 2 })).toBeCloseTo(
    32 * 7168 * 2 * unit,
    3,
  );
});

test('a copy for each host asks for domains of one size, one for each expert does not', () => {
  const exchange = { ...one, experts: 6, topK: 2 };
  const group = groupOf([2, 1, 3]);
  expect(unfit(exchange, [group])).toMatch(/^a copy for each host takes groups of as many hosts/);
  // Steps have one shape: two domains of three are not three of two.
  expect(unfit(exchange, [groupOf([3, 3])])).toBeNull();
  expect(unfit(exchange, [groupOf([3, 3]), groupOf([2, 2, 2])])).not.toBeNull();
  expect(unfit({ ...exchange, copies: 'expert' }, [group])).toBeNull();
});
