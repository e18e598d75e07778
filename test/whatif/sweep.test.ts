import { describe, expect, it } from 'vitest';
import type { Subject } from '../../src/check/checker.js';
import { type Symmetries, VerifiedSymmetries } from '../../src/check/symmetries.js';
import { type FaultPart, readTerm } from '../../src/check/terms.js';
import { without } from '../../src/failure/capacity.js';
import { FabricState } from '../../src/measure/state.js';
import { proposeSwaps } from '../../src/measure/swaps.js';
import type { Proposals, Symmetry } from '../../src/measure/symmetry.js';
import type { TopologyInput } from '../../src/spec/topology.js';
import { sample, seededDraw } from '../../src/std/random.js';
import type { Sweep, SweepQuestion } from '../../src/whatif/sweep/answer.js';
import { readKeep } from '../../src/whatif/sweep/keep.js';
import { measureOutcome, type Outcome } from '../../src/whatif/sweep/outcome.js';
import { sweep, swept } from '../../src/whatif/sweep/sweep.js';
import { directDocument } from '../build/direct-networks.js';
import { randomDamage } from '../measure/damage.js';
import { openWorld, readTopology, smallWorlds } from '../worlds.js';

const opened = (document: Parameters<typeof openWorld>[0]): Subject => openWorld(document).subject;

const damaged = (subject: Subject, seed: number): Subject => ({
  ...subject,
  healthy: new FabricState(subject.fabric, randomDamage(subject.fabric, seed)),
});

function ask(subject: Subject, question: SweepQuestion): Sweep {
  const found = swept(subject, question);
  if (!('proved' in found)) throw new Error(JSON.stringify(found));
  return found;
}

/** All choices of so many parts. */
function* choices<T>(parts: readonly T[], count: number): Iterable<T[]> {
  if (count === 0) yield [];
  for (let i = 0; i + count <= parts.length && count > 0; i++) {
    for (const rest of choices(parts.slice(i + 1), count - 1)) yield [parts[i]!, ...rest];
  }
}

/** What an outcome says is cut off. */
function cut(outcome: Outcome): string {
  const { endpointsCutOff, endpointsCutOffPerHost, hostsCutOff, hostPairsCutOff } = outcome;
  return [endpointsCutOff, endpointsCutOffPerHost, hostsCutOff, hostPairsCutOff].join(' ');
}

/** And what is kept of the bisections, where none is searched for. */
function said(outcome: Outcome): string {
  const { bisection, planeBisection } = outcome.kept;
  const ends = [bisection.lower, bisection.upper, planeBisection.lower];
  return [cut(outcome), ...ends.map((end) => end.toPrecision(9))].join(' ');
}

/** Every combination, measured one by one. */
function byForce({ fabric, healthy }: Subject, { any, of }: SweepQuestion) {
  const { term } = readTerm(fabric, { any, of });
  const all: { chosen: readonly FaultPart[]; outcome: Outcome }[] = [];
  for (const chosen of choices(term.parts, any)) {
    const state = new FabricState(fabric, without(fabric, healthy.capacity, chosen), healthy);
    all.push({ chosen, outcome: measureOutcome(state, healthy, chosen).outcome });
  }
  return all;
}

function tally(found: Iterable<readonly [string, number]>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [key, count] of found) counts.set(key, (counts.get(key) ?? 0) + count);
  return new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The sweep says of each outcome how often it comes, and the worst, as trying all does. */
function expectAsByForce(name: string, subject: Subject, question: SweepQuestion): Sweep {
  const { fabric, healthy } = subject;
  const searched = fabric.planes.some((_, p) => healthy.bisection(p).method === 'interval');
  const words = searched ? cut : said;
  const all = byForce(subject, question);
  const found = ask(subject, question);
  expect(found.combinations, name).toBe(all.length);
  expect(found.proved, name).toBe(all.length);
  expect(found.stopped, name).toBeNull();
  expect(tally(found.classes.map((one) => [words(one), Number(one.count)])), name).toEqual(
    tally(all.map(({ outcome }) => [words(outcome), 1])),
  );
  const least = Math.min(...all.map(({ outcome }) => outcome.kept.bisection.lower));
  if (!searched) expect(found.worst?.bisection.kept.bisection.lower, name).toBeCloseTo(least, 9);
  const most = Math.max(...all.map(({ outcome }) => outcome.hostPairsCutOff));
  expect(found.worst?.disconnection.hostPairsCutOff, name).toBe(most);
  return found;
}

const questions: readonly SweepQuestion[] = [
  { any: 1, of: ['switch:*', 'cable:*', 'nic:*', 'host:*', 'plane:*', 'unit:*', 'rail:*'] },
  { any: 2, of: ['switch:*'] },
  { any: 2, of: ['cable:compute/p0/leaf*:*'] },
  { any: 3, of: ['switch:*'] },
  { any: 2, of: ['host:*', 'bundle:*@0.5'] },
  { any: 3, of: ['nic:*'] },
  { any: 2, of: ['group:*', 'rail:*'] },
];

/** `SWEEPS=all` asks every small world every question, which takes some minutes. */
const all = process.env.SWEEPS === 'all';

/** Racks of hosts, bunches of cables, and a bunch with a switch. */
const groups: NonNullable<TopologyInput['groups']> = {
  rack: { of: ['host:h*'], every: 2 },
  bunch: { of: ['cable:*'], every: 5 },
  mixed: ['switch:compute/p0/leaf0', 'cable:h0/nic0:0'],
};

describe('a sweep of a small fabric', () => {
  const worlds = [...smallWorlds()];

  it.each([
    ['healthy', (subject: Subject) => subject],
    ['damaged', damaged],
  ] as const)(
    '%s: comes out as trying all combinations',
    (_, made) => {
      let [evaluated, combinations, asked] = [0, 0, 0];
      worlds.forEach(({ name, document }, i) => {
        if (!all && i % 16 !== 3) return;
        const own = questions[(i >> 4) % questions.length]!;
        const subject = made(opened({ ...document, groups }), i);
        for (const question of all ? questions : [own]) {
          const { term, problems } = readTerm(subject.fabric, question);
          if (problems.length > 0 || term.parts.length ** question.any > 9000) continue;
          if (term.parts.length < question.any) continue;
          const found = expectAsByForce(`${name} ${JSON.stringify(question)}`, subject, question);
          evaluated += found.evaluated;
          combinations += Number(found.combinations);
          asked++;
        }
      });
      expect(asked).toBeGreaterThan(15);
      expect(evaluated).toBeLessThan(combinations);
    },
    3_600_000,
  );

  /** Turns of order three and more: the two orders of a pair need not be symmetric. */
  it.each([
    [
      { slimFly: { q: 3, p: 1 }, hosts: 18 },
      { any: 2, of: ['switch:*'] },
    ],
    [
      { dragonfly: { a: 2, h: 2, p: 1 }, hosts: 10 },
      { any: 2, of: ['switch:*', 'host:*'] },
    ],
    [
      { dragonfly: { a: 3, h: 1, p: 1 }, hosts: 12 },
      { any: 3, of: ['switch:*'] },
    ],
    [
      { dragonfly: { a: 2, h: 1, g: 3, p: 2 }, hosts: 11 },
      { any: 2, of: ['cable:*'] },
    ],
  ])('%j: direct networks, too', (of, question) => {
    const found = expectAsByForce('direct', opened(directDocument(of)), question);
    expect(found.evaluated).toBeLessThan(Number(found.combinations));
  });
});

describe('deepseek-v3', () => {
  const subject = opened(readTopology('topologies/deepseek-v3.json'));

  it('any two compute switches: seven classes, 294,528 pairs, all proved', () => {
    const found = ask(subject, {
      any: 2,
      of: ['switch:compute/p*/*'],
      keep: [
        { what: 'bisection', atLeast: 0.99 },
        { what: 'planeBisection', atLeast: 0.95 },
      ],
    });
    expect(found).toMatchObject({
      combinations: 294_528,
      proved: 294_528,
      evaluated: 7,
      sampled: 0,
    });
    expect(found.classes.map(({ count }) => count).sort((a, b) => Number(a) - Number(b))).toEqual([
      1_792, 3_968, 16_128, 16_384, 28_672, 112_896, 114_688,
    ]);
    expect(found.worst?.disconnection.representative).toEqual([
      'switch:compute/p0/leaf0',
      'switch:compute/p1/leaf0',
    ]);
    // 256 of 256 spines: two of a plane leave 30/32 of it.
    expect(found.worst?.bisection.kept.planeBisection).toEqual({ lower: 30 / 32, upper: 30 / 32 });
    expect(found.holds).toBe(false);
    expect(found.keep[0]).toMatchObject({ broken: 0, kept: { lower: 1 - 2 / 256 } });
    expect(found.keep[1]).toMatchObject({ broken: 16_128 + 16_384 + 3_968 });
  });

  it('any two compute cables: all of 536,854,528 pairs', () => {
    const found = ask(subject, { any: 2, of: ['cable:compute/p*/leaf*:*'] });
    expect(found).toMatchObject({ proved: 536_854_528, combinations: 536_854_528, stopped: null });
    expect(found.classes.reduce((sum, { count }) => sum + Number(count), 0)).toBe(536_854_528);
  });

  it('any three compute switches: all of 75,202,816 triples', () => {
    const found = ask(subject, { any: 3, of: ['switch:compute/p*/*'] });
    expect(found).toMatchObject({ proved: 75_202_816, combinations: 75_202_816, stopped: null });
    expect(found.classes.reduce((sum, { count }) => sum + Number(count), 0)).toBe(75_202_816);
  });

  it('random combinations come as often as the classes say', () => {
    const of = ['switch:compute/p*/*'];
    const all = ask(subject, { any: 2, of });
    const { fabric, healthy } = subject;
    const { term } = readTerm(fabric, { any: 2, of });
    const draw = seededDraw(11);
    const samples = 400;
    const outcomes = Array.from({ length: samples }, () => {
      const chosen = sample(term.parts.length, 2, draw).map((i) => term.parts[i]!);
      const state = new FabricState(fabric, without(fabric, healthy.capacity, chosen), healthy);
      return measureOutcome(state, healthy, chosen).outcome;
    });
    const shares = tally(all.classes.map((one) => [said(one), Number(one.count) / 294_528]));
    for (const [key, count] of tally(outcomes.map((one) => [said(one), 1]))) {
      const share = shares.get(key)!;
      const error = Math.sqrt((share * (1 - share)) / samples);
      expect(Math.abs(count / samples - share)).toBeLessThan(4.5 * error);
    }
  });

  it('what is drawn is never worse than the worst of all', () => {
    const of = ['switch:compute/p*/*'];
    const [all, drawn] = [{}, { most: 1, samples: 50 }].map((more) =>
      ask(subject, { any: 2, of, ...more }),
    );
    expect(drawn).toMatchObject({ sampled: 50, evaluated: 1, stopped: 'limit' });
    const least = (found?: Sweep) => found!.worst!.bisection.kept.planeBisection.lower;
    expect(least(drawn)).toBeGreaterThanOrEqual(least(all));
  });
});

/** A plane whose symmetries say more than is true. */
class EverythingAlike implements Symmetries {
  constructor(readonly subject: Subject) {}

  under(): Symmetry {
    const { vertexCount, cableCount, endpointCount } = this.subject.fabric;
    return {
      vertexClass: Int32Array.from({ length: vertexCount }, (_, v) =>
        v < endpointCount ? 0 : endpointCount,
      ),
      cableClass: new Int32Array(cableCount),
      blocks: [],
      verified: 0,
      dropped: 0,
    };
  }
}

describe('a wrong symmetry', () => {
  const subject = opened(readTopology('topologies/superpod-h100-1su.json'));

  it('is refuted by combinations that are drawn again', () => {
    const run = sweep(subject, { any: 1, of: ['switch:*'] }, new EverythingAlike(subject));
    expect(() => {
      while (!run.next().done);
    }).toThrow('symmetry keeps what is measured');
  });

  it('is dropped before it is used where it is only proposed', () => {
    const [a, b] = ['compute/p0/leaf0', 'compute/p0/spine0'].map(
      (id) => subject.fabric.indexOfVertex.get(id)!,
    );
    const propose: Proposals = function* (fabric, context) {
      yield { vertices: [a!, b!], planes: [] };
      yield* proposeSwaps(fabric, context);
    };
    const { capacity } = subject.healthy;
    const symmetries = new VerifiedSymmetries(subject.fabric, capacity, capacity, propose);
    const run = sweep(subject, { any: 2, of: ['switch:*'] }, symmetries);
    let step = run.next();
    while (!step.done) step = run.next();
    expect(step.value).toEqual(ask(subject, { any: 2, of: ['switch:*'] }));
    expect(symmetries.under(subject.healthy.capacity).dropped).toBeGreaterThan(0);
  });
});

describe('a sweep that is stopped', () => {
  const subject = opened(readTopology('topologies/superpod-h100-1su.json'));
  const question = { any: 2, of: ['switch:*'], keep: [{ what: 'hosts', atLeast: 1 }] as const };

  it('says what was proved so far, and holds nothing', () => {
    const run = sweep(subject, question);
    let step = run.next();
    for (let i = 0; !step.done; i++) step = run.next(i === 2);
    expect(step.value).toMatchObject({ stopped: 'interrupted', sampled: 0, holds: false });
    const { proved, combinations, classes } = step.value as Sweep;
    expect(proved).toBeGreaterThan(0);
    expect(proved).toBeLessThan(Number(combinations));
    expect(classes.length).toBeGreaterThan(0);
  });

  it('draws as many as it is asked to where not all may be measured', () => {
    const found = ask(subject, { ...question, most: 1, samples: 30 });
    expect(found).toMatchObject({ stopped: 'limit', sampled: 30, evaluated: 1, holds: false });
    expect(ask(subject, { ...question, most: 1, samples: 30 })).toEqual(found);
  });
});

describe('where only ids decide what the main part is', () => {
  /** Two leaves of two hosts, and no spine between them. */
  const subject = opened({
    name: 'apart',
    switchModels: { s: { ports: 8, portGbps: 100 } },
    nicModels: { n: { portGbps: 100 } },
    hosts: { h: { count: 4, nics: { nic: { model: 'n' } } } },
    planes: {
      m: {
        attach: { nics: ['h/nic'], hostsPerUnit: 2 },
        fatTree: { leaf: { model: 's', up: 4 }, spine: { model: 's', count: 2 } },
      },
    },
    exceptions: [{ off: 'switch:m/p0/spine*' }],
  });
  const question = {
    any: 2,
    of: ['cable:*'],
    keep: [{ what: 'endpoints', atLeast: 0.6 }],
  } as const;

  it('a case stands for itself only: no more is broken than is proved', () => {
    const found = ask(subject, { ...question, most: 8, samples: 3 });
    expect(found).toMatchObject({ stopped: 'ties', combinations: 66, holds: false });
    expect(found.keep[0]!.broken).toBe(found.proved);
    expect(found.proved).toBeLessThan(66);
    expect(found.classes.some(({ tied }) => tied)).toBe(true);
  });

  it('all are measured one by one where that is allowed', () => {
    const found = ask(subject, question);
    expect(found).toMatchObject({ stopped: null, combinations: 66, proved: 66, evaluated: 66 });
    expect(found.keep[0]!.broken).toBe(66);
  });
});

describe('what is kept', () => {
  it('is read, or all that is wrong with it is said', () => {
    expect(readKeep('bisection=0.9, hosts=1')).toEqual([
      { what: 'bisection', atLeast: 0.9 },
      { what: 'hosts', atLeast: 1 },
    ]);
    expect(readKeep('bisectoin=0.9,hosts=2,hosts,endpoints=.5,endpoints=1')).toEqual({
      problem:
        '"bisectoin" is none of bisection, planeBisection, endpoints, hosts, hostPairs; did you mean "bisection"?; ' +
        '"hosts=2" is no share from 0 to 1, like hosts=0.9; "hosts" is no share from 0 to 1, like hosts=0.9; ' +
        '"endpoints" is there twice',
    });
  });

  it('says why nothing can be swept', () => {
    const subject = opened(readTopology('topologies/superpod-h100-1su.json'));
    expect(swept(subject, { any: 5, of: ['switch:compute/p0/spine*'] })).toEqual([
      { text: 'switch:compute/p0/spine*', problem: 'any 5 of 4 parts: there are not so many' },
    ]);
    expect(swept(subject, { any: 17, of: ['cable:*'] })).toEqual([
      { text: 'any 17', problem: 'at most 16 parts fail together' },
    ]);
  });
});
