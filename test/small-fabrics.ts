import { GraphWriter } from '../src/build/writer.js';
import type { FabricGraph, SwitchModel } from '../src/fabric/attributes.js';

/** Cable of a hand-made fabric: lower end, upper end, Gb/s (400 unless given). */
export type SmallCable = readonly [lower: string, upper: string, gbps?: number];

export interface SmallPlane {
  /**
   * Cables between names. A name such as `h3/nic0` is an endpoint (NIC 0 of host h3) and keeps its
   * id; any other (`leaf0`) is a switch of the plane, its id `compute/p0/leaf0`.
   */
  readonly cables: readonly SmallCable[];
  /** Endpoints and switches without cables. */
  readonly alone?: readonly string[];
}

const model: SwitchModel = {
  name: 'small',
  ports: 64,
  portGbps: 400,
  uplinkPorts: 0,
  uplinkGbps: 0,
  splits: [],
  reservedPorts: 0,
};

const isEndpoint = (name: string): boolean => name.includes('/nic');

/** A fabric of planes `compute/p0`, `compute/p1` … from lists of cables, written as builders do. */
export function smallFabric(...planes: readonly SmallPlane[]): FabricGraph {
  const names = planes.map(({ cables, alone = [] }) => [
    ...new Set([...cables.flatMap((cable) => cable.slice(0, 2) as string[]), ...alone]),
  ]);
  const tierOf = (name: string) => name.replace(/\d+$/, '');
  const switches = names.map((list) => list.filter((name) => !isEndpoint(name)));
  const writer = new GraphWriter({
    name: 'small',
    planeSets: [
      {
        id: 'compute',
        planes: planes.map((_, p) => `compute/p${p}`),
        tiers: [...new Set(switches.flat().map(tierOf))],
      },
    ],
    hostGroups: [
      { name: 'h', count: 64, gpus: 8, scaleUpGbps: 7200, scaleUpHosts: 1, nics: ['nic'] },
    ],
    groups: [],
    labels: {},
  });
  for (const name of new Set(names.flat().filter(isEndpoint))) {
    writer.addEndpoint(name, {
      kind: 'endpoint',
      host: name.split('/')[0]!,
      planeSet: 'compute',
      rail: Number(/\d+$/.exec(name)?.[0]),
      unit: 0,
      model: 'nic',
      portGbps: 400,
      portPlanes: planes.flatMap((_, p) => (names[p]!.includes(name) ? [`compute/p${p}`] : [])),
    });
  }
  const nextPort = new Map<string, number>();
  const end = (vertex: string) => {
    const port = nextPort.get(vertex) ?? 0;
    nextPort.set(vertex, port + 1);
    return { vertex, port: { port, sub: -1 } };
  };
  planes.forEach(({ cables }, p) => {
    const plane = `compute/p${p}`;
    const idOf = (name: string) => (isEndpoint(name) ? name : `${plane}/${name}`);
    for (const name of switches[p]!) {
      writer.addSwitch(idOf(name), {
        kind: 'switch',
        planeSet: 'compute',
        plane,
        tier: tierOf(name),
        index: Number(/\d+$/.exec(name)?.[0]),
        model,
        upReserved: 0,
        upReservedGbps: 0,
      });
    }
    for (const [lower, upper, gbps = 400] of cables) {
      writer.addCable({ plane, gbps, lower: end(idOf(lower)), upper: end(idOf(upper)) });
    }
  });
  return writer.graph;
}

/** Cables of a leaf–spine plane. `hosts`: endpoints by leaf; `parallel`: cables per bundle. */
export function leafSpineCables(
  hosts: readonly number[],
  spines: number,
  parallel = 1,
  gbps: { readonly endpoint?: number; readonly uplink?: number } = {},
): SmallCable[] {
  const cables: SmallCable[] = [];
  let host = 0;
  hosts.forEach((count, leaf) => {
    for (let i = 0; i < count; i++) {
      cables.push([`h${host++}/nic0`, `leaf${leaf}`, gbps.endpoint ?? 400]);
    }
  });
  for (let leaf = 0; leaf < hosts.length; leaf++) {
    for (let spine = 0; spine < spines; spine++) {
      for (let i = 0; i < parallel; i++) {
        cables.push([`leaf${leaf}`, `spine${spine}`, gbps.uplink ?? 400]);
      }
    }
  }
  return cables;
}

/** Numbers in [0, below) that depend on the seed only (D. H. Lehmer's generator). */
export function lehmer(seed: number): (below: number) => number {
  let state = (seed % 2147483646) + 1;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return Math.floor((state / 2147483647) * below);
  };
}
