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
  if ('problem' in tree) return { problem: `${tree.problem}; ${wayOut(exported)}` };
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

/** What to do: ask for fewer planes, or for no tree. */
function wayOut({ subject: { fabric }, planes }: Exported): string {
  const fits = (some: readonly number[]) =>
    some.length < planes.length && !('problem' in hostTree(fabric, some));
  const set = fabric.planeSets.find((each) => fits(planes.filter((p) => each.planes.includes(p))));
  const plane = planes.find((p) => fits([p]));
  const fewer = [
    ...(set ? [`--plane ${set.id}`] : []),
    ...(plane === undefined || set?.planes.length === 1
      ? []
      : [`--plane ${fabric.planes[plane]!.id}`]),
  ];
  return fewer.length > 0
    ? `a tree fits ${fewer.join(' or ')}`
    : 'run Slurm without a TopologyPlugin, or mend what is cabled wrongly';
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
