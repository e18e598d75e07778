import type { TopologyInput } from '../../../src/spec/topology.js';

/** Two rail-planes of four leaves and two spines, a cable from each to each. */
export const twoPlanes = (exceptions: TopologyInput['exceptions'] = []): TopologyInput => ({
  name: 'two-planes',
  switchModels: { SW4: { ports: 4, portGbps: 100 } },
  nicModels: { NIC: { portGbps: 100 } },
  hosts: { h: { count: 8, nics: { nic: { model: 'NIC', count: 2 } } } },
  planes: {
    compute: {
      attach: { nics: ['h/nic'], onePlanePer: 'rail' },
      fatTree: { leaf: { model: 'SW4' }, spine: { model: 'SW4' } },
    },
  },
  exceptions,
  expect: { compute: { cablesPerPair: { 'leaf-spine': 1 } } },
});
