import { describe, expect, it } from 'vitest';
import { type Question, type WhatIf, whatIf, whatIfCertified } from '../../src/whatif/whatif.js';
import { podWorlds } from '../pod-worlds.js';
import { openWorld, readTopology } from '../worlds.js';

const v3 = openWorld(readTopology('topologies/deepseek-v3.json'));
const ideal = openWorld(readTopology('topologies/deepseek-ideal.json'));

function answer(fail: readonly string[], of = v3, between?: Question['between']): WhatIf {
  const found = whatIf(of.subject, of.graph, { fail, ...(between ? { between } : {}) });
  if (!('healthy' in found)) throw new Error(JSON.stringify(found));
  return found;
}

/** What is left of a bisection; both sides must be exact. */
function kept(
  after: { lower: number; upper: number; exact: boolean },
  before: { lower: number; upper: number; exact: boolean },
): number {
  expect([before.exact, after.exact]).toEqual([true, true]);
  expect([before.lower, after.lower]).toEqual([before.upper, after.upper]);
  return after.upper / before.upper;
}

const plane = (side: WhatIf['healthy'], id: string) => side.planes.find((p) => p.plane === id)!;

function keptBy({ healthy, failed }: WhatIf, planeId: string): number {
  return kept(plane(failed, planeId).bisectionGbps, plane(healthy, planeId).bisectionGbps);
}

/** Plane sets without what is said of them relative to the healthy fabric. */
const measured = ({ planeSets }: WhatIf['healthy']) =>
  Object.values(planeSets).map((set) => ({
    ...set,
    ...{ endpointsDegraded: 0, worstEndpoint: null, hostsDegraded: 0, hosts: [] },
    ...{ hostPairsDegraded: 0, relaying: set.relaying?.samePlane.pairs },
  }));

function keptTogether({ healthy, failed }: WhatIf): number {
  return kept(failed.planeSets.compute!.bisectionGbps, healthy.planeSets.compute!.bisectionGbps);
}

describe('deepseek-v3, as the issue has it', () => {
  it('healthy: full bisection, 409.6 Tb/s a plane and 3,276.8 in all', () => {
    const { healthy } = answer(['cable:h0/nic0:0']);
    expect(healthy.planes.map(({ bisectionGbps }) => bisectionGbps.upper)).toEqual(
      new Array(9).fill(409_600),
    );
    expect(healthy.planeSets.compute).toMatchObject({
      bisectionGbps: { lower: 3_276_800, upper: 3_276_800, exact: true },
      endpointsCutOff: 0,
      hostPairsCutOff: 0,
      planesPerHostPair: { min: 8, max: 8 },
    });
  });

  it('a spine of p3: 31/32 of its plane, 255/256 of all, nobody is cut off', () => {
    const found = answer(['switch:compute/p3/spine0']);
    expect(keptBy(found, 'compute/p3')).toBe(31 / 32);
    for (const p of [0, 1, 2, 4, 5, 6, 7]) expect(keptBy(found, `compute/p${p}`)).toBe(1);
    expect(keptBy(found, 'storage/p0')).toBe(1);
    expect(keptTogether(found)).toBe(255 / 256);
    expect(found.failed.planeSets.compute).toMatchObject({
      endpointsCutOff: 0,
      endpointsCutOffPerHost: 0,
      hostsCutOff: 0,
      hostPairsCutOff: 0,
    });
    expect(plane(found.failed, 'compute/p3').worstLeaf).toMatchObject({
      leaf: 'compute/p3/leaf0',
      upGbps: 31 * 400,
      healthyUpGbps: 32 * 400,
    });
    expect(plane(found.failed, 'compute/p2').worstLeaf).toBeNull();
  });

  it('plane p3: 2,048 endpoints cut off, all host pairs meet in 7 planes', () => {
    const found = answer(['plane:compute/p3']);
    expect(keptBy(found, 'compute/p3')).toBe(0);
    expect(keptTogether(found)).toBe(7 / 8);
    expect(found.failed.planeSets.compute).toMatchObject({
      endpointsCutOff: 2048,
      endpointsCutOffPerHost: 1,
      hostsCutOff: 0,
      hostPairsCutOff: 0,
      planesPerHostPair: { min: 7, max: 7 },
    });
    expect(found.failed.planeSets.storage).toEqual(found.healthy.planeSets.storage);
  });

  it('a leaf of p0: 32 endpoints cut off, one of each of 32 hosts, which keep 7/8', () => {
    const found = answer(['switch:compute/p0/leaf0']);
    expect(plane(found.failed, 'compute/p0').endpointsCutOff).toBe(32);
    expect(found.failed.planeSets.compute).toMatchObject({
      endpointsCutOff: 32,
      endpointsCutOffPerHost: 1,
      hostsCutOff: 0,
      hostPairsCutOff: 0,
      planesPerHostPair: { min: 7, max: 8 },
    });
    // Of 2,048 endpoints 32 have nothing to send with: 1,024 − 32 against 1,024.
    expect(keptBy(found, 'compute/p0')).toBe(992 / 1024);
  });

  it('several faults add up, and say what they matched', () => {
    const found = answer(['switch:compute/p*/spine[0-1]', 'host:h5', 'switch:storage/p0/leaf0']);
    expect(found.faults).toEqual([
      { fault: 'switch:compute/p*/spine[0-1]', parts: 16, first: 'compute/p0/spine0' },
      { fault: 'host:h5', parts: 1, first: 'h5' },
      { fault: 'switch:storage/p0/leaf0', parts: 1, first: 'storage/p0/leaf0' },
    ]);
    expect(keptBy(found, 'compute/p6')).toBe(30 / 32);
    expect(found.failed.planeSets.compute).toMatchObject({
      endpointsCutOff: 8,
      endpointsCutOffPerHost: 8,
      hostsCutOff: 1,
      hostPairsCutOff: 2047,
    });
    expect(found.failed.planeSets.storage).toMatchObject({
      endpointsCutOff: 32,
      hostsCutOff: 32,
      // Pairs with one of the 32, and pairs among them.
      hostPairsCutOff: 32 * 2016 + (32 * 31) / 2,
    });
  });

  it('a part at half its speed keeps half', () => {
    const leafUplinks = answer(['cable:compute/p0/leaf*:[32-63]@0.5']);
    expect(keptBy(leafUplinks, 'compute/p0')).toBe(1 / 2);
    const oneBundle = answer(['bundle:compute/p0/leaf7--compute/p0/spine3@0.5']);
    expect(plane(oneBundle.failed, 'compute/p0').worstLeaf).toMatchObject({
      leaf: 'compute/p0/leaf7',
      upGbps: 31.5 * 400,
    });
    expect(oneBundle.failed.planeSets.compute!.endpointsCutOff).toBe(0);
    expect(409_600 * keptBy(oneBundle, 'compute/p0')).toBe(409_400);
    expect(keptTogether(answer(['cable:h0/nic0:0@1']))).toBe(1);
  });

  it('the question leaves no trace', () => {
    const before = answer(['plane:compute/p3']);
    expect(answer(['plane:compute/p3'])).toEqual(before);
    expect(answer(['switch:compute/p3/spine0']).healthy).toEqual(before.healthy);
  });
});

describe('three tiers', () => {
  it('a spine down is exact: what the healthy proof has left meets a cut', () => {
    const roft = openWorld(readTopology('topologies/roft-1024.json'));
    // Half of the 32 cables of a spine are missed, as a part of half of 1,024 endpoints: 16 / 512.
    expect(keptBy(answer(['switch:compute/p0/spine0'], roft), 'compute/p0')).toBe(1 - 16 / 512);
  });

  it('every proof names the plane that it is of, also where a twin was measured', () => {
    let proved = 0;
    for (const { name, document } of podWorlds()) {
      const world = openWorld(document);
      const [a, b] = world.subject.fabric.planes;
      if (!a || !b || world.subject.fabric.planes.length > 2 || proved > 40) continue;
      const fail = [`switch:${b.id}/spine0`];
      const found = whatIfCertified(world.subject, world.graph, { fail });
      if (!('certificates' in found)) throw new Error(name);
      const { certificates } = found;
      const bisections = certificates.filter(({ kind }) => kind === 'bisection');
      expect(bisections.map(({ subject }) => subject).sort(), name).toEqual([a.id, b.id]);
      proved++;
    }
    expect(proved).toBeGreaterThan(10);
  });
});

describe('deepseek-ideal: port-planes', () => {
  it('a leaf down cuts nobody off: its NICs have three more ports', () => {
    const found = answer(['switch:compute/p0/leaf0'], ideal);
    expect(plane(found.failed, 'compute/p0').endpointsCutOff).toBe(128);
    expect(found.failed.planeSets.compute).toMatchObject({
      endpointsCutOff: 0,
      hostsCutOff: 0,
      hostPairsCutOff: 0,
      // 128 hosts lose one of their rails in p0 and still meet there on the others.
      planesPerHostPair: { min: 4, max: 4 },
    });
  });

  it('a NIC port down: cut off in its plane, not in the set', () => {
    const found = answer(['port:h9/nic2:1'], ideal);
    expect(found.failed.planes.map(({ endpointsCutOff }) => endpointsCutOff)).toEqual([0, 1, 0, 0]);
    expect(found.failed.planeSets.compute!.endpointsCutOff).toBe(0);
  });

  it('a NIC down is cut off', () => {
    const found = answer(['nic:h9/nic2'], ideal);
    expect(found.failed.planes.map(({ endpointsCutOff }) => endpointsCutOff)).toEqual([1, 1, 1, 1]);
    expect(found.failed.planeSets.compute).toMatchObject({
      endpointsCutOff: 1,
      endpointsCutOffPerHost: 1,
      hostsCutOff: 0,
    });
  });

  it('a plane down costs a quarter, and nobody', () => {
    const found = answer(['plane:compute/p2'], ideal);
    expect(keptTogether(found)).toBe(3 / 4);
    expect(found.failed.planeSets.compute).toMatchObject({
      endpointsCutOff: 0,
      planesPerHostPair: { min: 3, max: 3 },
    });
  });
});

describe('with something off', () => {
  const document = readTopology('topologies/deepseek-v3-2048.json');
  const plain = openWorld(document);
  const off = openWorld({
    ...document,
    exceptions: [{ off: 'switch:compute/p3/spine0' }, { off: 'host:h5' }],
    groups: { feed: ['switch:compute/p3/spine1', 'plane:compute/p4'] },
  });

  it('healthy is what is left', () => {
    const { healthy } = answer(['switch:compute/p0/spine0'], off);
    const asked = answer(['switch:compute/p3/spine0', 'host:h5'], plain);
    expect(measured(healthy)).toEqual(measured(asked.failed));
    expect(plane(healthy, 'compute/p3').worstLeaf).toBeNull();
  });

  it('faults come on top of it', () => {
    const { healthy, failed } = answer(['switch:compute/p3/spine1'], off);
    const both = answer(['switch:compute/p3/spine[0-1]', 'host:h5'], plain);
    expect(measured(failed)).toEqual(measured(both.failed));
    expect(plane(failed, 'compute/p3').worstLeaf).toMatchObject({
      upGbps: 16 * 400,
      healthyUpGbps: 24 * 400,
    });
    expect(plane(healthy, 'compute/p3').bisectionGbps.upper).toBeGreaterThan(
      plane(failed, 'compute/p3').bisectionGbps.upper,
    );
  });

  it('paths avoid what is off', () => {
    const ends = ['h0/nic3', 'h40/nic3'] as const;
    const { between } = answer(['switch:compute/p3/spine1'], off, ends);
    expect(between!.healthy.path!.vertices).toContain('compute/p3/spine1');
    expect(between!.failed.path!.vertices).toContain('compute/p3/spine2');
  });

  it('a group fails as a whole, a random choice is the same each time', () => {
    const { failed, faults } = answer(['group:feed'], off);
    const { failed: spelt } = answer(['switch:compute/p3/spine1', 'plane:compute/p4'], off);
    expect(faults).toEqual([{ fault: 'group:feed', parts: 1, first: 'feed' }]);
    expect(failed).toEqual(spelt);
    const random = () => answer(['random:cable=40,seed=3'], off);
    expect(random()).toEqual(random());
    expect(random().faults[0]!.parts).toBe(40);
  });
});

describe('what was asked wrongly', () => {
  it.each([
    ['switch:compute/p3/spine99', 'matches no switch; did you mean "switch:compute/p3/spine'],
    ['swich:compute/p3/spine0', 'a selector starts with one of switch:'],
    ['switch:compute/p8/spine0', 'did you mean "switch:compute/p'],
    ['host:h2048', 'matches no host; did you mean "host:h'],
    ['compute/p3', 'a selector starts with one of'],
    ['switch:compute/p3/spine0@0.5', '"@" goes with cable, bundle, port, not with switch'],
    ['cable:compute/p0/leaf0:33@1.5', 'no fraction between 0 and 1'],
    ['group:rack0', 'matches no group: the fabric has none'],
    ['pod:compute/p0/pod0', 'matches no pod: the fabric has none'],
    ['random:plane=10,seed=1', 'draws 10, but the fabric has 9 planes'],
    ['random:plane=1', 'looks like random:cable=5,seed=7'],
  ])('%s: %s', (text, problem) => {
    const found = whatIf(v3.subject, v3.graph, { fail: [text] });
    expect(found).toEqual([{ text, problem: expect.stringContaining(problem) }]);
  });

  it('all wrong ones are shown at once, and none is left out of the answer', () => {
    const found = whatIf(v3.subject, v3.graph, {
      fail: ['host:h0', 'host:x', 'plane:compute/p9'],
      between: ['h0/nic9', 'h1'],
    });
    expect(found).toEqual([
      { text: 'host:x', problem: expect.stringContaining('matches no host') },
      { text: 'plane:compute/p9', problem: expect.stringContaining('compute/p') },
      { text: 'h0/nic9', problem: expect.stringContaining('did you mean "h0/nic') },
    ]);
  });
});
