import { describe, expect, it } from 'vitest';
import type { Subject } from '../../src/check/checker.js';
import { capacityAfter } from '../../src/failure/capacity.js';
import { readFaults } from '../../src/failure/fault.js';
import { bisectionKept } from '../../src/measure/bisection-sum.js';
import { FabricState } from '../../src/measure/state.js';
import type { Scenario, TopologyInput } from '../../src/spec/topology.js';
import { type Drain, drain } from '../../src/whatif/drain/drain.js';
import type { OneMore } from '../../src/whatif/drain/one-more.js';
import { cablesAt, leftOf, withoutCables } from '../measure/damage.js';
import { endpointsOf, isEndpoint, mainPart, naiveCutOff, naiveParts } from '../measure/naive.js';
import { lehmer } from '../small-fabrics.js';
import { type OpenWorld, openWorld, readTopology, smallWorlds } from '../worlds.js';

function answer({ subject }: { readonly subject: Subject }, ...parts: string[]): Drain {
  const found = drain(subject, parts);
  if (!('safe' in found)) throw new Error(JSON.stringify(found));
  return found;
}

const anySpine = (min: number): Readonly<Record<string, Scenario>> => ({
  'any spine': {
    fail: [{ any: 1, of: ['switch:compute/p*/spine*'] }],
    expect: { 'compute/p*': { bisectionKept: { min }, endpointsCutOff: 0 } },
  },
});

/** Two units of eight hosts on a leaf each in every plane, `spines` a plane with a cable to each leaf. */
const planes = (count: number, spines: number, more: Partial<TopologyInput> = {}) =>
  openWorld({
    name: 'planes',
    switchModels: { s: { ports: 16, portGbps: 100 } },
    nicModels: { nic: { ports: count, portGbps: 100 } },
    hosts: { h: { count: 16, nics: { nic: { model: 'nic' } } } },
    planes: {
      compute: {
        attach: { nics: ['h/nic'], onePlanePer: 'port', hostsPerUnit: 8 },
        fatTree: { leaf: { model: 's', up: spines }, spine: { model: 's', count: spines } },
      },
    },
    ...more,
  });

const broken = ({ scenarios }: Drain['verdict']) =>
  scenarios.filter(({ status }) => status !== 'kept');

describe('deepseek-v3, whose scenario promises 31/32 with any spine down', () => {
  const v3 = openWorld(readTopology('topologies/deepseek-v3.json'));

  it('no spine can go: another one of its plane down leaves 30/32', () => {
    const found = answer(v3, 'switch:compute/p3/spine[0-3]');
    expect(found).toMatchObject({
      safe: false,
      parts: 4,
      endpoints: 0,
      tooMany: { part: 'switch:compute/p3/spine0', position: 1 },
    });
    expect(broken(found.tooMany!.verdict)).toMatchObject([
      {
        scenario: 'any spine down',
        scope: 'compute/p*',
        measure: 'bisectionKept',
        claimed: { min: 0.96875 },
        measured: 30 / 32,
        worst: 'switch:compute/p3/spine1',
        cases: 256,
        status: 'broken',
      },
    ]);
    expect(found.tooMany!.verdict.oneMore.map(({ worse }) => worse)).toEqual([0, 0, 0, 0]);
  });

  it('what the file expects and does not hold meanwhile is listed', () => {
    expect(answer(v3, 'switch:compute/p3/spine0').expect).toMatchObject([
      { measure: 'bisectionGbps', claimed: 409_600, measured: 396_800, worst: 'compute/p3' },
      { measure: 'bisectionRatio', claimed: 1, measured: 31 / 32, worst: 'compute/p3' },
    ]);
  });

  it('a whole unit of hosts can: who stays has all that was promised', () => {
    const found = answer(v3, 'host:h[0-31]');
    expect(found).toMatchObject({ safe: true, parts: 32, endpoints: 32 * 9, tooMany: null });
    // Of the plane that is lost 2,016 of 2,048 endpoints can still be cut off.
    expect(found.verdict.scenarios).toMatchObject([
      { measure: 'bisectionKept', status: 'kept' },
      { measure: 'endpointsCutOff', status: 'kept' },
      { measure: 'endpointsCutOff', claimed: { max: 2048 }, measured: 2016, status: 'kept' },
      { measure: 'hostPairsCutOff', status: 'kept' },
    ]);
  });

  it('a leaf cannot: 32 endpoints have no other', () => {
    const { safe, verdict } = answer(v3, 'switch:compute/p3/leaf0');
    expect(safe).toBe(false);
    expect(verdict.lost).toEqual([
      {
        planeSet: 'compute',
        endpoints: 32,
        first: ['h0/nic3', 'h1/nic3', 'h2/nic3'],
        hostPairs: 0,
      },
      { planeSet: 'storage', endpoints: 0, first: [], hostPairs: 0 },
    ]);
    expect(verdict.oneMore).toEqual([]);
  });
});

describe('the part that is one too many', () => {
  // Three of eight spines out and one more leave a half, four leave less.
  const world = planes(1, 8, { scenarios: anySpine(0.5) });

  it.each([
    ['in the order of a selector', ['switch:*/spine*'], 'switch:compute/p0/spine3'],
    [
      'in the order that is given',
      ['switch:*/spine[4-7]', 'switch:*/spine0'],
      'switch:compute/p0/spine7',
    ],
    ['each part once', ['switch:*/spine[1-2]', 'switch:*/spine[1-6]'], 'switch:compute/p0/spine4'],
  ])('%s', (_, parts, part) => {
    const found = answer(world, ...parts.map((text) => text.replace('*/', 'compute/p0/')));
    expect(found.tooMany).toMatchObject({ part, position: 4, verdict: { safe: false } });
    expect(broken(found.tooMany!.verdict)).toMatchObject([{ measured: 3 / 8, status: 'broken' }]);
  });

  it('those before it are safe together', () => {
    const found = answer(world, 'switch:compute/p0/spine[0-2]');
    expect(found).toMatchObject({ safe: true, parts: 3, tooMany: null });
    expect(found.verdict.scenarios).toMatchObject([{ measured: 4 / 8 }, { measured: 0 }]);
  });

  it('is the first one, if need be', () => {
    const found = answer(
      planes(1, 8, { scenarios: anySpine(0.8) }),
      'switch:compute/p0/spine[2-5]',
    );
    expect(found.tooMany).toMatchObject({ part: 'switch:compute/p0/spine2', position: 1 });
  });

  it('a group goes as a whole, and a slower cable is a part as well', () => {
    const groups = { feed: { of: ['switch:compute/p0/spine*'], every: 2 } };
    const found = answer(
      planes(1, 8, { groups, scenarios: anySpine(0.5) }),
      'cable:compute/p0/leaf0:15@0.5',
      'group:feed[0-1]',
    );
    expect(found.tooMany).toMatchObject({ part: 'group:feed1', position: 3 });
  });

  it('hosts do not become unsafe by what their rack loses with them', () => {
    const rack = ['switch:compute/p0/leaf0', 'host:h[0-7]'];
    expect(answer(planes(1, 2), ...rack)).toMatchObject({ safe: true, parts: 9, endpoints: 8 });
    const others = answer(planes(1, 2), 'switch:compute/p0/leaf0', 'host:h[0-6]');
    expect(others.tooMany!.verdict.lost).toMatchObject([{ endpoints: 1, first: ['h7/nic0'] }]);
  });
});

describe('one more failure', () => {
  const worst = (all: readonly OneMore[]) =>
    all.map(({ kind, worse, worst }) => [kind, worse, worst]);
  const nobody = { endpointsCutOff: 0, hostsCutOff: 0, hostPairsCutOff: 0 };

  it('the last uplink of a leaf', () => {
    const found = answer(planes(1, 3), 'switch:compute/p0/spine[0-2]');
    expect(found.tooMany).toMatchObject({ position: 2, part: 'switch:compute/p0/spine1' });
    const half = { endpointsCutOff: 8, hostsCutOff: 8, hostPairsCutOff: 64 };
    expect(worst(found.tooMany!.verdict.oneMore)).toEqual([
      ['switch', 1, { down: 'switch:compute/p0/spine2', today: nobody, drained: half }],
      [
        'cable',
        2,
        {
          down: expect.stringMatching(/^cable:compute\/p0\/leaf0:10--compute\/p0\/spine2:/),
          today: nobody,
          drained: half,
        },
      ],
    ]);
  });

  it('the leaf in the other plane: of two planes one leaf can go, but only just', () => {
    const found = answer(planes(2, 2), 'switch:compute/p1/leaf0');
    expect(found.verdict.lost).toMatchObject([{ endpoints: 0, hostPairs: 0 }]);
    // Either leaf of p0, and any cable there, parts hosts that now meet in p0 only.
    expect(found.verdict.oneMore).toMatchObject([
      { kind: 'switch', worse: 2, worst: { down: 'switch:compute/p0/leaf0' } },
      { kind: 'cable', worse: 16, worst: { drained: { endpointsCutOff: 1, hostPairsCutOff: 15 } } },
    ]);
    const { oneMore } = answer(planes(3, 2), 'switch:compute/p1/leaf0').verdict;
    expect(oneMore.map(({ worse }) => worse)).toEqual([0, 0]);
  });
});

describe('what is not its doing', () => {
  it('what is off already can be drained', () => {
    const off = planes(1, 3, { exceptions: [{ off: 'switch:compute/p0/spine0' }] });
    expect(answer(off, 'switch:compute/p0/spine0').safe).toBe(true);
    expect(answer(off, 'switch:compute/p0/spine[0-1]').tooMany).toMatchObject({ position: 2 });
  });

  it('shares are relative to the fabric as it stands', () => {
    // Of six spines that are left one drained and one more leave four.
    const of = (min: number) =>
      planes(1, 8, {
        exceptions: [{ off: 'switch:compute/p0/spine[6-7]' }],
        scenarios: anySpine(min),
      });
    expect(answer(of(4 / 6), 'switch:compute/p0/spine0').safe).toBe(true);
    expect(answer(of(0.67), 'switch:compute/p0/spine0').safe).toBe(false);
  });

  it('a promise that is broken anyway counts when the drain makes it worse', () => {
    // Any of eight spines leaves 7/8 today, and one less beside another one.
    const fail = [{ any: 1, of: ['switch:compute/p0/spine*'] }];
    const expectP0 = { 'compute/p0': { bisectionKept: { min: 0.9 } } };
    const world = planes(2, 8, { scenarios: { spine: { fail, expect: expectP0 } } });
    const spine = answer(world, 'switch:compute/p0/spine0');
    expect(broken(spine.verdict)).toMatchObject([{ measured: 6 / 8, status: 'broken' }]);
    expect(spine.safe).toBe(false);
    const other = answer(world, 'switch:compute/p1/spine0');
    expect(broken(other.verdict)).toMatchObject([{ measured: 7 / 8, status: 'broken today' }]);
    expect(other.safe).toBe(true);
  });

  it('a scenario that is not proved proves nothing', () => {
    const scenario: Scenario = {
      fail: [{ any: 14, of: ['port:*', 'cable:*'] }],
      expect: { compute: { endpointsCutOff: { max: 16 } } },
    };
    const found = answer(planes(1, 8, { scenarios: { it: scenario } }), 'switch:compute/p0/spine0');
    expect(found.safe).toBe(false);
    expect(broken(found.verdict)).toMatchObject([{ scenario: 'it', status: 'not proved' }]);
    // Not even with nothing out of service: so no part is the one too many.
    expect(found.tooMany).toBeNull();
  });
});

it('what names nothing is told', () => {
  expect(
    drain(planes(1, 2).subject, ['switch:compute/p0/spin0', 'host:h3', 'hots:h3']),
  ).toMatchObject([{ text: 'switch:compute/p0/spin0' }, { text: 'hots:h3' }]);
});

/** Some small worlds with a scenario of any switch down, and what is drained of it. */
function* drainedWorlds() {
  const scenarios = {
    it: {
      fail: [{ any: 1, of: ['switch:*'] }],
      expect: { 'compute/p*': { bisectionKept: { min: 0.75 } } },
    },
  };
  for (const [i, { name, document }] of [...smallWorlds()].entries()) {
    if (i % 8 !== 0) continue;
    const off = i % 16 === 0 ? { exceptions: [{ off: 'random:cable=1,seed=3' }] } : {};
    const world = openWorld({ ...document, scenarios, ...off });
    const { fabric } = world.subject;
    const draw = lehmer(i + 1);
    const parts = [
      `cable:${fabric.cableId(draw(fabric.cableCount))}`,
      `cable:${fabric.cableId(draw(fabric.cableCount))}`,
      `switch:${fabric.vertexIds[fabric.endpointCount + draw(fabric.vertexCount - fabric.endpointCount)]}`,
      `host:${fabric.hostIds[draw(fabric.hostIds.length)]}`,
    ].filter((_, at) => draw(2) === 0 || at === 0);
    yield { name: `${name}: ${parts.join(' ')}`, world, parts };
  }
}

/** By ids and on the graph: the same questions taken literally. */
function byForce({ graph, subject }: OpenWorld, capacity: Float64Array, own: readonly string[]) {
  const { fabric, healthy } = subject;
  const ids = fabric.planes.map(({ id }) => id);
  const others = (endpoint: string) => !own.includes(endpoint);
  const cut = (now: Float64Array) => naiveCutOff(graph, ids, leftOf(fabric, now), others);
  const cutIds = (now: Float64Array) => {
    const left = leftOf(fabric, now);
    const reached = ids.flatMap((plane) => mainPart(naiveParts(graph, plane, left)));
    const all = graph.filterNodes((vertex) => isEndpoint(graph, vertex) && others(vertex));
    const attached = new Set(ids.flatMap((plane) => endpointsOf(graph, plane)));
    return all.filter((endpoint) => attached.has(endpoint) && !reached.includes(endpoint));
  };
  const before = cutIds(healthy.capacity);
  const lost = cutIds(capacity).filter((endpoint) => !before.includes(endpoint));
  const hostPairs = cut(capacity).hostPairsCutOff - cut(healthy.capacity).hostPairsCutOff;
  const worse = (faults: readonly (readonly number[])[]) =>
    faults.filter((cables) => {
      const today = cut(withoutCables(fabric, cables, healthy.capacity));
      const then = cut(withoutCables(fabric, cables, capacity));
      return (['endpointsCutOff', 'hostsCutOff', 'hostPairsCutOff'] as const).some(
        (what) => then[what] > today[what],
      );
    }).length;
  const switches = Array.from({ length: fabric.vertexCount - fabric.endpointCount }, (_, s) => [
    ...cablesAt(fabric, fabric.endpointCount + s),
  ]);
  const cables = Array.from({ length: fabric.cableCount }, (_, c) => [c]);
  const kept = switches.map((dead) => {
    const state = new FabricState(fabric, withoutCables(fabric, dead, capacity));
    return Math.min(...ids.map((_, p) => bisectionKept(state, healthy, [p]).min));
  });
  return { lost, hostPairs, oneMore: () => [worse(switches), worse(cables)], kept };
}

it('every answer is that of trying everything, on small worlds', () => {
  let [safe, more, lost, promises] = [0, 0, 0, 0];
  for (const { name, world, parts } of drainedWorlds()) {
    const { subject } = world;
    const { fabric, healthy } = subject;
    const found = answer(world, ...parts);
    const out = capacityAfter(fabric, readFaults(fabric, parts).faults, healthy.capacity);
    const hosts = parts.filter((text) => text.startsWith('host:')).map((text) => text.slice(5));
    const own = fabric.vertexIds
      .slice(0, fabric.endpointCount)
      .filter((id) => hosts.includes(id.split('/')[0]!));
    const brute = byForce(world, out, own);
    expect(found.endpoints).toBe(own.length);
    expect(found.verdict.lost, name).toMatchObject([
      { endpoints: brute.lost.length, first: brute.lost.slice(0, 3), hostPairs: brute.hostPairs },
    ]);
    if (brute.lost.length > 0 || brute.hostPairs > 0) lost++;
    else {
      const worse = found.verdict.oneMore.map((one) => one.worse);
      expect(worse, name).toEqual(brute.oneMore());
      if (worse.some((count) => count > 0)) more++;
    }
    // Of the hosts that stay another bisection is asked for.
    if (own.length === 0 && fabric.planes.every((_, p) => healthy.bisection(p).exact)) {
      const [promise] = found.verdict.scenarios;
      expect(promise!.cases, name).toBe(fabric.vertexCount - fabric.endpointCount);
      if (typeof promise!.measured === 'number') {
        promises++;
        expect(promise!.measured, name).toBeCloseTo(Math.min(...brute.kept), 9);
      }
    }
    if (found.safe) safe++;
  }
  expect(Math.min(safe, more, lost, promises)).toBeGreaterThan(10);
});
