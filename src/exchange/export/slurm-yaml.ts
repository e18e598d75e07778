import { scaleUpDomains } from '../../fabric/scale-up.js';
import { groupBy } from '../../std/group.js';
import { formatCount } from '../../std/units.js';
import type { Exported, Exporter } from './exporter.js';
import { hostList } from './hosts/host-list.js';
import type { HostTree, LeafGroup } from './hosts/host-tree.js';
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
 * leaf groups and pods, where each holds a power of two of blocks, in a row.
 */
function blocksOf(
  { subject: { fabric } }: Exported,
  { tree }: NodeTree,
): Blocks | { problem: string } {
  const domains = scaleUpDomains(fabric);
  const groups = inPods(tree);
  const byDomain = [
    ...groupBy(
      groups.flatMap(({ hosts }) => hosts),
      (host) => domains[host]!,
    ),
  ];
  const shared = byDomain.some(([, members]) => members.length > 1);
  const blocks = shared
    ? byDomain.map(([domain, hosts]) => ({ name: `${tree.name}-scaleup${domain}`, hosts }))
    : groups;
  const what = shared ? 'scale-up domains' : 'leaf groups';
  const sizes = [...new Set(blocks.map(({ hosts }) => hosts.length))].sort((a, b) => a - b);
  if (sizes.length > 1) {
    const different = `${formatCount(sizes[0]!)} to ${formatCount(sizes.at(-1)!)} hosts`;
    return { problem: `no blocks: ${what} have ${different}, blocks have one size` };
  }
  const groupOf = new Map(groups.flatMap(({ hosts, name }) => hosts.map((host) => [host, name])));
  const whole = byDomain.every(
    ([, members]) => new Set(members.map((h) => groupOf.get(h))).size === 1,
  );
  const size = sizes[0]!;
  return { blocks, sizes: [size, ...(whole ? largerSizes(tree, size) : [])] };
}

/** Leaf groups in order, those of a pod one after the other. */
function inPods({ groups, joints }: HostTree): readonly LeafGroup[] {
  const byName = new Map(groups.map((group) => [group.name, group]));
  const ordered = joints.flatMap(({ children }) => children.flatMap((c) => byName.get(c) ?? []));
  return [...new Set([...ordered, ...groups])];
}

function largerSizes({ groups, joints }: HostTree, base: number): number[] {
  const hostsOf = new Map(groups.map(({ name, hosts }) => [name, hosts.length]));
  const sizeOf = (names: readonly string[]) =>
    names.reduce((sum, name) => sum + (hostsOf.get(name) ?? 0), 0);
  for (const { name, children } of joints) hostsOf.set(name, sizeOf(children));
  const tops = new Set(joints.flatMap(({ children }) => children));
  const middle = joints.filter(({ name }) => tops.has(name));
  const sizes: number[] = [];
  for (const level of [groups, middle]) {
    const [size = 0, ...others] = new Set(level.map(({ name }) => sizeOf([name])));
    const more = size > (sizes.at(-1) ?? base);
    if (others.length === 0 && more && Number.isInteger(Math.log2(size / base))) sizes.push(size);
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
