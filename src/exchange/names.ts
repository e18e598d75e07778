import type { CompactFabric } from '../fabric/compact.js';
import { assert } from '../std/assert.js';
import { own } from '../std/record.js';

/**
 * The id of a switch, `compute/p3/leaf12`, as a name that every consumer takes: `compute-p3-leaf12`.
 * One that would not come back (a plane set may be called `a-p0-b`), and one that a host has, has two
 * hyphens between its parts, which no name has.
 */
export function dashed(id: string, isHost: (name: string) => boolean = () => false): string {
  const name = id.replaceAll('/', '-');
  return undashed(name) === id && !isHost(name) ? name : id.replaceAll('/', '--');
}

/** The id of the switch that `dashed` made a name of; the name itself where it made none. */
export function undashed(name: string): string {
  if (name.includes('--')) return name.split('--').join('/');
  return name.replace(/^(.+?)-(p\d+)-/, '$1/$2/');
}

/** What a consumer takes for a name of a machine. */
export interface NameRule {
  readonly legal: RegExp;
  readonly longest: number;
}

/** Whether machines are called by our ids, or as they are called on the machine (`labels`). */
export type NamedBy = 'ids' | 'labels';

/** What machines are called in somebody else's file: different ones have different names. */
export interface Names {
  readonly ofSwitch: (vertex: number) => string;
  /** By index into `hostIds`. */
  readonly ofHost: (host: number) => string;
  /** Of a NIC within its host: `nic3`. */
  readonly ofNic: (endpoint: number) => string;
  /** The first name that the consumer does not take, if there is one. */
  readonly illegal: string | null;
}

/**
 * Names of a fabric. A label is taken where the consumer takes it and nothing else has it; otherwise
 * the machine is called by its id.
 */
export function namesOf(
  fabric: CompactFabric,
  labels: Readonly<Record<string, string>>,
  by: NamedBy,
  { legal, longest }: NameRule,
): Names {
  const { vertexIds, endpointCount, vertexCount, hostIds } = fabric;
  const takes = (name: string) => name.length <= longest && legal.test(name);
  const switchIds = vertexIds.slice(endpointCount);
  const machines = [...hostIds, ...switchIds];
  const hosts = new Set(hostIds);
  const idName = (id: string) => (hosts.has(id) ? id : dashed(id, (name) => hosts.has(name)));
  const names = new Map(machines.map((id) => [id, idName(id)]));
  if (by === 'labels') {
    const labelled = machines.flatMap((id) => {
      const label = own(labels, id);
      return label !== undefined && takes(label) ? [[id, label] as const] : [];
    });
    const times = new Map<string, number>();
    for (const [, label] of labelled) times.set(label, (times.get(label) ?? 0) + 1);
    const kept = labelled.filter(([, label]) => times.get(label) === 1);
    const byId = new Map(kept);
    const ofOthers = new Set(machines.filter((id) => !byId.has(id)).map(idName));
    for (const [id, label] of kept) if (!ofOthers.has(label)) names.set(id, label);
  }
  const illegal = [...names.values()].find((name) => !takes(name)) ?? null;
  const hostNames = hostIds.map((id) => names.get(id)!);
  const switchNames = switchIds.map((id) => names.get(id)!);
  return {
    ofSwitch: (v) => {
      assert(v >= endpointCount && v < vertexCount, 'a switch');
      return switchNames[v - endpointCount]!;
    },
    ofHost: (host) => hostNames[host]!,
    ofNic: (e) => {
      const id = vertexIds[e]!;
      const label = by === 'labels' ? own(labels, id) : undefined;
      return label !== undefined && takes(label) ? label : id.slice(id.indexOf('/') + 1);
    },
    illegal,
  };
}
