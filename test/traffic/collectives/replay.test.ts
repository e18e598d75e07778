import { describe, expect, test } from 'vitest';
import type { Collective } from '../../../src/spec/workload.js';
import { stepsOf, unfit } from '../../../src/traffic/collectives/steps.js';
import { parentOf, second } from '../../../src/traffic/collectives/tree.js';
import type { Communicator } from '../../../src/traffic/communicator.js';
import type { Step } from '../../../src/traffic/step.js';
import { cycleOf, groupOf, type Message, messagesOf, totals } from './groups.js';

const size = 1 << 20;

const groups: readonly (readonly number[])[] = [
  [1, 1],
  [2],
  [8],
  [1, 1, 1, 1, 1],
  [2, 2, 2],
  [4, 4],
  [3, 3, 3, 3],
  [2, 2, 2, 2, 2, 2, 2],
];
/** Hosts with different numbers of GPUs. */
const uneven: readonly (readonly number[])[] = [
  [1, 2],
  [3, 1, 2],
  [4, 4, 1],
];

const steps = (collective: Collective, ...all: readonly Communicator[]): Step[] => [
  ...stepsOf(collective, all, size),
];
const kinds = ['all-gather', 'reduce-scatter', 'all-reduce'] as const;

/** Contributions of ranks to chunks: `held[rank][chunk]` is the set of who is in the sum that the rank has. */
type Held = Set<number>[][];

const blank = (ranks: number): Held =>
  Array.from({ length: ranks }, () => Array.from({ length: ranks }, () => new Set<number>()));

/** In each round every rank of a ring passes on the chunk that came last; `adds`: what arrives is added to. */
function round(
  order: readonly number[],
  held: Held,
  chunkAt: (place: number) => number,
  adds: boolean,
) {
  const sent = order.map((rank, place) => new Set(held[rank]![chunkAt(place)]!));
  order.forEach((_, place) => {
    const to = order[(place + 1) % order.length]!;
    const chunk = chunkAt(place);
    // A sum with one part twice would be wrong.
    for (const one of sent[place]!) {
      if (adds && held[to]![chunk]!.has(one)) throw new Error(`${one} twice in ${chunk} of ${to}`);
    }
    held[to]![chunk] = adds ? new Set([...held[to]![chunk]!, ...sent[place]!]) : sent[place]!;
  });
}

/** Runs so many rounds of a ring for a collective and says what ranks hold. */
function replay(kind: (typeof kinds)[number], order: readonly number[], times: number): Held {
  const n = order.length;
  const held = blank(n);
  const mod = (x: number) => ((x % n) + n) % n;
  if (kind === 'all-gather') {
    for (const [place, rank] of order.entries()) held[rank]![place]!.add(place);
    for (let t = 0; t < times; t++) round(order, held, (place) => mod(place - t), false);
    return held;
  }
  for (const rank of order) for (const chunk of order.keys()) held[rank]![chunk]!.add(rank);
  const scatter = Math.min(times, n - 1);
  for (let t = 0; t < scatter; t++) round(order, held, (place) => mod(place - t), true);
  for (let t = scatter; t < times; t++) {
    round(order, held, (place) => mod(place + 1 - (t - scatter)), false);
  }
  return held;
}

describe.each([...groups, ...uneven].map((hosts) => [hosts.join('+'), hosts] as const))(
  'rings of %s GPUs',
  (_, hosts) => {
    const group = groupOf(hosts);
    const n = group.ranks.length;

    test.each(kinds)('%s: after all rounds every rank has what it should', (kind) => {
      const [step, ...others] = steps({ kind, bytes: size }, group);
      expect(others).toEqual([]);
      const channels = Math.max(...hosts);
      const messages = messagesOf(step!);
      expect(messages).toHaveLength(n * channels);
      for (let c = 0; c < channels; c++) {
        const order = cycleOf(messages.slice(c * n, (c + 1) * n), [...group.ranks]);
        const held = replay(kind, order, step!.times!);
        const full = (rank: number, chunk: number) => held[rank]![chunk]!.size === n;
        for (const [place, rank] of order.entries()) {
          const chunks = [...order.keys()];
          if (kind === 'all-gather') {
            expect(chunks.every((chunk) => held[rank]![chunk]!.has(chunk))).toBe(true);
          } else if (kind === 'reduce-scatter') expect(full(rank, (place + 1) % n)).toBe(true);
          else expect(chunks.every((chunk) => full(rank, chunk))).toBe(true);
        }
      }
    });

    test('ring c enters and leaves each host once, and enters it at its GPU c', () => {
      const [step] = steps({ kind: 'all-reduce', bytes: size }, group);
      const hostOf = (gpu: number) => group.hosts.findIndex((gpus) => gpus.includes(gpu));
      const messages = messagesOf(step!);
      for (let c = 0; c * n < messages.length; c++) {
        const between = messages
          .slice(c * n, (c + 1) * n)
          .filter(({ from, to }) => hostOf(from) !== hostOf(to));
        expect(between).toHaveLength(hosts.length > 1 ? hosts.length : 0);
        for (const { to } of between) {
          const gpus = group.hosts[hostOf(to)]!;
          expect(to).toBe(gpus[c % gpus.length]);
        }
      }
    });
  },
);

describe('bytes of every rank', () => {
  const all = groups.map((hosts) => [hosts.join('+'), groupOf(hosts)] as const);

  test.each(all)('%s: (n − 1)/n of the size, of an all-reduce twice that', (_, group) => {
    const n = group.ranks.length;
    const wanted: (readonly [Collective, number])[] = [
      ...kinds.flatMap((kind) =>
        (['ring', 'rail-aligned'] as const).map(
          (algorithm) => [{ kind, algorithm, bytes: size }, kind === 'all-reduce' ? 2 : 1] as const,
        ),
      ),
      ...([1, 3] as const).map(
        (channels) => [{ kind: 'all-reduce', bytes: size, channels }, 2] as const,
      ),
      ...(['at-once', 'shift'] as const).map(
        (algorithm) => [{ kind: 'all-to-all', algorithm, bytes: size }, 1] as const,
      ),
    ];
    for (const [collective, factor] of wanted) {
      const { sent, taken } = totals(steps(collective, group), n);
      for (const bytes of [...sent, ...taken]) {
        expect(bytes).toBeCloseTo((factor * size * (n - 1)) / n, 3);
      }
    }
  });

  test.each(all)('%s: all-to-all is each ordered pair once, in steps as well', (_, group) => {
    const n = group.ranks.length;
    for (const algorithm of ['at-once', 'shift'] as const) {
      const done = steps({ kind: 'all-to-all', algorithm, bytes: size }, group);
      expect(done).toHaveLength(algorithm === 'shift' ? n - 1 : 1);
      const pairs = done.flatMap(messagesOf);
      expect(new Set(pairs.map(({ from, to }) => `${from} ${to}`)).size).toBe(n * (n - 1));
      expect(pairs).toHaveLength(n * (n - 1));
      expect(pairs.every(({ from, to, bytes }) => from !== to && bytes === size / n)).toBe(true);
      if (algorithm === 'at-once') continue;
      for (const step of done) cyclesOrShorter(messagesOf(step), n);
    }
  });
});

/** Each rank sends to one and takes from one. */
function cyclesOrShorter(messages: readonly Message[], n: number) {
  expect(new Set(messages.map(({ from }) => from)).size).toBe(n);
  expect(new Set(messages.map(({ to }) => to)).size).toBe(n);
}

describe('rail-aligned', () => {
  test('everything in hosts at once, then one ring by rail', () => {
    const group = groupOf([3, 3, 3, 3]);
    const placeOf = (gpu: number) => gpu % 3;
    const hostOf = (gpu: number) => Math.floor(gpu / 3);
    for (const kind of kinds) {
      const done = steps({ kind, algorithm: 'rail-aligned', bytes: size }, group);
      const rings = done.filter(({ times }) => times !== undefined);
      expect(rings).toHaveLength(1);
      expect(rings[0]!.times).toBe(kind === 'all-reduce' ? 6 : 3);
      for (let rail = 0; rail < 3; rail++) {
        const own = messagesOf(rings[0]!).filter(({ from }) => placeOf(from) === rail);
        cycleOf(own, [rail, 3 + rail, 6 + rail, 9 + rail]);
      }
      // First what scatters, last what gathers.
      const at = done.indexOf(rings[0]!);
      const before = { 'all-gather': 0, 'reduce-scatter': 1, 'all-reduce': 1 }[kind];
      expect([at, done.length]).toEqual([before, kind === 'all-reduce' ? 3 : 2]);
      for (const step of done.filter((one) => one !== rings[0])) {
        const inside = messagesOf(step);
        expect(inside.every(({ from, to }) => hostOf(from) === hostOf(to))).toBe(true);
        expect(new Set(inside.map(({ from, to }) => `${from} ${to}`)).size).toBe(4 * 6);
        expect(inside).toHaveLength(4 * 6);
      }
    }
  });

  test('asks for hosts with as many GPUs each', () => {
    const collective = { kind: 'all-reduce', algorithm: 'rail-aligned', bytes: size } as const;
    for (const hosts of groups) expect(unfit(collective, [groupOf(hosts)])).toBeNull();
    for (const hosts of uneven) {
      expect(unfit(collective, [groupOf(hosts)])).toMatch(/with as many GPUs of each host/);
    }
    // Steps have one shape: two GPUs of a host are not one of each of two.
    expect(unfit(collective, [groupOf([2]), groupOf([1, 1])])).not.toBeNull();
    expect(unfit({ ...collective, algorithm: 'ring' }, [groupOf(uneven[0]!)])).toBeNull();
  });
});

describe('two trees', () => {
  test('of 1 to 64 hosts: each spans all, none is inner in both, both are shallow', () => {
    for (let n = 1; n <= 64; n++) {
      const places = Array.from({ length: n }, (_, i) => i + 1);
      const inTrees = [(p: number) => p, (p: number) => second(p, n)].map((hostAt) => {
        expect(new Set(places.map(hostAt))).toEqual(new Set(places));
        const children = new Map<number, number>();
        let roots = 0;
        for (const place of places) {
          let [depth, at] = [0, place];
          while (parentOf(at, n) !== 0 && depth <= n) {
            at = parentOf(at, n);
            depth++;
          }
          expect(depth).toBeLessThanOrEqual(Math.floor(Math.log2(n)) + 1);
          const parent = parentOf(place, n);
          if (parent === 0) roots++;
          else children.set(hostAt(parent), (children.get(hostAt(parent)) ?? 0) + 1);
        }
        expect(roots).toBe(1);
        expect(Math.max(0, ...children.values())).toBeLessThanOrEqual(2);
        return new Set(children.keys());
      });
      const both = [...inTrees[0]!].filter((host) => inTrees[1]!.has(host));
      expect(both, `${n} hosts`).toEqual([]);
    }
  });

  /** Sums up a tree and hands the sum down again; every rank then has all. */
  function reduceAndBroadcast(up: readonly Message[], down: readonly Message[], n: number) {
    const parts = Array.from({ length: n }, (_, rank) => new Set([rank]));
    const waits = new Array<number>(n).fill(0);
    for (const { to } of up) waits[to]!++;
    const parent = new Map(up.map(({ from, to }) => [from, to]));
    expect(parent.size).toBe(up.length);
    const ready = waits.flatMap((count, rank) => (count === 0 ? [rank] : []));
    for (const rank of ready) {
      const above = parent.get(rank);
      if (above === undefined) continue;
      for (const one of parts[rank]!) {
        expect(parts[above]!.has(one)).toBe(false);
        parts[above]!.add(one);
      }
      if (--waits[above]! === 0) ready.push(above);
    }
    const roots = parts.flatMap((set, rank) => (parent.has(rank) ? [] : [{ set, rank }]));
    expect(roots.map(({ set }) => set.size)).toEqual([n]);
    const told = new Set([roots[0]!.rank]);
    for (const rank of told) {
      for (const { from, to } of down) if (from === rank) told.add(to);
    }
    expect(told.size).toBe(n);
  }

  test.each([...groups, ...uneven].map((hosts) => [hosts.join('+'), hosts] as const))(
    '%s: halves are summed up and handed down, all under way at once',
    (_, hosts) => {
      const group = groupOf(hosts);
      const n = group.ranks.length;
      const [step] = steps({ kind: 'all-reduce', algorithm: 'tree', bytes: size }, group);
      const messages = messagesOf(step!);
      const channels = Math.max(...hosts);
      const chain = 2 * (n - hosts.length);
      const each = chain + 4 * (hosts.length - 1);
      expect(messages).toHaveLength(channels * each);
      for (let c = 0; c < channels; c++) {
        const own = messages.slice(c * each, (c + 1) * each);
        const [inside, between] = [own.slice(0, chain), own.slice(chain)];
        expect(inside.every(({ bytes }) => bytes === size / channels)).toBe(true);
        expect(between.every(({ bytes }) => bytes === size / channels / 2)).toBe(true);
        for (const tree of [0, 1]) {
          const here = [...inside, ...between.filter((__, i) => (i % 4) >> 1 === tree)];
          reduceAndBroadcast(
            here.filter((__, i) => i % 2 === 0),
            here.filter((__, i) => i % 2 === 1),
            n,
          );
        }
        // Only GPU c of a host is on the network.
        for (const { from, to } of between) {
          for (const gpu of [from, to]) {
            const gpus = group.hosts.find((list) => list.includes(gpu))!;
            expect(gpu).toBe(gpus[c % gpus.length]);
          }
        }
      }
      const levels = Math.floor(Math.log2(hosts.length)) + 1;
      expect(step!.waits!.between).toBeLessThanOrEqual(2 * levels);
      expect(step!.waits!.inside).toBe(2 * (Math.max(...hosts) - 1));
    },
  );
});

describe('point to point', () => {
  const group = groupOf([4, 4]);

  test('an incast is everybody but one to that one', () => {
    const [step] = steps({ kind: 'incast', bytes: size, to: 3 }, group);
    const messages = messagesOf(step!);
    expect(messages.map(({ from }) => from)).toEqual([0, 1, 2, 4, 5, 6, 7]);
    expect(messages.every(({ to, bytes }) => to === 3 && bytes === size)).toBe(true);
  });

  test('a random permutation is one cycle, by its seed', () => {
    const drawn = (seed?: number) => {
      const said = seed === undefined ? {} : { seed };
      const [step] = steps({ kind: 'permutation', bytes: size, ...said }, group);
      return cycleOf(messagesOf(step!), [...group.ranks]).join();
    };
    expect(drawn()).toBe(drawn(1));
    expect(new Set(Array.from({ length: 20 }, (_, seed) => drawn(seed))).size).toBeGreaterThan(15);
  });

  test('a shift goes to the rank so much further on, in each group by itself', () => {
    const other = { ...group, ranks: group.ranks.map((rank) => rank + 8) };
    const [step] = steps({ kind: 'permutation', bytes: size, shift: 3 }, group, other);
    for (const { from, to } of messagesOf(step!)) {
      expect(to).toBe((from & 8) + ((from + 3) & 7));
    }
  });

  test('a list is one in each group', () => {
    const pairs = [{ from: 1, to: 2, bytes: 5 }];
    const other = { ...group, ranks: group.ranks.map((rank) => rank + 8) };
    expect(messagesOf(steps({ kind: 'send', pairs }, group, other)[0]!)).toEqual([
      { from: 1, to: 2, bytes: 5 },
      { from: 9, to: 10, bytes: 5 },
    ]);
  });
});
