import { describe, expect, it } from 'vitest';
import { Acceptances } from '../../src/check/acceptances.js';
import { check } from '../../src/check/run.js';
import type { Accepted, Exception, TopologyInput } from '../../src/spec/topology.js';
import { openWorld } from '../worlds.js';

/** Two rail-planes of two leaves; the first port that is free is 12. */
const document: TopologyInput = {
  name: 'small',
  switchModels: { s: { ports: 16, portGbps: 100 } },
  nicModels: { nic: { portGbps: 100 } },
  hosts: { h: { count: 8, nics: { nic: { model: 'nic', count: 2 } } } },
  planes: {
    compute: {
      attach: { nics: ['h/nic'], onePlanePer: 'rail', hostsPerUnit: 4 },
      fatTree: { leaf: { model: 's' }, spine: { model: 's', count: 2 } },
    },
  },
  groups: { rack: { of: ['host:h*'], every: 2 }, loop: ['cable:compute/p0/leaf0:4', 'host:h0'] },
};
const { fabric } = openWorld(document).subject;

const reason = 'known';

/** Whether an acceptance at a selector covers an id. */
const covers = (at: string, id: string) =>
  new Acceptances(fabric, [{ code: 'c', at, reason }]).by('c', [id]) !== null;

describe('what an acceptance covers', () => {
  it.each([
    ['switch:compute/p0/leaf0', 'compute/p0/leaf0', true],
    ['switch:compute/p0/leaf0', 'compute/p0/leaf1', false],
    ['switch:compute/p0/leaf0', 'compute/p0', false],
    ['host:h3', 'h3/nic1', true],
    ['unit:compute/u0', 'h3/nic1', true],
    ['unit:compute/u0', 'h4/nic1', false],
    ['plane:compute/p1', 'compute/p1/spine0', true],
    ['cable:compute/p0/leaf0:4', 'compute/p0/leaf0:4--compute/p0/spine0:0', true],
    ['bundle:compute/p0/leaf0--compute/p0/spine0', 'compute/p0/leaf0:4--compute/p0/spine0:0', true],
    ['port:compute/p0/leaf0:4', 'compute/p0/leaf0:4--compute/p0/spine0:0', true],
    ['port:compute/p0/leaf0:4', 'compute/p0/leaf0:4', true],
    ['switch:compute/p0/leaf0', 'compute/p0/leaf0:4--compute/p0/spine0:0', false],
    ['group:rack1', 'h3/nic1', true],
    ['group:rack1', 'h4/nic1', false],
    ['group:loop', 'compute/p0/leaf0:4--compute/p0/spine0:0', true],
    ['plane:compute/p*', 'compute', true],
    ['plane:compute/p0', 'compute', false],
    ['plane:*', 'fabric', true],
    ['host:h[0-3]', 'host:h[0-3]', true],
    ['host:h9', 'h9', false],
  ])('%s, %s: %s', (at, id, expected) => {
    expect(covers(at, id)).toBe(expected);
  });

  it('only findings with its code; of several entries the first counts', () => {
    const at = 'host:h0';
    const acceptances = new Acceptances(fabric, [
      { code: 'a', at, reason: 'one' },
      { code: 'b', at: 'host:*', reason: 'two' },
      { code: 'b', at, reason: 'three' },
    ]);
    expect(acceptances.by('b', ['h0'])).toEqual({ item: 1, reason: 'two' });
    expect(acceptances.by('c', ['h0'])).toBeNull();
    expect(acceptances.split('b', ['h0', 'h1', 'x'], (id) => [id])).toEqual([
      { by: null, found: ['x'] },
      { by: { item: 1, reason: 'two' }, found: ['h0', 'h1'] },
    ]);
  });
});

/** Codes that were found, with how much they count and who accepts it. */
function found(exceptions: readonly Exception[], ...accepted: Omit<Accepted, 'reason'>[]) {
  const entries = accepted.map((entry) => ({ ...entry, reason }));
  const { subject } = openWorld({ ...document, exceptions, accepted: entries });
  return check(subject).findings.map(({ code, args, acceptedBy = null }) => {
    const { count, cutOff, others } = args as Record<string, number | undefined>;
    return [code, count ?? cutOff ?? others ?? null, acceptedBy];
  });
}

describe('what is accepted leaves the count', () => {
  it('of ports', () => {
    const slow = [0, 1, 2].map(
      (i): Exception => ({
        extra: [`compute/p0/leaf0:${12 + i}`, `compute/p0/spine0:${12 + i}`],
        gbps: 40,
      }),
    );
    const code = 'port-speed-cable';
    expect(found(slow)).toEqual([0, 1, 2].map(() => [code, 2, null]));
    expect(found(slow, { code, at: 'cable:compute/p0/leaf0:12' })).toEqual([
      [code, 2, 0],
      [code, 2, null],
      [code, 2, null],
    ]);
  });

  it('of endpoints that are cut off', () => {
    const code = 'plane-connectivity-apart';
    const missing = [{ missing: 'h[0-2]/nic0:0' }];
    expect(found(missing)).toEqual([[code, 3, null]]);
    expect(found(missing, { code, at: 'host:h1' })).toEqual([
      [code, 2, null],
      [code, 1, 0],
    ]);
    expect(found(missing, { code, at: 'host:h1' }, { code, at: 'group:rack*' })).toEqual([
      [code, 1, 0],
      [code, 2, 1],
    ]);
    expect(found(missing, { code, at: 'plane:compute/p0' })).toEqual([[code, 3, 0]]);
    expect(found(missing, { code, at: 'plane:compute/p1' })).toEqual([
      [code, 3, null],
      ['accepted-nothing', null, null],
    ]);
  });

  it('of planes that are joined: every cable has to be accepted', () => {
    const code = 'plane-isolation-broken';
    const cross = ['leaf0', 'leaf1', 'spine0'].map(
      (s): Exception => ({ extra: [`compute/p0/${s}:12`, `compute/p1/${s}:12`] }),
    );
    const isolation = (...accepted: Omit<Accepted, 'reason'>[]) =>
      found(cross, ...accepted).filter(([one]) => one === code || one === 'accepted-nothing');
    expect(isolation()).toEqual([[code, null, null]]);
    expect(isolation({ code, at: 'cable:compute/p0/leaf*:12' })).toEqual([
      [code, null, 0],
      [code, null, 0],
      [code, null, null],
    ]);
    expect(isolation({ code, at: 'cable:compute/p0/*0:12' }, { code, at: 'plane:*' })).toEqual([
      [code, null, 0],
      [code, null, null],
      ['accepted-nothing', null, null],
    ]);
  });

  it('of promises, where all planes of a plane set are', () => {
    const code = 'cable-count-differs';
    const at = (selector: string) => {
      const { subject } = openWorld({
        ...document,
        expect: { compute: { cables: { switch: 33 } } },
        accepted: [{ code, at: selector, reason }],
      });
      return check(subject).findings.map((one) => [one.code, one.accepted]);
    };
    expect(at('plane:compute/p*')).toEqual([[code, reason]]);
    expect(at('plane:compute/p0')).toEqual([
      [code, undefined],
      ['accepted-nothing', undefined],
    ]);
  });
});
