import { scaleUpDomains } from '../../fabric/scale-up.js';
import { groupBy } from '../../std/group.js';
import { formatCount } from '../../std/units.js';
import { hostList } from '../hosts/host-list.js';
import type { Exported, Exporter } from './exporter.js';
import { joined } from './pieces.js';
import { type NodeTree, nodeTree } from './slurm-tree.js';

/**
 * Slurm's `topology.yaml` (man 5 topology.yaml, from 25.05 on): the tree of `topology.conf` as the
 * default, and the same hosts as blocks where all blocks have the same size.
 */
export const slurmYaml: Exporter = (exported) => {
  const found = nodeTree(exported);
  if ('problem' in found) return found;
  const blocks = blocksOf(exported, found);
  const pieces = joined(lines(found, 'problem' in blocks ? null : blocks));
  const notes = 'problem' in blocks ? [...found.notes, blocks.problem] : found.notes;
  return { files: [{ name: 'topology.yaml', pieces }], notes };
};

/** Hosts of a block by name, and the sizes that Slurm plans with. */
interface Blocks {
  readonly sizes: readonly number[];
  readonly blocks: readonly { readonly name: string; readonly hosts: readonly number[] }[];
}

/**
 * Blocks are scale-up domains where hosts share them, else leaf groups. Larger sizes are those of
 * leaf groups and pods, where they hold a power of two of blocks, in a row.
 */
function blocksOf(
  { subject: { fabric } }: Exported,
  { tree }: NodeTree,
): Blocks | { problem: string } {
  const domains = scaleUpDomains(fabric);
  const hosts = tree.groups.flatMap((group) => group.hosts);
  const byDomain = [...groupBy(hosts, (host) => domains[host]!)];
  const shared = byDomain.some(([, members]) => members.length > 1);
  const blocks = shared
    ? byDomain.map(([domain, members]) => ({
        name: `${tree.name}-scaleup${domain}`,
        hosts: members,
      }))
    : tree.groups;
  const what = shared ? 'scale-up domains' : 'leaf groups';
  const sizes = [...new Set(blocks.map((block) => block.hosts.length))].sort((a, b) => a - b);
  if (sizes.length > 1) {
    const different = `${formatCount(sizes[0]!)} to ${formatCount(sizes.at(-1)!)} hosts`;
    return { problem: `no blocks: ${what} have ${different}, blocks have one size` };
  }
  const size = sizes[0]!;
  return { blocks, sizes: [size, ...largerSizes(tree, size)] };
}

function largerSizes({ groups, joints }: NodeTree['tree'], base: number): number[] {
  const hostsOf = new Map(groups.map(({ name, hosts }) => [name, hosts.length]));
  for (const { name, children } of joints) {
    hostsOf.set(
      name,
      children.reduce((sum, child) => sum + hostsOf.get(child)!, 0),
    );
  }
  const middle = joints.filter(({ name }) => !name.includes('-root'));
  const sizes: number[] = [];
  for (const level of [groups, middle]) {
    const [size = 0, ...others] = new Set(level.map(({ name }) => hostsOf.get(name)!));
    const times = size / (sizes.at(-1) ?? base);
    if (others.length === 0 && times > 1 && Number.isInteger(Math.log2(size / base)))
      sizes.push(size);
  }
  return sizes;
}

function* lines({ tree, nodesOf }: NodeTree, blocks: Blocks | null): Generator<string> {
  yield '---\n';
  yield `- topology: ${tree.name}\n  cluster_default: true\n  tree:\n    switches:\n`;
  for (const { name, children } of [...tree.joints].reverse()) {
    yield `      - switch: "${name}"\n        children: "${hostList(children)}"\n`;
  }
  for (const group of tree.groups) {
    yield `      - switch: "${group.name}"\n        nodes: "${hostList(nodesOf(group))}"\n`;
  }
  if (blocks === null) return;
  yield `- topology: ${tree.name}-blocks\n  cluster_default: false\n  block:\n`;
  yield `    block_sizes: [${blocks.sizes.join(', ')}]\n    blocks:\n`;
  for (const { name, hosts } of blocks.blocks) {
    yield `      - block: "${name}"\n        nodes: "${hostList(nodesOf({ name, hosts, leaves: [] }))}"\n`;
  }
}
