import type { Exporter } from './exporter.js';
import { hostList } from './hosts/host-list.js';
import { joined } from './pieces.js';
import { type NodeTree, nodeTree } from './slurm-tree.js';

/**
 * Slurm's `topology.conf` (man 5 topology.conf, plugin topology/tree): leaf groups with their nodes,
 * and roots above them. Spines and planes are not in it: a tree says which nodes are near.
 */
export const slurm: Exporter = (exported) => {
  const tree = nodeTree(exported);
  if ('problem' in tree) return tree;
  return { files: [{ name: 'topology.conf', pieces: joined(lines(tree)) }], notes: tree.notes };
};

function* lines({ tree, nodesOf }: NodeTree): Generator<string> {
  yield '# A leaf group is the nodes that share their leaves, in every plane.\n';
  for (const group of tree.groups) {
    yield `SwitchName=${group.name} Nodes=${hostList(nodesOf(group))}\n`;
  }
  for (const { name, children } of tree.joints) {
    yield `SwitchName=${name} Switches=${hostList(children)}\n`;
  }
}
