import { describe, expect, it } from 'vitest';
import { type WhatIf, whatIf } from '../../src/whatif/whatif.js';
import { type OpenWorld, openWorld, readTopology } from '../worlds.js';

/** FACTS 6.2 and 5.6: what published designs keep, to the last fraction. */

const v3 = openWorld(readTopology('topologies/deepseek-v3.json'));
const hpn = openWorld(readTopology('topologies/hpn-pod.json'));

/** MRC with 512 NICs instead of 131,072: the same ports, uplinks and planes. */
const mrcDocument = readTopology('topologies/large/mrc-131072.json');
const mrc = openWorld({
  ...mrcDocument,
  hosts: { h: { ...mrcDocument.hosts!.h!, count: 128 } },
  planes: {
    compute: {
      ...mrcDocument.planes!.compute!,
      fatTree: {
        leaf: { model: '51.2T', upGbps: 100 },
        spine: { model: '51.2T', count: 256 },
      },
    },
  },
  expect: {},
  scenarios: {},
});

function ask(of: OpenWorld, ...fail: string[]): WhatIf {
  const found = whatIf(of.subject, of.graph, { fail });
  if (!('healthy' in found)) throw new Error(JSON.stringify(found));
  return found;
}

const plane = ({ failed }: WhatIf, id: string) => failed.planes.find((one) => one.plane === id)!;
const set = ({ failed }: WhatIf) => failed.planeSets.compute!;

/** The share of the bisection that is left, of a plane and of all. */
function kept({ healthy, failed }: WhatIf, id: string): readonly [number, number] {
  const of = (side: WhatIf['healthy']) => [
    side.planes.find((one) => one.plane === id)!.bisectionGbps,
    side.planeSets.compute!.bisectionGbps,
  ];
  const [before, after] = [of(healthy), of(failed)];
  expect([...before, ...after].every(({ exact }) => exact)).toBe(true);
  return [after[0]!.upper / before[0]!.upper, after[1]!.upper / before[1]!.upper];
}

const nobody = { pairs: 0, apart: 0, averageHops: null, mostHops: null, healthyHops: null };

describe('deepseek-v3', () => {
  it('one spine down: 96.875 % of its plane, 99.609375 % of all, and every pair keeps a path', () => {
    const found = ask(v3, 'switch:compute/p3/spine0');
    expect(kept(found, 'compute/p3')).toEqual([0.96875, 0.99609375]);
    expect(set(found)).toMatchObject({ hosts: [], hostsDegraded: 0, hostPairsDegraded: 0 });
    expect(set(found).relaying!.samePlane).toEqual(nobody);
    // 32 NICs on 31 uplinks, of which 31 of 2,047 others are on the same leaf.
    const { throughput } = plane(found, 'compute/p3');
    expect(throughput).toMatchObject({ exact: true });
    expect((throughput as { upper: number }).upper).toBeCloseTo(31 / (32 * (2016 / 2047)), 12);
    expect(plane(found, 'compute/p2').throughput).toEqual({ lower: 1, upper: 1, exact: true });
    expect(set(found).throughput).toEqual(throughput);
  });

  it('one leaf down: 32 hosts keep 7 of 8 NICs, and their eighth GPU relays', () => {
    const found = ask(v3, 'switch:compute/p0/leaf0');
    const share = { nics: 7, healthyNics: 8, planes: 7, healthyPlanes: 8 };
    expect(set(found).hosts).toEqual([
      { hosts: 32, first: 'h0', ...share, gbps: 7 * 400, healthyGbps: 8 * 400 },
    ]);
    expect(set(found)).toMatchObject({ hostsDegraded: 32, hostsCutOff: 0, endpointsDegraded: 0 });
    // 32 NICs with the 2,016 on other leaves, and among themselves.
    const [others, own] = [32 * 2016, (32 * 31) / 2];
    expect(set(found).hostPairsDegraded).toBe(others + own);
    expect(set(found).relaying).toEqual({
      samePlane: {
        pairs: others + own,
        apart: 0,
        // Handed over in both hosts: two hops more than there were.
        averageHops: (others * 6 + own * 4) / (others + own),
        mostHops: 6,
        healthyHops: (others * 4 + own * 2) / (others + own),
      },
      // Those of different rails are handed over once: in the host that still has both rails.
      otherPlanes: found.healthy.planeSets.compute!.relaying!.otherPlanes,
    });
    expect(set(found).throughput).toEqual({ lower: 1, upper: 1, exact: true });
  });

  it('one plane down: every host keeps 7/8, and its GPUs of that plane relay', () => {
    const found = ask(v3, 'plane:compute/p3');
    expect(kept(found, 'compute/p3')).toEqual([0, 7 / 8]);
    expect(set(found).hosts).toEqual([
      {
        ...{ hosts: 2048, first: 'h0', nics: 7, healthyNics: 8, planes: 7, healthyPlanes: 8 },
        ...{ gbps: 2800, healthyGbps: 3200 },
      },
    ]);
    expect(set(found).relaying!.samePlane).toMatchObject({
      pairs: (2048 * 2047) / 2,
      apart: 0,
      mostHops: 6,
    });
    expect(plane(found, 'compute/p3').throughput).toBeNull();
    const { relaying } = found.failed.planeSets.storage!;
    expect(relaying!.samePlane).toEqual(nobody);
  });

  it('says which promises of the file that breaks', () => {
    const { promises, broken } = ask(v3, 'switch:compute/p3/spine0').failed;
    expect(promises).toBe(16);
    const one = { scope: 'compute/p3', status: 'broken', keptBefore: true } as const;
    expect(broken).toEqual([
      {
        ...one,
        measure: 'bisectionGbps',
        unit: 'Gb/s',
        promised: 409600,
        healthy: 409600,
        measured: 396800,
      },
      {
        ...one,
        measure: 'bisectionRatio',
        unit: 'of full bisection',
        promised: 1,
        healthy: 1,
        measured: 0.96875,
      },
    ]);
  });
});

describe('MRC, a leaf with 256 uplinks and NICs of eight ports', () => {
  it('one T0–T1 cable down leaves 255/256 of the uplinks of its leaf, and nobody without a path', () => {
    const found = ask(mrc, 'bundle:compute/p0/leaf0--compute/p0/spine7');
    expect(found.faults[0]!.parts).toBe(1);
    expect(plane(found, 'compute/p0').worstLeaf).toMatchObject({
      leaf: 'compute/p0/leaf0',
      upGbps: 25_500,
      healthyUpGbps: 25_600,
    });
    expect(set(found)).toMatchObject({ endpointsCutOff: 0, endpointsDegraded: 0, hosts: [] });
    expect(set(found).relaying).toEqual({ samePlane: nobody, otherPlanes: nobody });
  });

  it('one NIC port down leaves 7/8 of that NIC, which still reaches everybody', () => {
    const found = ask(mrc, 'port:h9/nic2:5');
    expect(set(found)).toMatchObject({
      endpointsCutOff: 0,
      endpointsDegraded: 1,
      worstEndpoint: { endpoint: 'h9/nic2', gbps: 700, healthyGbps: 800 },
      hostsDegraded: 1,
      hosts: [{ hosts: 1, first: 'h9', nics: 4, healthyNics: 4, gbps: 3100, healthyGbps: 3200 }],
      hostPairsDegraded: 0,
    });
    expect(set(found).relaying).toEqual({ samePlane: nobody, otherPlanes: nobody });
    expect(plane(found, 'compute/p5').endpointsCutOff).toBe(1);
  });

  it('a leaf down cuts off nobody: its 256 NICs keep seven ports', () => {
    const found = ask(mrc, 'switch:compute/p0/leaf0');
    expect(set(found)).toMatchObject({
      endpointsCutOff: 0,
      endpointsDegraded: 256,
      hosts: [{ hosts: 64, first: 'h0', nics: 4, planes: 7, healthyPlanes: 8 }],
      // 64 hosts with all others, and among themselves.
      hostPairsDegraded: 64 * 64 + (64 * 63) / 2,
    });
    expect(set(found).relaying!.samePlane).toEqual(nobody);
  });
});

describe('HPN, dual ToR', () => {
  it('one ToR down cuts off nobody, and every pair keeps a path', () => {
    const found = ask(hpn, 'switch:compute/p0/leaf0');
    expect(set(found)).toMatchObject({
      ...{ endpointsCutOff: 0, hostsCutOff: 0, hostPairsCutOff: 0, endpointsDegraded: 128 },
      worstEndpoint: { endpoint: 'h0/nic0', gbps: 200, healthyGbps: 400 },
    });
    expect(set(found).relaying!.samePlane).toEqual(nobody);
  });
});
