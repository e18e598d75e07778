import { describe, expect, it } from 'vitest';
import { type Question, whatIf } from '../../src/whatif/whatif.js';
import { openWorld, readTopology } from '../worlds.js';

const v3 = openWorld(readTopology('topologies/deepseek-v3.json'));
const ideal = openWorld(readTopology('topologies/deepseek-ideal.json'));

function between(ends: NonNullable<Question['between']>, fail: string[] = [], of = v3) {
  const found = whatIf(of.subject, of.graph, { fail, between: ends });
  if (!('healthy' in found)) throw new Error(JSON.stringify(found));
  return found.between!;
}

/** No path, no relay, and nothing that would have to be lost. */
const apart = {
  ...{ path: null, shortestPaths: 0, planes: [], relay: null },
  separatedBy: { cables: [], switches: [] },
  disjointPaths: { cables: 0, switches: 0 },
  capacityGbps: 0,
};

describe('rail-planes', () => {
  it('two NICs of one rail and leaf meet there', () => {
    const { healthy } = between(['h0/nic3', 'h1/nic3']);
    expect(healthy).toEqual({
      path: { hops: 2, vertices: ['h0/nic3', 'compute/p3/leaf0', 'h1/nic3'] },
      shortestPaths: 1,
      planes: ['compute/p3'],
      relay: null,
      separatedBy: {
        cables: ['h0/nic3:0--compute/p3/leaf0:0'],
        switches: ['compute/p3/leaf0'],
      },
      disjointPaths: { cables: 1, switches: 1 },
      capacityGbps: 400,
    });
  });

  it('on different leaves they meet over a spine; if it fails, over another', () => {
    const { healthy, failed } = between(['h0/nic3', 'h40/nic3'], ['switch:compute/p3/spine[0-30]']);
    expect(healthy.path!.hops).toBe(4);
    expect(failed.path!.vertices).toEqual([
      'h0/nic3',
      'compute/p3/leaf0',
      'compute/p3/spine31',
      'compute/p3/leaf1',
      'h40/nic3',
    ]);
    expect(failed.planes).toEqual(['compute/p3']);
    expect([healthy.shortestPaths, failed.shortestPaths]).toEqual([32, 1]);
  });

  it('without their plane they meet inside both hosts, in another plane', () => {
    const { failed } = between(['h0/nic3', 'h40/nic3'], ['plane:compute/p3']);
    expect(failed).toMatchObject({ path: null, planes: [] });
    expect(failed.relay).toMatchObject({
      handOvers: [
        { host: 'h0', from: 'h0/nic3', to: 'h0/nic0' },
        { host: 'h40', from: 'h40/nic0', to: 'h40/nic3' },
      ],
      path: { hops: 4 },
    });
  });

  it('NICs of different rails have no switch path; one hand-over at the source is enough', () => {
    const { healthy } = between(['h0/nic0', 'h40/nic3']);
    expect(healthy).toMatchObject({
      path: null,
      relay: { handOvers: [{ host: 'h0', from: 'h0/nic0', to: 'h0/nic3' }], path: { hops: 4 } },
    });
  });

  it('or at the target, where the source has lost the rail', () => {
    const { failed } = between(['h0/nic0', 'h40/nic3'], ['nic:h0/nic3']);
    expect(failed.relay).toMatchObject({
      handOvers: [{ host: 'h40', from: 'h40/nic0', to: 'h40/nic3' }],
    });
  });

  it('NICs of one host meet inside it', () => {
    expect(between(['h0/nic0', 'h0/nic1']).healthy).toEqual(apart);
  });

  it('two hosts meet in all planes, and in those that are left', () => {
    const { healthy, failed } = between(['h0', 'h40'], ['plane:compute/p[0-5]', 'nic:h40/nic6']);
    expect(healthy.planes).toHaveLength(9);
    expect(failed.planes).toEqual(['compute/p7', 'storage/p0']);
    expect(failed.path!.vertices[0]).toBe('h0/nic7');
    expect(healthy.separatedBy!.switches).toHaveLength(9);
    expect(failed.separatedBy).toEqual({
      cables: ['h0/nic7:0--compute/p7/leaf0:0', 'h0/sto0:0--storage/p0/leaf0:0'],
      switches: ['compute/p7/leaf0', 'storage/p0/leaf0'],
    });
  });

  it('a host and a NIC of it cannot be separated', () => {
    const { healthy } = between(['h0', 'h0/nic1']);
    const none = { separatedBy: null, disjointPaths: null, capacityGbps: null };
    expect(healthy).toMatchObject(none);
  });

  it('between hosts: ways through all NICs, and what is left of them', () => {
    const fail = ['plane:compute/p[0-5]', 'switch:storage/p0/spine[0-15]'];
    const { healthy, failed } = between(['h0', 'h40'], fail);
    // 32 spines in each of eight planes and in that of storage.
    expect(healthy).toMatchObject({
      shortestPaths: 9 * 32,
      disjointPaths: { cables: 9, switches: 9 },
      capacityGbps: 9 * 400,
    });
    expect(failed).toMatchObject({
      shortestPaths: 2 * 32 + 16,
      disjointPaths: { cables: 3, switches: 3 },
      capacityGbps: 3 * 400,
    });
  });

  it('a second scenario stands beside the first', () => {
    const found = whatIf(v3.subject, v3.graph, {
      fail: ['plane:compute/p3'],
      compare: ['switch:compute/p3/spine0'],
      between: ['h0/nic3', 'h40/nic3'],
    });
    if (!('healthy' in found)) throw new Error(JSON.stringify(found));
    const { failed, compared } = found.between!;
    expect([failed.shortestPaths, compared!.shortestPaths]).toEqual([0, 31]);
    const alone = whatIf(v3.subject, v3.graph, { fail: ['switch:compute/p3/spine0'] });
    expect(found.compared).toEqual('failed' in alone && alone.failed);
    expect(found.comparedFaults).toEqual('faults' in alone && alone.faults);
  });

  it('a host that is down reaches nobody', () => {
    const { failed } = between(['h0', 'h40'], ['host:h0']);
    expect(failed).toEqual(apart);
  });
});

describe('port-planes', () => {
  it('a pair of NICs meets in every plane', () => {
    const { healthy } = between(['h0/nic0', 'h200/nic0'], [], ideal);
    expect(healthy.planes).toEqual([0, 1, 2, 3].map((p) => `compute/p${p}`));
  });

  it('with a plane down the pair meets in the other three only', () => {
    const { failed } = between(['h0/nic0', 'h200/nic0'], ['plane:compute/p0'], ideal);
    expect(failed.path!.vertices[1]).toMatch(/^compute\/p1\//);
    expect(failed.planes).toEqual([1, 2, 3].map((p) => `compute/p${p}`));
  });

  it('a NIC with three ports down still reaches by the fourth', () => {
    const { failed } = between(['h0/nic0', 'h200/nic0'], ['port:h0/nic0:[0-2]'], ideal);
    expect(failed.path!.vertices[1]).toBe('compute/p3/leaf0');
  });
});
