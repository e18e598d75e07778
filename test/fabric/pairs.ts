import type { OpenWorld } from '../worlds.js';
import { openWorld } from '../worlds.js';

/** A small design with so many hosts, spines, uplinks, rails, and exceptions. */
export interface Variant {
  readonly hosts: number;
  readonly spines: number;
  readonly up: number;
  readonly nics: number;
  readonly gbps: number;
  readonly gpus: number;
  readonly exceptions: readonly unknown[];
}

export const base: Variant = {
  hosts: 6,
  spines: 2,
  up: 4,
  nics: 2,
  gbps: 100,
  gpus: 4,
  exceptions: [],
};

export const variant = (changes: Partial<Variant> = {}): OpenWorld =>
  openWorld(documentOf(changes));

export function documentOf(changes: Partial<Variant>): unknown {
  const { hosts, spines, up, nics, gbps, gpus, exceptions } = { ...base, ...changes };
  return {
    name: 'pair',
    switchModels: { s: { ports: 32, portGbps: gbps } },
    nicModels: { nic: { portGbps: gbps } },
    hosts: { h: { count: hosts, gpus, nics: { nic: { model: 'nic', count: nics } } } },
    planes: {
      compute: {
        attach: { nics: ['h/nic'], onePlanePer: 'rail', hostsPerUnit: 2 },
        fatTree: { leaf: { model: 's', up }, spine: { model: 's', count: spines } },
      },
    },
    exceptions,
  };
}

/** Pairs of designs that differ in everything that can differ, and one that does not. */
export const pairs: Readonly<Record<string, readonly [Partial<Variant>, Partial<Variant>]>> = {
  same: [{}, {}],
  'more hosts': [{ hosts: 10 }, {}],
  'fewer hosts': [{ hosts: 3 }, {}],
  'more spines': [{ spines: 4 }, {}],
  'fewer spines': [{ spines: 1 }, { spines: 4 }],
  'more uplinks': [{ up: 8 }, {}],
  'a rail and its plane less': [{ nics: 1 }, { nics: 3 }],
  'a rail and its plane more': [{ nics: 3 }, {}],
  faster: [{ gbps: 400 }, {}],
  'more GPUs': [{ gpus: 8 }, {}],
  'cables missing and moved': [
    {
      exceptions: [{ missing: 'compute/p0/leaf0:2' }, { slower: 'compute/p1/leaf1:2', gbps: 50 }],
    },
    {},
  ],
  'in use again': [{}, { exceptions: [{ off: 'switch:compute/p0/spine1' }, { off: 'host:h2' }] }],
  'everything at once': [
    { hosts: 9, spines: 4, nics: 3, gbps: 200, exceptions: [{ off: 'nic:h0/nic0' }] },
    { hosts: 4, exceptions: [{ missing: 'compute/p0/leaf0:2' }] },
  ],
};
