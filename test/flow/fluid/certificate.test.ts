import { describe, expect, it } from 'vitest';
import { compact } from '../../../src/fabric/compact.js';
import { type MaxMinCertificate, verifyFairRates } from '../../../src/flow/certify/fair-rates.js';
import { leafSpineCables, lehmer, smallFabric } from '../../small-fabrics.js';
import { mutants } from '../mutants.js';
import { ratedWays } from './rated-ways.js';

const fabric = compact(smallFabric({ cables: leafSpineCables([2, 2], 2, 1, { uplink: 300 }) }));
const id = (name: string) => (name.startsWith('h') ? name : `compute/p0/${name}`);
const way = (...names: readonly string[]) => names.map(id);
const by = (spine: string, from = 'h0/nic0', to = 'h2/nic0') =>
  way(from, 'leaf0', spine, 'leaf1', to);

/** One flow over spine0, one spread over both spines, one that stays below its leaf. */
const made = ratedWays(fabric, fabric.gbps, [
  by('spine0'),
  [by('spine0', 'h1/nic0', 'h3/nic0'), by('spine1', 'h1/nic0', 'h3/nic0')],
  way('h1/nic0', 'leaf0', 'h0/nic0'),
]);
const refuses = (changes: Partial<MaxMinCertificate>) =>
  verifyFairRates(fabric, fabric.gbps, { ...made, ...changes });
const withFlow = (n: number, changes: object) =>
  refuses({ flows: made.flows.map((flow, f) => (f === n ? { ...flow, ...changes } : flow)) });

describe('certifiedRates', () => {
  it('speaks ids, and holds', () => {
    expect(refuses({})).toEqual([]);
    expect(made).toMatchObject({
      kind: 'max-min',
      subject: 'compute/p0',
      value: 200,
      unit: 'Gb/s',
    });
    expect(made.flows.map(({ gbps }) => gbps)).toEqual([200, 200, 200]);
    expect(made.flows[2]).toEqual({
      from: 'h1/nic0',
      to: 'h0/nic0',
      gbps: 200,
      route: [
        { cable: fabric.cableId(1), up: true },
        { cable: fabric.cableId(0), up: false },
      ],
      bottleneck: 0,
    });
    const shares = made.flows[1]!.route.map(({ share = 1 }) => share);
    expect(shares.sort()).toEqual([0.5, 0.5, 0.5, 0.5, 1, 1]);
  });

  it('holds for random flows, and with no rate, share, direction or cable changed', () => {
    let [refused, held] = [0, 0];
    for (let seed = 0; seed < 12; seed++) {
      const random = lehmer(1_000_003 * seed);
      const ways = Array.from({ length: 5 }, () => {
        const [from, to] = [random(2), 2 + random(2)];
        const over = (spine: number) => by(`spine${spine}`, `h${from}/nic0`, `h${to}/nic0`);
        return random(3) === 0 ? ([over(0), over(1)] as const) : over(random(2));
      });
      const found = ratedWays(fabric, fabric.gbps, ways);
      expect(verifyFairRates(fabric, fabric.gbps, found), `seed ${seed}`).toEqual([]);
      for (const [f, flow] of found.flows.entries()) {
        for (const [i, part] of flow.route.entries()) {
          const turned = { ...flow, route: flow.route.with(i, { ...part, up: !part.up }) };
          const flows = found.flows.with(f, turned);
          expect(verifyFairRates(fabric, fabric.gbps, { ...found, flows })).not.toEqual([]);
        }
      }
      for (const { at, value } of mutants(found, [fabric.cableId(3), 'h1/nic0'])) {
        const reasons = verifyFairRates(fabric, fabric.gbps, value as MaxMinCertificate);
        if (reasons.length > 0) refused++;
        else {
          held++;
          // Another bottleneck that is one, or a flow that kept nobody from anything.
          expect(at).toMatch(/bottleneck$|^\/flows\/\d+$/);
          expect((value as MaxMinCertificate).value).toBe(found.value);
        }
      }
    }
    expect(refused).toBeGreaterThan(20 * held);
  });
});

describe('verifyFairRates', () => {
  it('refuses another kind, unit, plane or value', () => {
    expect(refuses({ kind: 'rates' as 'max-min' })).toEqual(['the kind is rates, not max-min']);
    expect(refuses({ unit: 'GB/s' as 'Gb/s' })).toEqual(['the unit is GB/s, not Gb/s']);
    expect(refuses({ subject: 'compute/p9' })).toEqual(['there is no plane compute/p9']);
    expect(refuses({ value: 199 })).toEqual(['the lowest rate is 200 Gb/s, not 199']);
    expect(refuses({ flows: [] })).toEqual(['there are no flows']);
  });

  it('refuses what is no route', () => {
    const { route } = made.flows[0]!;
    const name = 'the flow from h0/nic0 to h2/nic0';
    expect(withFlow(0, { route: [] })).toEqual([`${name} has no cables`]);
    expect(withFlow(0, { route: route.slice(0, 3) })).toContain(
      `${name}: -1 of it leaves compute/p0/leaf1, not 0`,
    );
    expect(withFlow(0, { to: 'compute/p0/leaf1' })).toContain(
      'the flow from h0/nic0 to compute/p0/leaf1 is not between two endpoints',
    );
    expect(withFlow(0, { to: 'h0/nic0' })).toContain(
      'the flow from h0/nic0 to h0/nic0 is not between two endpoints',
    );
    const foreign = { cable: 'h9/nic0:0--nowhere:0', up: true };
    expect(withFlow(0, { route: [...route, foreign] })).toEqual([
      'h9/nic0:0--nowhere:0 is no cable of the plane in use',
    ]);
    expect(withFlow(0, { route: [{ ...route[0]!, share: 2 }, ...route.slice(1)] })).toEqual([
      `${route[0]!.cable} has the share 2`,
    ]);
    expect(withFlow(0, { bottleneck: 99 })).toEqual([
      `${name} has a bottleneck that it does not take`,
    ]);
    // A part that goes round by itself takes from others what nobody sends.
    const round = ['leaf1', 'spine1'].map((n) => id(n));
    const cable = fabric.cableIds.find((c) => round.every((n) => c.includes(n)))!;
    const loop = [
      { cable, up: true },
      { cable, up: false },
    ];
    const { route: short } = made.flows[2]!;
    expect(withFlow(2, { route: [...short, ...loop] })).toContain(
      'the flow from h1/nic0 to h0/nic0 does not come to compute/p0/leaf1',
    );
  });

  it('lets only those endpoints pass on that relay', () => {
    const cables = [
      ['h0/nic0', 'leaf0'],
      ['h1/nic0', 'leaf0'],
      ['h1/nic0', 'leaf1'],
      ['h2/nic0', 'leaf1'],
    ] as const;
    const plain = compact(smallFabric({ cables }));
    const over = way('h0/nic0', 'leaf0', 'h1/nic0', 'leaf1', 'h2/nic0');
    const found = ratedWays(plain, plain.gbps, [over]);
    expect(verifyFairRates(plain, plain.gbps, found)).toEqual([
      'the flow from h0/nic0 to h2/nic0 goes by h1/nic0, which passes nothing on',
    ]);
    const relaying = { ...plain, planes: plain.planes.map((p) => ({ ...p, relays: true })) };
    expect(verifyFairRates(relaying, plain.gbps, found)).toEqual([]);
  });

  it('refuses a certificate of one state for another', () => {
    for (let cable = 0; cable < fabric.cableCount; cable++) {
      const dead = fabric.gbps.with(cable, 0);
      const isUsed = made.flows.some(({ route }) =>
        route.some((part) => part.cable === fabric.cableId(cable)),
      );
      expect(verifyFairRates(fabric, dead, made).length > 0, fabric.cableId(cable)).toBe(isUsed);
    }
  });
});
