import type { CompactFabric } from '../../../fabric/compact.js';
import { groupBy } from '../../../std/group.js';
import { dashed } from '../../names.js';
import { type HostSet, hostSets } from './fitness.js';
import { partsOf } from './parts.js';

/** A tree of hosts: the leaf groups at the bottom, one root above each connected part. */
export interface HostTree {
  /** A name for the whole: the plane set, `fabric` if there are several. */
  readonly name: string;
  readonly groups: readonly LeafGroup[];
  /** Pods, groups of a dragonfly, roots: what has children, below what has it as a child. */
  readonly joints: readonly Joint[];
  /** Connected parts of the planes that are looked at. */
  readonly parts: number;
}

export interface LeafGroup extends HostSet {
  readonly name: string;
}

interface Joint {
  readonly name: string;
  readonly children: readonly string[];
}

/**
 * The tree of the hosts in some planes. A leaf group is called as its unit (`compute-u3`) where it
 * is one, else as the first of its leaves. Pods, or groups of a dragonfly, stand between where they
 * part the leaf groups. Nothing stands above what no switches connect.
 */
export function hostTree(
  fabric: CompactFabric,
  planes: readonly number[],
): HostTree | { problem: string } {
  const found = hostSets(fabric, planes);
  if ('problem' in found) {
    return { problem: `${found.problem}: in a tree a node stands below one leaf` };
  }
  const sets = [...new Set(planes.map((p) => fabric.planes[p]!.planeSet))];
  const name = sets.length === 1 ? fabric.planeSets[sets[0]!]!.id : 'fabric';
  const parted = partsOf(fabric, planes, found.sets);
  if ('problem' in parted) {
    return { problem: `${parted.problem}: in a tree all below a root reach each other` };
  }
  const free = freeNames();
  const names = groupNames(fabric, planes, found.sets).map(free);
  const groups = found.sets.map((set, i) => ({ ...set, name: names[i]! }));
  const middle = middleOf(fabric, groups);
  const parts = [...groupBy(groups.keys(), (g) => parted.partOf[g]!).values()];
  // Nothing stands above a part of one group.
  const classes = parts.map((members) =>
    middle && members.length > 1 ? [...groupBy(members, (g) => middle[g]!)] : [],
  );
  const inParts = groupBy(classes.flat(), ([joint]) => joint);
  const joints: Joint[] = [];
  parts.forEach((members, part) => {
    const inside = classes[part]!.map(([joint, those]) => ({
      // Damage may have cut a pod into several.
      name: free(inParts.get(joint)!.length > 1 ? `${joint}-part${part}` : joint),
      children: those.map((g) => groups[g]!.name),
    }));
    joints.push(...inside);
    const children =
      inside.length > 0 ? inside.map((joint) => joint.name) : members.map((g) => groups[g]!.name);
    if (children.length > 1) {
      joints.push({ name: free(`${name}-root${parts.length > 1 ? part : ''}`), children });
    }
  });
  return { name, groups, joints, parts: parts.length };
}

/**
 * Gives a name back, with a number where it was given before: `a-p0-x-u1` may be a unit of the plane
 * set `a-p0-x` and a switch, `a/p0/x-u1`.
 */
function freeNames(): (name: string) => string {
  const given = new Set<string>();
  return (name) => {
    let free = name;
    for (let n = 2; given.has(free); n++) free = `${name}--${n}`;
    given.add(free);
    return free;
  };
}

function groupNames(
  fabric: CompactFabric,
  planes: readonly number[],
  sets: readonly HostSet[],
): string[] {
  const { endpoints, hostOf, vertexIds } = fabric;
  const units = fabric.hostIds.map(() => new Map<string, number>());
  endpoints.forEach(({ planeSet, unit }, e) => {
    const known = units[hostOf[e]!]!;
    // A host in two units of a plane set is in none.
    known.set(planeSet, (known.get(planeSet) ?? unit) === unit ? unit : -1);
  });
  const wanted = [...new Set(planes.map((p) => fabric.planeSets[fabric.planes[p]!.planeSet]!.id))];
  const unitOf = ({ hosts }: HostSet): string | null => {
    for (const planeSet of wanted) {
      const numbers = new Set(hosts.map((host) => units[host]!.get(planeSet) ?? -1));
      const [unit = -1] = numbers;
      if (numbers.size === 1 && unit >= 0) return `${planeSet}-u${unit}`;
    }
    return null;
  };
  const byUnit = groupBy(sets, (set) => unitOf(set) ?? undefined);
  return sets.map((set) => {
    const unit = unitOf(set);
    const alone = unit !== null && byUnit.get(unit)!.length === 1;
    return alone ? unit : dashed(vertexIds[set.leaves[0]!]!);
  });
}

/**
 * By leaf group: the name of what it belongs to, the pods of its leaves (a unit whose rails are in
 * different pods is in several) or their group in a dragonfly; null where two leaf groups share only
 * some of theirs, or all are in the same.
 */
function middleOf(
  { switches, endpointCount }: CompactFabric,
  groups: readonly HostSet[],
): readonly string[] | null {
  for (const level of ['pod', 'group'] as const) {
    const insides = groups.map(({ leaves }) => {
      const of = leaves.map((leaf) => switches[leaf - endpointCount]!);
      return new Set(of.map((leaf) => `${leaf.planeSet}-${level}${leaf[level] ?? ''}`));
    });
    const owner = new Map<string, string>();
    const names = insides.map((inside) => {
      const name = [...inside][0]!;
      for (const one of inside) owner.set(one, owner.get(one) ?? name);
      return name;
    });
    const parted = insides.every((inside, g) =>
      [...inside].every((one) => owner.get(one) === names[g] && /\d$/.test(one)),
    );
    if (parted && new Set(names).size > 1) return names;
  }
  return null;
}
