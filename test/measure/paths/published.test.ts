import { expect, it } from 'vitest';
import { averageHopsSwitchDown, pathLengths } from '../../../src/measure/paths/path-lengths.js';
import { openWorld } from '../../worlds.js';

/**
 * Table of "ATOP/ZCube" (SIGCOMM 2025), 1,024 GPUs in 128 hosts: average path length, with hosts as
 * full meshes, and the same with any switch down. Two printed figures do not follow from the
 * definition: Rail-only with a switch down is 4.61875 (4.61631 printed), HPN with hosts is 3.70674
 * (3.76918 printed).
 */
const leafSpine = { leaf: { model: 's' }, spine: { model: 's' } };
const two200G = { portGbps: 200, ports: 2 };

const fabrics = {
  roft: {
    nic: { portGbps: 400 },
    attach: { oneLeafPer: 'rail' },
    family: { fatTree: { ...leafSpine, core: { model: 's' }, pod: { units: 2 } } },
    published: { switches: 5.47214, hosts: 5.34897, hostsSwitchDown: 5.36011 },
  },
  'rail-only': {
    nic: { portGbps: 400 },
    attach: { onePlanePer: 'rail' },
    family: { fatTree: leafSpine },
    published: { hosts: 4.61388, hostsSwitchDown: 4.61875 },
  },
  hpn: {
    nic: two200G,
    attach: { onePlanePer: 'port', oneLeafPer: 'rail' },
    family: { fatTree: leafSpine },
    published: {
      switches: 3.93939,
      switchesSwitchDown: 3.93939,
      hosts: 3.70674,
      hostsSwitchDown: 3.70674,
    },
  },
  bcube: {
    nic: two200G,
    attach: {},
    family: { cube: { model: 's', n: 32 } },
    published: {
      switches: 3.87879,
      switchesSwitchDown: 3.88258,
      hosts: 3.65982,
      hostsSwitchDown: 3.66224,
    },
  },
  zcube: {
    nic: two200G,
    attach: {},
    family: { cube: { model: 's', n: 32, joined: true } },
    published: {
      switches: 2.93939,
      switchesSwitchDown: 2.94129,
      hosts: 2.93255,
      hostsSwitchDown: 2.93423,
    },
  },
} as const;

it.each(Object.entries(fabrics))('%s', (name, { nic, attach, family, published }) => {
  const { subject } = openWorld({
    name,
    // A cube joins its routers by whole ports; a tree has twice as many of half the speed.
    switchModels: { s: { ports: 'cube' in family ? 48 : 32, portGbps: 400, splits: [2] } },
    nicModels: { n: nic },
    hosts: { h: { count: 128, gpus: 8, nics: { nic: { model: 'n', count: 8 } } } },
    planes: {
      compute: {
        attach: { nics: ['h/nic'], ...attach },
        ...family,
      },
    },
  });
  const { healthy, fabric } = subject;
  const planes = [...fabric.planes.keys()];
  const found = {
    switches: pathLengths(healthy, { planes, relays: 'switches' })?.averageHops,
    switchesSwitchDown: averageHopsSwitchDown(healthy, { planes, relays: 'switches' })?.averageHops,
    hosts: pathLengths(healthy, { planes, relays: 'hosts' })?.averageHops,
    hostsSwitchDown: averageHopsSwitchDown(healthy, { planes, relays: 'hosts' })?.averageHops,
  };
  for (const [figure, value] of Object.entries(published)) {
    expect(found[figure as keyof typeof found]?.toFixed(5), figure).toBe(value.toFixed(5));
  }
});
