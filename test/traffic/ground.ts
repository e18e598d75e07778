import type { HostGroup } from '../../src/fabric/attributes.js';
import { type CompactFabric, compact } from '../../src/fabric/compact.js';
import type { Relay } from '../../src/spec/workload.js';
import type { Gpus } from '../../src/traffic/gpus.js';
import { siteOf } from '../../src/whatif/simulation/site.js';
import { cubeWorlds } from '../cube-worlds.js';
import { lehmer, type SmallPlane, smallFabric } from '../small-fabrics.js';
import { openWorld, smallWorlds } from '../worlds.js';

type Group = Partial<Pick<HostGroup, 'gpus' | 'scaleUpGbps' | 'scaleUpHosts'>>;

/** The same fabric, of whose hosts something else is said. */
export const withHosts = (fabric: CompactFabric, said: Group): CompactFabric => ({
  ...fabric,
  hostGroups: fabric.hostGroups.map((group) => ({ ...group, ...said })),
});

/** A hand-made fabric; hosts have two GPUs that hand on for each other unless something else is said. */
export const handMade = (said: Group, ...planes: readonly SmallPlane[]): CompactFabric =>
  withHosts(compact(smallFabric(...planes)), { gpus: 2, ...said });

/** Capacities of which the cables of some vertices are dead. */
export function withoutVertices(fabric: CompactFabric, ...ids: readonly string[]): Float64Array {
  const dead = new Set(ids.map((id) => fabric.vertexIds.indexOf(id)));
  if (dead.has(-1)) throw new Error(`one of ${ids} is not there`);
  return fabric.gbps.map((gbps, c) =>
    dead.has(fabric.lower[c]!) || dead.has(fabric.upper[c]!) ? 0 : gbps,
  );
}

export const relaysIn = (fabric: CompactFabric, capacity = fabric.gbps, rule: Relay = 'pxn') =>
  siteOf(fabric, capacity, 0, rule).relays;

/** Every GPU of a fabric with its host and its place there. */
export const everyGpu = ({ first, fabric }: Gpus) =>
  fabric.hostIds.flatMap((_, host) =>
    Array.from({ length: first[host + 1]! - first[host]! }, (__, place) => ({
      gpu: first[host]! + place,
      host,
      place,
    })),
  );

const kinds: readonly Group[] = [
  { gpus: 2, scaleUpGbps: 1000 },
  { gpus: 1, scaleUpGbps: 0 },
  { gpus: 4, scaleUpGbps: 1000, scaleUpHosts: 2 },
  { gpus: 3, scaleUpGbps: 0 },
  { gpus: 0, scaleUpGbps: 1000 },
];

export interface Case {
  readonly name: string;
  readonly fabric: CompactFabric;
  readonly capacity: Float64Array;
}

/** Small worlds, every so many-th, with hosts of several kinds; each of them healthy and damaged. */
export function* cases(each: number): Iterable<Case> {
  let [number, taken] = [0, 0];
  for (const { name, document } of [...smallWorlds(), ...cubeWorlds()]) {
    if (number++ % each !== 0) continue;
    const said = kinds[taken++ % kinds.length]!;
    const fabric = withHosts(openWorld(document).subject.fabric, said);
    const random = lehmer(number);
    const dead = fabric.gbps.map((gbps) => [0, gbps, gbps / 2, gbps][random(4)]!);
    const told = `${name}; ${JSON.stringify(said)}`;
    yield { name: told, fabric, capacity: fabric.gbps };
    yield { name: `${told}, damaged`, fabric, capacity: dead };
  }
}
