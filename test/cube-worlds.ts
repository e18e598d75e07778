import type { TopologyInput } from '../src/spec/topology.js';
import type { World } from './worlds.js';

interface Shape {
  readonly n: number;
  readonly levels: number;
  readonly joined?: boolean;
}

/** Cubes that are small enough to be tried in every way: at most 9 endpoints a plane. */
const shapes: readonly Shape[] = [
  { n: 2, levels: 1 },
  { n: 3, levels: 1 },
  { n: 2, levels: 2 },
  { n: 3, levels: 2 },
  { n: 2, levels: 3 },
  { n: 2, levels: 2, joined: true },
  { n: 3, levels: 2, joined: true },
];

interface Hosts {
  readonly name: string;
  readonly nics: number;
  readonly attach?: object;
  /** Of all hosts that fit, so many are missing. */
  readonly missing?: number;
  /** Speed of NICs: routers have ports of 400 Gb/s. */
  readonly gbps?: number;
}

const populations: readonly Hosts[] = [
  { name: 'hosts of one NIC', nics: 1 },
  { name: 'one host less', nics: 1, missing: 1 },
  { name: 'an empty slot', nics: 1, missing: 1, attach: { emptySlots: [1] } },
  { name: 'hosts of two NICs', nics: 2 },
  { name: 'half of them', nics: 1, missing: 3 },
  { name: 'a plane per rail', nics: 2, attach: { onePlanePer: 'rail' } },
  { name: 'one host per unit', nics: 1, attach: { hostsPerUnit: 1 } },
  { name: 'slow NICs', nics: 1, gbps: 100 },
];

/** All small cubes. */
export function* cubeWorlds(): Iterable<World> {
  for (const shape of shapes) {
    for (const population of populations) {
      const count = hostsOf(shape, population);
      if (count < 1) continue;
      yield {
        name: `${JSON.stringify(shape)}; ${population.name}`,
        document: documentOf(shape, population, count),
      };
    }
  }
}

function hostsOf({ n, levels }: Shape, { nics, attach = {}, missing = 0 }: Hosts): number {
  const railsInPlane = 'onePlanePer' in attach ? 1 : nics;
  const perUnit = 'hostsPerUnit' in attach ? 1 : Math.floor(n / railsInPlane);
  return perUnit * n ** (levels - 1) - missing;
}

function documentOf(
  { n, levels, joined }: Shape,
  { nics, attach, gbps = 400 }: Hosts,
  count: number,
): TopologyInput {
  return {
    name: 'cube',
    switchModels: { router: { ports: 8, portGbps: 400, splits: [4] } },
    nicModels: { nic: { ports: levels, portGbps: gbps } },
    hosts: { h: { count, gpus: nics, nics: { nic: { model: 'nic', count: nics } } } },
    planes: {
      compute: {
        attach: { nics: ['h/nic'], ...attach },
        cube: { model: 'router', n, levels, ...(joined ? { joined } : {}) },
      },
    },
  };
}
