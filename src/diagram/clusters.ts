import type { CompactFabric } from '../fabric/compact.js';
import { formatCounted } from '../std/units.js';
import type { Draft } from './draft.js';
import { boxId, rangeText, splitId } from './names.js';

/** Hosts that share the same leaves: a unit, as far as it is of one host group. */
export interface Cluster {
  readonly group: string;
  /** `u3`; empty where there are no units. */
  readonly unit: string;
  readonly hosts: readonly number[];
  /** All their endpoints, in all plane sets; ascending. */
  readonly endpoints: readonly number[];
}

/** `housed`: by endpoint, 1 if a box of its plane stands for it. */
export function clusters(fabric: CompactFabric, housed: Uint8Array): Cluster[] {
  const withUnits = setsWithUnits(fabric);
  const ofHost: number[][] = fabric.hostIds.map(() => []);
  for (let e = 0; e < fabric.endpointCount; e++) {
    if (housed[e] === 0) ofHost[fabric.hostOf[e]!]!.push(e);
  }
  const found = new Map<
    string,
    { group: string; unit: string; hosts: number[]; all: number[][] }
  >();
  ofHost.forEach((endpoints, host) => {
    if (endpoints.length === 0) return;
    const group = splitId(fabric.hostIds[host]!).stem;
    const first = fabric.endpoints[endpoints[0]!]!;
    const inUnit = first.unit >= 0 && withUnits.has(first.planeSet);
    const unit = inUnit ? `u${first.unit}` : null;
    const place = unit ?? leavesOf(fabric, endpoints);
    const key = `${group} ${place}`;
    const known = found.get(key);
    if (known) {
      known.hosts.push(host);
      known.all.push(endpoints);
    } else found.set(key, { group, unit: unit ?? '', hosts: [host], all: [endpoints] });
  });
  const list = [...found.values()];
  const several = new Set(list.map(({ unit }) => unit)).size > 1;
  return list.map(({ group, unit, hosts, all }) => ({
    group,
    unit: several ? unit : '',
    hosts,
    endpoints: all.flat().sort((a, b) => a - b),
  }));
}

/** Plane sets whose leaves say which unit they serve. */
function setsWithUnits({ switches }: CompactFabric): Set<string> {
  return new Set(switches.flatMap(({ unit, planeSet }) => (unit === undefined ? [] : [planeSet])));
}

/**
 * The switches (of one plane, of the lowest level of a cube) that endpoints are cabled to, as a text
 * to compare.
 */
export function leavesOf(
  fabric: CompactFabric,
  endpoints: readonly number[],
  plane?: number,
  lowestLevel = false,
): string {
  const leaves = new Set<number>();
  for (const e of endpoints) {
    for (let i = fabric.offsets[e]!; i < fabric.offsets[e + 1]!; i++) {
      const leaf = fabric.neighbours[i]!;
      if (plane !== undefined && fabric.planeOfSwitch[leaf] !== plane) continue;
      const { level = 0 } = fabric.switches[leaf - fabric.endpointCount] ?? {};
      if (level === 0 || !lowestLevel) leaves.add(leaf);
    }
  }
  return [...leaves].sort((a, b) => a - b).join(' ');
}

export function clusterDraft(fabric: CompactFabric, cluster: Cluster): Draft {
  const names = cluster.hosts.map((host) => fabric.hostIds[host]!);
  const range = rangeText(names);
  return {
    ...floorDraft(boxId(names)),
    name: cluster.unit === '' ? range : `${cluster.unit}: ${range}`,
    lines: [formatCounted(names.length, 'host'), ...looseText(fabric, cluster.endpoints)],
    vertices: cluster.endpoints,
  };
}

/** One box for several clusters that are not drawn by themselves. */
export function restDraft(fabric: CompactFabric, hidden: readonly Cluster[]): Draft {
  const hosts = hidden.flatMap((cluster) => cluster.hosts.map((host) => fabric.hostIds[host]!));
  const units = hidden.every(({ unit }) => unit !== '');
  const names = units ? hidden.map(({ unit }) => unit) : hosts;
  const vertices = hidden.flatMap(({ endpoints }) => endpoints).sort((a, b) => a - b);
  const counted = units ? [formatCounted(hosts.length, 'host')] : [];
  return {
    ...floorDraft(boxId(hosts)),
    name: units
      ? formatCounted(hidden.length, 'more unit')
      : formatCounted(hosts.length, 'more host'),
    lines: [rangeText(names), ...counted, ...looseText(fabric, vertices)],
    rest: true,
    vertices,
  };
}

/** NICs that no cable leaves, and no line can show. */
function looseText({ offsets }: CompactFabric, endpoints: readonly number[]): string[] {
  const loose = endpoints.filter((e) => offsets[e] === offsets[e + 1]).length;
  return loose > 0 ? [`${formatCounted(loose, 'NIC')} without a cable`] : [];
}

export function floorDraft(id: string): Omit<Draft, 'name' | 'lines' | 'vertices'> {
  return {
    id,
    kind: 'host',
    row: 0,
    frame: null,
    rest: false,
    focus: false,
    terse: false,
    hue: null,
    slots: 'target',
  };
}
