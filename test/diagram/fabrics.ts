import { type CableEnd, GraphWriter } from '../../src/build/writer.js';
import type { PlaneSet, SwitchModel } from '../../src/fabric/attributes.js';
import { type CompactFabric, compact } from '../../src/fabric/compact.js';
import { hostId, nicId, planeId, switchId } from '../../src/fabric/ids.js';

/** A tree of planes as the tests need it: equal groups of hosts, equal planes, up to three tiers. */
export interface TreePlan {
  readonly name: string;
  readonly groups: readonly { readonly name: string; readonly count: number }[];
  readonly sets: readonly SetPlan[];
  /** Cables that no rule makes: plane, lower and upper vertex. */
  readonly extra?: readonly (readonly [plane: string, lower: string, upper: string])[];
  /** NICs whose cables are missing. */
  readonly loose?: readonly string[];
}

export interface SetPlan {
  readonly id: string;
  /** NICs (all hosts have these), ports a NIC, and their speed. */
  readonly nic: string;
  readonly nics: number;
  readonly ports?: number;
  readonly gbps: number;
  readonly planePer?: 'rail' | 'port';
  readonly leafPer?: 'rail' | 'port';
  readonly hostsPerUnit: number;
  readonly spines: number;
  /** Uplinks of a leaf. */
  readonly up: number;
  /** Leaves of a pod, and cores over each spine; spines are then those of one pod. */
  readonly pod?: number;
  readonly coresPerSpine?: number;
  /** Leaves that have no host. */
  readonly spareLeaves?: number;
}

const model: SwitchModel = {
  name: 'QM9700',
  ports: 64,
  portGbps: 400,
  uplinkPorts: 0,
  uplinkGbps: 0,
  splits: [],
  reservedPorts: 0,
};

export function tree(plan: TreePlan): CompactFabric {
  const writer = new GraphWriter({
    name: plan.name,
    planeSets: plan.sets.map((set) => planeSet(set)),
    groups: [],
    labels: {},
    hostGroups: plan.groups.map(({ name, count }) => ({
      name,
      count,
      gpus: 8,
      scaleUpGbps: 3600,
      scaleUpHosts: 1,
      nics: ['nic'],
    })),
  });
  const hosts = plan.groups.flatMap(({ name, count }) =>
    Array.from({ length: count }, (_, i) => hostId(name, i)),
  );
  for (const set of plan.sets) expand(writer, set, hosts);
  plan.extra?.forEach(([plane, lower, upper], i) => {
    const end = (vertex: string): CableEnd => ({ vertex, port: { port: 60 + i, sub: -1 } });
    writer.addCable({ plane, gbps: 100, lower: end(lower), upper: end(upper) });
  });
  for (const nic of plan.loose ?? []) {
    for (const cable of writer.graph.edges(nic)) writer.graph.dropEdge(cable);
  }
  return compact(writer.graph);
}

const planesOf = (set: SetPlan): number =>
  set.planePer === 'rail' ? set.nics : set.planePer === 'port' ? (set.ports ?? 1) : 1;

const columnsOf = (set: SetPlan): number =>
  set.leafPer === 'rail' ? set.nics : set.leafPer === 'port' ? (set.ports ?? 1) : 1;

function planeSet(set: SetPlan): PlaneSet {
  return {
    id: set.id,
    planes: Array.from({ length: planesOf(set) }, (_, p) => planeId(set.id, p)),
    tiers: ['leaf', ...(set.spines ? ['spine'] : []), ...(set.coresPerSpine ? ['core'] : [])],
  };
}

function expand(writer: GraphWriter, set: SetPlan, hosts: readonly string[]): void {
  const columns = columnsOf(set);
  const leaves = Math.ceil(hosts.length / set.hostsPerUnit) * columns + (set.spareLeaves ?? 0);
  for (let p = 0; p < planesOf(set); p++) addSwitches(writer, set, planeId(set.id, p), leaves);
  const planeOf = (rail: number, port: number) =>
    planeId(set.id, set.planePer === 'rail' ? rail : set.planePer === 'port' ? port : 0);
  const next = new Map<string, number>();
  const free = (vertex: string) => {
    const port = next.get(vertex) ?? 0;
    next.set(vertex, port + 1);
    return { vertex, port: { port, sub: -1 } };
  };
  hosts.forEach((host, h) => {
    const unit = Math.floor(h / set.hostsPerUnit);
    for (let rail = 0; rail < set.nics; rail++) {
      const nic = nicId(host, set.nic, rail);
      const ports = Array.from({ length: set.ports ?? 1 }, (_, port) => port);
      writer.addEndpoint(nic, {
        kind: 'endpoint',
        host,
        planeSet: set.id,
        rail,
        unit,
        model: 'nic',
        portGbps: set.gbps,
        portPlanes: ports.map((port) => planeOf(rail, port)),
      });
      for (const port of ports) {
        const column = set.leafPer === 'rail' ? rail : set.leafPer === 'port' ? port : 0;
        const plane = planeOf(rail, port);
        const upper = free(switchId(plane, 'leaf', unit * columns + column));
        writer.addCable({
          plane,
          gbps: set.gbps,
          lower: { vertex: nic, port: { port, sub: -1 } },
          upper,
        });
      }
    }
  });
  for (let p = 0; p < planesOf(set); p++) cableTiers(writer, set, planeId(set.id, p), leaves, free);
}

function addSwitches(writer: GraphWriter, set: SetPlan, plane: string, leaves: number): void {
  const pods = set.pod ? leaves / set.pod : 1;
  const counts: [string, number][] = [
    ['leaf', leaves],
    ['spine', set.spines * pods],
    ['core', set.spines * (set.coresPerSpine ?? 0)],
  ];
  for (const [tier, count] of counts) {
    for (let index = 0; index < count; index++) {
      writer.addSwitch(switchId(plane, tier, index), {
        kind: 'switch',
        planeSet: set.id,
        plane,
        tier,
        index,
        model,
        upReserved: 0,
        upReservedGbps: 0,
        ...(tier === 'leaf' ? leafPlace(set, index) : {}),
        ...podPlace(set, tier, index),
      });
    }
  }
}

function leafPlace(set: SetPlan, index: number) {
  const unit = Math.floor(index / columnsOf(set));
  const rail = index % columnsOf(set);
  return set.leafPer === 'rail' ? { unit, rails: [rail, rail] as const } : { unit };
}

/** Leaves and spines are in pods, cores in none. */
function podPlace(set: SetPlan, tier: string, index: number) {
  if (!set.pod || tier === 'core') return {};
  return { pod: Math.floor(index / (tier === 'leaf' ? set.pod : set.spines)) };
}

type Free = (vertex: string) => CableEnd;

function cableTiers(
  writer: GraphWriter,
  set: SetPlan,
  plane: string,
  leaves: number,
  free: Free,
): void {
  const join = (lower: string, upper: string) =>
    writer.addCable({ plane, gbps: set.gbps, lower: free(lower), upper: free(upper) });
  const pod = set.pod ?? leaves;
  for (let l = 0; set.spines && l < leaves; l++) {
    const first = Math.floor(l / pod) * set.spines;
    for (let j = 0; j < set.up; j++) {
      const spine = first + (((l % pod) * set.up + j) % set.spines);
      join(switchId(plane, 'leaf', l), switchId(plane, 'spine', spine));
    }
  }
  const cores = set.coresPerSpine ?? 0;
  for (let s = 0; cores && s < (leaves / pod) * set.spines; s++) {
    for (let j = 0; j < cores; j++) {
      const core = (s % set.spines) * cores + j;
      join(switchId(plane, 'spine', s), switchId(plane, 'core', core));
    }
  }
}

const compute = { id: 'compute', nic: 'nic', nics: 8, gbps: 400 } as const;
const h = (count: number) => [{ name: 'h', count }];

/** The published designs and the odd ones, by name; each is made when asked for. */
export const fabrics: Readonly<Record<string, () => CompactFabric>> = {
  'deepseek-v3': () =>
    tree({
      name: 'deepseek-v3',
      groups: h(2048),
      sets: [
        { ...compute, planePer: 'rail', hostsPerUnit: 32, spines: 32, up: 32 },
        { id: 'storage', nic: 'sto', nics: 1, gbps: 400, hostsPerUnit: 32, spines: 32, up: 32 },
      ],
    }),
  'deepseek-ideal': () =>
    tree({
      name: 'deepseek-ideal',
      groups: h(2048),
      sets: [
        {
          ...compute,
          ports: 4,
          gbps: 100,
          planePer: 'port',
          leafPer: 'rail',
          hostsPerUnit: 128,
          spines: 64,
          up: 128,
        },
      ],
    }),
  'multi-rail-2048': () =>
    tree({
      name: 'multi-rail-2048',
      groups: h(256),
      sets: [{ ...compute, leafPer: 'rail', hostsPerUnit: 32, spines: 32, up: 32 }],
    }),
  'superpod-h100-4su': () =>
    tree({
      name: 'superpod-h100-4su',
      groups: h(127),
      sets: [{ ...compute, leafPer: 'rail', hostsPerUnit: 32, spines: 16, up: 32 }],
    }),
  'one-leaf': () =>
    tree({
      name: 'one-leaf',
      groups: h(4),
      sets: [{ ...compute, nics: 2, hostsPerUnit: 16, spines: 0, up: 0 }],
    }),
  'two-groups': () =>
    tree({
      name: 'two-groups',
      groups: [
        { name: 'gpu', count: 24 },
        { name: 'cpu', count: 12 },
      ],
      sets: [
        { ...compute, nics: 2, planePer: 'rail', hostsPerUnit: 8, spines: 4, up: 8 },
        { id: 'storage', nic: 'sto', nics: 1, gbps: 200, hostsPerUnit: 16, spines: 2, up: 8 },
      ],
    }),
  'dual-tor': () =>
    tree({
      name: 'dual-tor',
      groups: h(16),
      sets: [
        {
          ...compute,
          nics: 2,
          ports: 2,
          gbps: 200,
          leafPer: 'port',
          hostsPerUnit: 8,
          spines: 2,
          up: 8,
        },
      ],
    }),
  'three-tier': () =>
    tree({
      name: 'three-tier',
      groups: h(128),
      sets: [{ ...compute, nics: 2, hostsPerUnit: 4, spines: 4, up: 8, pod: 4, coresPerSpine: 4 }],
    }),
  miscabled: () =>
    tree({
      name: 'miscabled',
      groups: h(16),
      sets: [{ ...compute, nics: 2, planePer: 'rail', hostsPerUnit: 4, spines: 2, up: 4 }],
      extra: [
        ['compute/p0', 'compute/p0/leaf0', 'compute/p0/leaf3'],
        ['compute/p0', 'compute/p0/spine0', 'compute/p0/spine1'],
        ['compute/p0', 'compute/p0/leaf1', 'compute/p1/leaf1'],
        ['compute/p0', 'compute/p0/leaf2', 'compute/p1/spine0'],
        ['compute/p1', 'h3/nic1', 'compute/p1/spine1'],
      ],
      loose: ['h5/nic0', 'h6/nic0', 'h6/nic1'],
    }),
  routers: () =>
    tree({
      name: 'routers',
      groups: h(12),
      sets: [{ ...compute, nics: 1, hostsPerUnit: 2, spines: 0, up: 0 }],
      extra: [0, 1, 2, 3, 4].flatMap((a) =>
        [a + 1, a + 2]
          .filter((b) => b < 6)
          .map((b) => ['compute/p0', `compute/p0/leaf${a}`, `compute/p0/leaf${b}`] as const),
      ),
    }),
  'sixteen-planes': () =>
    tree({
      name: 'sixteen-planes',
      groups: h(64),
      sets: [
        {
          ...compute,
          nics: 16,
          planePer: 'rail',
          hostsPerUnit: 8,
          spines: 4,
          up: 8,
          spareLeaves: 1,
        },
      ],
    }),
};
