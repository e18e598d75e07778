import type { CompactFabric } from '../../src/fabric/compact.js';

/** What a tree of hosts must say; `groups` is null where no tree is true. Hosts sorted, by name. */
export interface Truth {
  readonly groups: readonly string[] | null;
  readonly parts: readonly string[];
}

/** By plane, host and port: the leaf. */
type Plugs = Map<string, Map<string, Map<string, string>>>;

/** By trying everything: every pair of hosts, every plane, every switch; from names alone. */
export function truthOf(fabric: CompactFabric): Truth {
  const plugs: Plugs = new Map();
  const links = new Map<string, string[]>();
  for (const id of fabric.cableIds) {
    const [one = '', other = ''] = id.split('--');
    const [a, b] = [one.split(':')[0]!, other.split(':')[0]!];
    const isSwitch = (name: string) => name.split('/').length === 3;
    if (isSwitch(a) && isSwitch(b)) {
      links.set(a, [...(links.get(a) ?? []), b]);
      links.set(b, [...(links.get(b) ?? []), a]);
    } else {
      const [port, leaf] = isSwitch(a) ? [other, a] : [one, b];
      const plane = leaf.slice(0, leaf.lastIndexOf('/'));
      const [host = '', name = ''] = port.split('/');
      const ofPlane = plugs.get(plane) ?? new Map();
      plugs.set(plane, ofPlane.set(host, (ofPlane.get(host) ?? new Map()).set(name, leaf)));
    }
  }
  const hosts = [...new Set([...plugs.values()].flatMap((of) => [...of.keys()]))].sort();
  const pairs = hosts.flatMap((h) => hosts.map((g) => [h, g] as const));
  const related = (test: (h: string, g: string) => boolean) =>
    new Set(pairs.filter(([h, g]) => test(h, g)).map(String));

  const leavesOf = (h: string) =>
    [...plugs.values()].flatMap((of) => [...(of.get(h)?.values() ?? [])]);
  const reachable = new Map(hosts.map((h) => [h, new Set(closure(leavesOf(h), links))]));
  const path = related((h, g) => leavesOf(g).some((leaf) => reachable.get(h)!.has(leaf)));
  const must = related((h, g) =>
    [...plugs.values()].some((of) =>
      [...(of.get(h)?.values() ?? [])].some((leaf) =>
        [...(of.get(g)?.values() ?? [])].includes(leaf),
      ),
    ),
  );
  const groups = classes(hosts, must);
  const parts = classes(hosts, path);
  const holds =
    groups.every((group) => group.every((h) => group.every((g) => path.has(`${h},${g}`)))) &&
    [...plugs.values()].every((of) =>
      groups.every((group) =>
        allAlike(
          of,
          group.filter((h) => of.has(h)),
        ),
      ),
    ) &&
    parts.every((part) => part.every((h) => part.every((g) => path.has(`${h},${g}`))));
  const said = (sets: string[][]) => sets.map((set) => set.join()).sort();
  return { groups: holds ? said(groups) : null, parts: said(parts) };
}

/** Whether hosts of a plane are, two by two, on the same leaves, but for cables that are lost. */
function allAlike(plane: Map<string, Map<string, string>>, group: readonly string[]): boolean {
  const all = [...plane.keys()];
  const sets = new Map(all.map((x) => [x, [...new Set(plane.get(x)!.values())].sort().join()]));
  const isLeftOf = (x: string, whole: string) =>
    [...plane.get(x)!].every(([port, leaf]) => plane.get(whole)!.get(port) === leaf);
  const fits = (x: string, whole: string) =>
    sets.get(x) === sets.get(whole) ||
    all.some((other) => sets.get(other) === sets.get(whole) && isLeftOf(x, other));
  return group.every((h) =>
    group.every((g) => all.some((whole) => fits(h, whole) && fits(g, whole))),
  );
}

/** Sets of hosts that are related, step by step. */
function classes(hosts: readonly string[], related: ReadonlySet<string>): string[][] {
  const next = new Map(hosts.map((h) => [h, hosts.filter((g) => related.has(`${h},${g}`))]));
  const sets = hosts.map((h) => closure([h], next).sort());
  return sets.filter((set, i) => set[0] === hosts[i]);
}

function closure(from: readonly string[], next: ReadonlyMap<string, readonly string[]>): string[] {
  const reached = new Set(from);
  for (const at of reached) for (const to of next.get(at) ?? []) reached.add(to);
  return [...reached];
}
