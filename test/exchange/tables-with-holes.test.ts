import { describe, expect, it } from 'vitest';
import { lft } from '../../src/exchange/export/lft.js';
import { topologyOf } from '../worlds.js';
import { exportedOf } from './exported.js';

/** Three tiers, of which cables are missing. */
const without = (...missing: readonly string[]) =>
  lft(
    exportedOf(
      topologyOf({
        name: 'pods',
        switchModels: { sw: { ports: 8, portGbps: 400 } },
        nicModels: { n1: { portGbps: 400 } },
        hosts: { h: { count: 32, nics: { nic: { model: 'n1', count: 2 } } } },
        planes: {
          compute: {
            attach: { nics: ['h/nic'], onePlanePer: 'rail' },
            fatTree: {
              leaf: { model: 'sw' },
              spine: { model: 'sw' },
              core: { model: 'sw' },
              pod: { units: 4 },
            },
          },
        },
        exceptions: missing.map((cables) => ({ missing: cables })),
      }),
    ),
  );

describe('forwarding tables of a fabric that has lost cables', () => {
  it('are refused where two NICs are connected, but by no way up and down', () => {
    const made = without('compute/p0/leaf0:[4-6]', 'compute/p0/spine3:[4-7]');
    expect(made).toEqual({
      problem:
        'compute/p0 has no way up and down from h16/nic0 to h0/nic0 (--plane takes one that has some)',
    });
  });

  it('are those of each part where nothing connects the parts, and a note says so', () => {
    const made = without('compute/p0/leaf0:[4-7]');
    expect(made).toMatchObject({
      notes: ['no cable connects all of compute/p0, and there is no way from h4/nic0 to h0/nic0'],
    });
  });

  it('have no note where other ways are left', () => {
    expect(without('compute/p0/leaf0:[4-6]')).toMatchObject({ notes: [] });
  });
});
