import type { CompactFabric } from '../../fabric/compact.js';
import { formatCount, formatCounted } from '../../std/units.js';
import type { Names } from '../names.js';
import type { Exported } from './exporter.js';
import { type HostTree, hostTree, type LeafGroup } from './hosts/host-tree.js';
import { namesFor } from './names-for.js';
import { noHost } from './nothing-built.js';

/** What Slurm takes for a name: no comma, bracket, blank or `=` (man 5 slurm.conf, NodeName). */
const rule = { legal: /^[A-Za-z0-9][A-Za-z0-9._-]*$/, longest: 63 };

/** SwitchName is at most HOST_NAME_MAX characters (src/plugins/topology/tree/switch_record.c). */
const longestSwitch = 64;

/** The nodes of Slurm in the tree of some planes. */
export interface NodeTree {
  readonly tree: HostTree;
  readonly nodesOf: (group: LeafGroup) => string[];
  readonly notes: readonly string[];
}

/** A tree of nodes that is true in all planes that are wanted, or why there is none. */
export function nodeTree(exported: Exported): NodeTree | { problem: string } {
  const { fabric } = exported.subject;
  const names = namesFor(exported, rule);
  if ('problem' in names) return names;
  const tree = hostTree(fabric, exported.planes);
  if ('problem' in tree) return { problem: `${tree.problem}: ${noTree(exported)}` };
  if (tree.groups.length === 0) return noHost(exported);
  const switchNames = [...tree.groups, ...tree.joints].map(({ name }) => name);
  const long = switchNames.find((name) => name.length > longestSwitch);
  if (long !== undefined) {
    return { problem: `Slurm takes ${longestSwitch} characters of SwitchName, not ${long}` };
  }
  return {
    tree,
    nodesOf: ({ hosts }) => hosts.map(names.ofHost),
    notes: notesOf(fabric, tree, names),
  };
}

/** The rule that is broken, and which fewer planes would keep it. */
function noTree({ subject: { fabric }, planes }: Exported): string {
  const { id, planeSet } = fabric.planes[planes[0]!]!;
  const set = fabric.planeSets[planeSet]!;
  const fewer = [
    { name: set.id, planes: planes.filter((p) => fabric.planes[p]!.planeSet === planeSet) },
    { name: id, planes: planes.slice(0, 1) },
  ].filter(
    (few) => few.planes.length < planes.length && !('problem' in hostTree(fabric, few.planes)),
  );
  const asks = fewer.map(({ name }) => `--plane ${name}`).join(' or ');
  return `in a tree a node stands below one leaf${asks === '' ? '' : `; a tree fits ${asks}`}`;
}

function notesOf(fabric: CompactFabric, { groups, parts }: HostTree, names: Names): string[] {
  const inTree = new Set(groups.flatMap(({ hosts }) => hosts));
  const outside = [...fabric.hostIds.keys()].filter((host) => !inTree.has(host));
  const notes: string[] = [];
  if (parts > 1) {
    notes.push(
      `${formatCount(parts)} parts that no switch connects have no common root: no job spans them`,
    );
  }
  if (outside.length > 0) {
    const first = outside.slice(0, 3).map(names.ofHost).join(', ');
    notes.push(
      `${formatCounted(outside.length, 'host')} without a cable in these planes left out: ${first}${outside.length > 3 ? ' …' : ''}`,
    );
  }
  if (
    groups.some(
      ({ leaves }) => fabric.switches[leaves[0]! - fabric.endpointCount]!.group !== undefined,
    )
  ) {
    notes.push('the fabric is a dragonfly: say TopologyParam=dragonfly in slurm.conf');
  }
  return notes;
}
