import type { CompactFabric } from '../fabric/compact.js';
import { assert } from '../std/assert.js';
import { groupBy } from '../std/group.js';
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
  /** Names of machines that differ in capitals only are one to it. */
  readonly ignoresCase?: boolean;
}

/** Whether machines are called by our ids, or as they are called on the machine (`labels`). */
export type NamedBy = 'ids' | 'labels';

/** What machines are called in somebody else's file: different ones have different names. */
export interface Names {
  readonly ofSwitch: (vertex: number) => string;
  /** By index into `hostIds`. */
  readonly ofHost: (host: number) => string;
  /** Of a NIC within its host: `nic3`; those of a host have different names. */
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
  { legal, longest, ignoresCase = false }: NameRule,
): Names {
  const { vertexIds, endpointCount, vertexCount, hostIds } = fabric;
  const takes = (name: string) => name.length <= longest && legal.test(name);
  const switchIds = vertexIds.slice(endpointCount);
  const machines = [...hostIds, ...switchIds];
  const hosts = new Set(hostIds);
  const idName = (id: string) => (hosts.has(id) ? id : dashed(id, (name) => hosts.has(name)));
  const labelOf = (id: string): string | undefined => {
    const label = by === 'labels' ? own(labels, id) : undefined;
    return label !== undefined && takes(label) ? label : undefined;
  };
  const names = distinct(machines, labelOf, idName, ignoresCase);
  const illegal = [...names.values()].find((name) => !takes(name)) ?? null;
  const hostNames = hostIds.map((id) => names.get(id)!);
  const switchNames = switchIds.map((id) => names.get(id)!);
  const nicNames = nicNamesOf(fabric, by === 'labels' ? labelOf : () => undefined);
  return {
    ofSwitch: (v) => {
      assert(v >= endpointCount && v < vertexCount, 'a switch');
      return switchNames[v - endpointCount]!;
    },
    ofHost: (host) => hostNames[host]!,
    ofNic: (e) => nicNames[e]!,
    illegal,
  };
}

/** By NIC: its label, where no other NIC of its host is called so, else `nic3`. */
function nicNamesOf(
  { endpointCount, hostOf, vertexIds }: CompactFabric,
  labelOf: (id: string) => string | undefined,
): readonly string[] {
  const nics = vertexIds.slice(0, endpointCount);
  const idName = (id: string) => id.slice(id.indexOf('/') + 1);
  const labelled = nics.flatMap((id, e) => (labelOf(id) === undefined ? [] : hostOf[e]!));
  const hosts = new Set(labelled);
  const names = nics.map(idName);
  if (hosts.size === 0) return names;
  const byHost = groupBy(nics.keys(), (e) => hostOf[e]!);
  for (const host of hosts) {
    const members = byHost.get(host)!;
    const found = distinct(
      members.map((e) => nics[e]!),
      labelOf,
      idName,
    );
    for (const e of members) names[e] = found.get(nics[e]!)!;
  }
  return names;
}

/** A label is taken where nobody else is called so, by a label or by an id; the others have their ids. */
export function distinct(
  ids: readonly string[],
  labelOf: (id: string) => string | undefined,
  idName: (id: string) => string,
  ignoresCase = false,
): Map<string, string> {
  const same = (name: string) => (ignoresCase ? name.toLowerCase() : name);
  const names = new Map(ids.map((id) => [id, idName(id)]));
  const times = new Map<string, number>();
  const labelled = ids.flatMap((id) => {
    const label = labelOf(id);
    return label === undefined ? [] : [[id, label] as const];
  });
  for (const [, label] of labelled) times.set(same(label), (times.get(same(label)) ?? 0) + 1);
  let kept = new Map(labelled.filter(([, label]) => times.get(same(label)) === 1));
  for (;;) {
    const left = kept;
    const ofOthers = new Set(ids.filter((id) => !left.has(id)).map((id) => same(idName(id))));
    kept = new Map([...left].filter(([, label]) => !ofOthers.has(same(label))));
    // One that falls back on its id may be called as another one is labelled.
    if (kept.size === left.size) break;
  }
  for (const [id, label] of kept) names.set(id, label);
  return names;
}
