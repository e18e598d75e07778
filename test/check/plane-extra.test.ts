import { describe, expect, it } from 'vitest';
import { planeExtraChecker } from '../../src/check/checkers/plane-extra.js';
import type { Exception, PlaneSetInput } from '../../src/spec/topology.js';
import { openWorld } from '../worlds.js';

const tiers: Readonly<Record<string, PlaneSetInput>> = {
  'three tiers': {
    attach: { nics: ['h/nic'], onePlanePer: 'rail', hostsPerUnit: 2 },
    fatTree: {
      leaf: { model: 's' },
      spine: { model: 's', up: 2 },
      core: { model: 's' },
      pod: { units: 2 },
    },
  },
  dragonfly: { attach: { nics: ['h/nic'] }, dragonfly: { model: 's', h: 1, p: 4 } },
  cube: { attach: { nics: ['h/nic'] }, cube: { model: 's', n: 16, levels: 1 } },
  'no family': {
    switches: { sw: { model: 's', count: 2 } },
    cables: [['h[0-3]/nic0:0', 'sw0:[0-3]']],
  },
};

/** Whether a cable fits, and how many were looked at. */
function fits(kind: string, exception: Exception): boolean | null {
  const { subject } = openWorld({
    name: 'extra',
    switchModels: { s: { ports: 32, portGbps: 100 } },
    nicModels: { nic: { portGbps: 100 } },
    hosts: { h: { count: 8, nics: { nic: { model: 'nic', count: 2 } } } },
    planes: { net: tiers[kind]! },
    exceptions: [exception],
  });
  const { results, findings } = planeExtraChecker.run(subject);
  expect(findings.map(({ place }) => place.pointer)).toEqual(
    findings.length === 0 ? [] : ['/exceptions/0'],
  );
  return results.length === 0 ? null : findings.length === 0;
}

describe('a cable that an exception adds', () => {
  it.each([
    ['three tiers', 'net/p0/leaf0:20', 'net/p0/spine1:20', true],
    ['three tiers', 'net/p0/spine0:20', 'net/p0/core0:20', true],
    ['three tiers', 'h3/nic1:0', 'net/p1/leaf3:20', true],
    ['three tiers', 'net/p0/leaf0:20', 'net/p0/core0:20', false],
    ['three tiers', 'net/p0/spine0:20', 'net/p0/spine1:20', false],
    ['three tiers', 'net/p0/leaf0:20', 'net/p1/spine0:20', false],
    ['three tiers', 'h3/nic1:0', 'net/p0/leaf0:20', false],
    ['three tiers', 'h3/nic1:0', 'h3/nic0:0', false],
    ['dragonfly', 'net/p0/router0:20', 'net/p0/router5:20', true],
    ['dragonfly', 'h0/nic0:0', 'net/p0/router5:20', true],
    ['cube', 'h0/nic0:0', 'net/p0/router0:20', true],
    ['cube', 'net/p0/router0:20', 'net/p0/router0:21', false],
    ['no family', 'net/p0/sw0:20', 'net/p0/sw1:20', null],
  ])('%s: %s to %s', (kind, a, b, expected) => {
    expect(fits(kind, { extra: [a, b] })).toBe(expected);
  });

  it('or moves', () => {
    const moved = 'net/p0/leaf0:2';
    expect(fits('three tiers', { moved, to: 'net/p0/spine1:20' })).toBe(true);
    expect(fits('three tiers', { moved, to: 'net/p0/leaf1:20' })).toBe(false);
  });
});
