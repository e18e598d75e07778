import type { Subject } from '../../src/check/checker.js';
import type { TopologyInput } from '../../src/spec/topology.js';
import { openWorld } from '../worlds.js';

/** A small fabric of one plane set with eight NICs to each router, or as many as `hosts` says. */
function world(name: string, hosts: number, set: object, nics = 1): TopologyInput {
  return {
    name,
    switchModels: { s: { ports: 64, portGbps: 400 } },
    nicModels: { nic: { portGbps: 400 } },
    hosts: { h: { count: hosts, nics: { nic: { model: 'nic', count: nics } } } },
    planes: { compute: { attach: { nics: ['h/nic'] }, ...set } },
  } as TopologyInput;
}

const dragonfly = (a: number, h: number, p: number, g: number) =>
  world(`dragonfly-${g}`, a * g * p, { dragonfly: { model: 's', a, h, p, g } });

const slimFly = (q: number, p: number) =>
  world(`slim-fly-${q}`, 2 * q * q * p, { slimFly: { model: 's', q, p } });

const tier = { model: 's' };
const fatTree = (pods: number, pod: object, hosts: number, nics: number, attach = {}) =>
  world(
    `pods-${pods}`,
    hosts,
    {
      attach: { nics: ['h/nic'], hostsPerUnit: 4, ...attach },
      fatTree: {
        leaf: { ...tier, up: 8 },
        spine: { ...tier, count: 8 * pods, up: 8 },
        core: { ...tier, count: 8 },
        pod,
      },
    },
    nics,
  );

/** Small fabrics of every family that has a shape of its own. */
export const families: Readonly<Record<string, () => Subject['fabric']>> = Object.fromEntries(
  [
    dragonfly(4, 2, 2, 9),
    dragonfly(4, 1, 1, 3),
    dragonfly(4, 4, 1, 16),
    dragonfly(2, 20, 1, 40),
    slimFly(5, 3),
    slimFly(4, 2),
    slimFly(17, 1),
    fatTree(2, { units: 4 }, 32, 2),
    fatTree(8, { units: 2 }, 64, 2),
  ].map((document) => [document.name, () => openWorld(document).subject.fabric]),
);
