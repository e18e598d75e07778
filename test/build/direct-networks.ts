import { expandInto } from '../../src/build/build.js';
import type { FabricWriter, NewCable } from '../../src/build/writer.js';
import { portId } from '../../src/fabric/ids.js';
import type { CubeInput, DragonflyInput, SlimFlyInput } from '../../src/spec/topology.js';
import { topologyOf } from '../worlds.js';

export interface DirectDocument {
  readonly slimFly?: Omit<SlimFlyInput, 'model'>;
  readonly dragonfly?: Omit<DragonflyInput, 'model'>;
  readonly cube?: Omit<CubeInput, 'model'>;
  readonly hosts?: number;
  readonly nic?: object;
  readonly nicModel?: object;
  readonly router?: object;
  readonly attach?: object;
}

/** One plane set of a direct network, with enough ports for all small ones. */
export function directDocument(of: DirectDocument) {
  const { slimFly, dragonfly, cube } = of;
  const family = Object.fromEntries(
    Object.entries({ slimFly, dragonfly, cube }).flatMap(([id, keys]) =>
      keys ? [[id, { model: 'router', ...keys }]] : [],
    ),
  );
  return {
    name: 'direct',
    switchModels: { router: { ports: 64, portGbps: 400, ...of.router } },
    nicModels: { nic: { portGbps: 400, ...of.nicModel } },
    hosts: { h: { count: of.hosts ?? 1, nics: { nic: { model: 'nic', ...of.nic } } } },
    planes: { compute: { attach: { nics: ['h/nic'], ...of.attach }, ...family } },
  };
}

/** Cables in order of expansion. */
function expanded(document: unknown, maxCables?: number): NewCable[] {
  const cables: NewCable[] = [];
  const writer: FabricWriter = {
    addEndpoint: () => {},
    addSwitch: () => {},
    addCable: (cable) => cables.push(cable),
  };
  expandInto(topologyOf(document, maxCables), writer);
  return cables;
}

/** Cables in order of expansion: "a,b,gbps". */
export const cableLines = (document: unknown): string[] =>
  expanded(document).map(({ lower, upper, gbps }) =>
    [portId(lower.vertex, lower.port), portId(upper.vertex, upper.port), gbps].join(),
  );

/** Two routers of plane 0 that are joined, by index, and their physical ports. */
export interface Joint {
  readonly routers: readonly [lower: number, upper: number];
  readonly ports: readonly [number, number];
}

/** Cables between routers of plane 0, in order of expansion. */
export function joints(document: unknown, maxCables?: number): Joint[] {
  const prefix = 'compute/p0/router';
  const index = (vertex: string) => Number(vertex.slice(prefix.length));
  return expanded(document, maxCables)
    .filter(({ lower }) => lower.vertex.startsWith(prefix))
    .map(({ lower, upper }) => ({
      routers: [index(lower.vertex), index(upper.vertex)],
      ports: [lower.port.port, upper.port.port],
    }));
}

/** By router: its neighbours, each as often as there are cables, in order of their ports. */
export function neighboursOf(cables: readonly Joint[], routers: number): number[][] {
  const byPort = Array.from({ length: routers }, () => new Map<number, number>());
  for (const { routers: ends, ports } of cables) {
    byPort[ends[0]]!.set(ports[0], ends[1]);
    byPort[ends[1]]!.set(ports[1], ends[0]);
  }
  return byPort.map((neighbours) =>
    [...neighbours].sort(([a], [b]) => a - b).map(([, neighbour]) => neighbour),
  );
}
