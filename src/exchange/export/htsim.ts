import { csvLine } from '../../std/csv.js';
import { formatCount, formatGbps } from '../../std/units.js';
import type { Exported, ExportedFile, Exporter } from './exporter.js';
import { nothingBuilt } from './nothing-built.js';
import { joined } from './pieces.js';
import { planeFileName } from './plane-files.js';
import { type RegularTree, regularTree } from './regular-tree.js';

/** What the `.topo` files that come with htsim have; cables have no lengths in a fabric. */
const latencyNs = 1000;

/** Ports for which a switch of htsim has room: `addPort` is asserted to be below them. */
const mostPorts = [96, 64, 64];

const tierNames = ['ToR', 'AGG', 'core'];

/**
 * Topologies of htsim (csg-htsim, sim/datacenter/fat_tree_topology.cpp), one for each plane. A file
 * only has numbers, by which htsim wires a fat-tree; so a plane has to be exactly that fat-tree.
 */
export const htsim: Exporter = (exported) => {
  const { fabric } = exported.subject;
  if (exported.planes.length === 0) return nothingBuilt;
  const files: ExportedFile[] = [];
  for (const p of exported.planes) {
    const { id } = fabric.planes[p]!;
    const tree = regularTree(fabric, p);
    const problem = 'problem' in tree ? tree.problem : unfit(tree);
    if ('problem' in tree || problem !== null) {
      return { problem: `${id} is no fat-tree that htsim wires: ${problem}` };
    }
    const name = planeFileName(fabric, p);
    files.push({ name: `${name}.topo`, pieces: joined(lines(id, tree)) });
    files.push({ name: `${name}-ids.csv`, pieces: joined(idLines(exported, tree)) });
  }
  return {
    files,
    notes: [
      `every cable has a latency of ${formatCount(latencyNs)} ns and switches have none, for want of lengths`,
    ],
  };
};

/** Ports up and down of each tier, from below. */
function radixOf({ endpoints, leaves, spines, cores, pods, steps }: RegularTree) {
  const [, up = 0, top = 0] = steps.map(({ parallel }) => parallel);
  const perPod = { leaves: leaves.length / pods, spines: spines.length / pods };
  const radix = [{ down: endpoints.length / leaves.length, up: perPod.spines * up }];
  if (spines.length > 0) {
    const coresOfSpine = cores.length / perPod.spines;
    radix.push({ down: perPod.leaves * up, up: coresOfSpine * top });
  }
  if (cores.length > 0) radix.push({ down: pods * top, up: 0 });
  return radix;
}

/** Ports down to ports up of a tier, by speed, as `set_custom_params` counts with them. */
function oversubscription(tree: RegularTree, tier: number): number {
  const { down, up } = radixOf(tree)[tier]!;
  return (down * tree.steps[tier]!.gbps) / (up * tree.steps[tier + 1]!.gbps);
}

/** The first rule of the reader that a tree breaks, with its numbers. */
function unfit(tree: RegularTree): string | null {
  const { steps } = tree;
  const radix = radixOf(tree);
  if (radix.length < 2) return 'it has one tier of switches, htsim two or three';
  if (steps[0]!.parallel !== 1) {
    return `NICs have ${steps[0]!.parallel} cables to their leaf, a host of htsim one (Bundle of tier 0)`;
  }
  const uneven = steps.find(({ gbps }) => !Number.isInteger(gbps));
  if (uneven) return `cables have ${formatGbps(uneven.gbps)}, htsim counts whole Gb/s`;
  for (let tier = 0; tier + 1 < radix.length; tier++) {
    const { down, up } = radix[tier]!;
    const ratio = oversubscription(tree, tier);
    const ports = `${tierNames[tier]} switches have ${down} ports down of ${formatGbps(steps[tier]!.gbps)} and ${up} up of ${formatGbps(steps[tier + 1]!.gbps)}`;
    if (ratio < 1 || !Number.isInteger(ratio)) {
      return `${ports}: Oversubscribed has to be a whole number, not ${down * steps[tier]!.gbps}:${up * steps[tier + 1]!.gbps}`;
    }
    if (tier === 0 && Math.floor(down / up) !== ratio) {
      return `${ports}: Oversubscribed would be ${ratio} by speed, and has to be Radix_Down / Radix_Up, ${Math.floor(down / up)}`;
    }
  }
  const full = radix.findIndex(({ down, up }, tier) => down + up > mostPorts[tier]!);
  if (full < 0) return null;
  const { down, up } = radix[full]!;
  return `${tierNames[full]} switches have ${down + up} ports, those of htsim at most ${mostPorts[full]}`;
}

function* lines(id: string, tree: RegularTree): Generator<string> {
  const { endpoints, pods, steps } = tree;
  const radix = radixOf(tree);
  yield `# ${id}\n`;
  yield `Nodes ${endpoints.length}\nTiers ${radix.length}\nPodsize ${endpoints.length / pods}\n`;
  for (const [tier, { down, up }] of radix.entries()) {
    const top = tier + 1 === radix.length;
    yield `\nTier ${tier}\nDownlink_speed_Gbps ${steps[tier]!.gbps}\nRadix_Down ${down}\n`;
    if (!top) yield `Radix_Up ${up}\nOversubscribed ${oversubscription(tree, tier)}\n`;
    yield `Bundle ${steps[tier]!.parallel}\nDownlink_Latency_ns ${latencyNs}\nSwitch_Latency_ns 0\n`;
  }
}

/** htsim numbers hosts and the switches of each tier; core c is on the spines of place c mod places. */
function* idLines({ subject: { fabric } }: Exported, tree: RegularTree): Generator<string> {
  const { endpoints, leaves, spines, cores, pods } = tree;
  yield csvLine(['kind', 'id', 'name']);
  const places = spines.length / pods;
  const each = cores.length / places;
  const numbered = cores.map((_, c) => cores[(c % places) * each + Math.floor(c / places)]!);
  const kinds = { host: endpoints, tor: leaves, agg: spines, core: numbered };
  for (const [kind, members] of Object.entries(kinds)) {
    for (const [id, v] of members.entries()) yield csvLine([kind, id, fabric.vertexIds[v]!]);
  }
}
