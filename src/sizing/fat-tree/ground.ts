import { present } from '../../std/assert.js';
import { splitOf } from '../../std/ratio.js';
import type { Wiring } from '../wirings.js';
import { ceilOf, type Question, type Ratio } from '../wish.js';

/** What the tiers of one plane stand on. */
export interface Ground {
  readonly hosts: number;
  /** k: ports of a host on one leaf. */
  readonly hostPorts: number;
  /** L: leaves of a unit; and of the rails that leaves are made by, 1 if they are not. */
  readonly leavesPerUnit: number;
  readonly leafRails: number;
  /** Physical ports of a switch. */
  readonly ports: number;
  readonly nicGbps: number;
  readonly downSplit: number;
  /** Speed of cables between switches, and into how many a port is split for them. */
  readonly upGbps: number;
  readonly upSplit: number;
  readonly ratio: Ratio;
}

export function groundOf(
  { hosts, switchModel, nic }: Question,
  { attachment }: Wiring,
  ratio: Ratio,
  upSplit: number,
): Ground {
  const { hostPortsPerLeaf, leavesPerUnit, leafPerRail, railsInPlane } = attachment;
  return {
    hosts,
    hostPorts: hostPortsPerLeaf,
    leavesPerUnit,
    leafRails: leafPerRail ? railsInPlane : 1,
    ports: switchModel.ports,
    nicGbps: nic.portGbps,
    downSplit: splitOf(switchModel.portGbps, nic.portGbps),
    upGbps: switchModel.portGbps / upSplit,
    upSplit,
    ratio,
  };
}

/** A fat-tree of one plane in numbers. */
export interface Tree {
  readonly hostsPerUnit: number;
  readonly leaves: number;
  /** Uplinks of a leaf. */
  readonly up?: number;
  readonly spines?: number;
  readonly spineUp?: number;
  readonly cores?: number;
  readonly pod?: { readonly units: number; readonly rails?: number };
}

export const switchesOf = ({ leaves, spines = 0, cores = 0 }: Tree): number =>
  leaves + spines + cores;

const cablesOf = ({ leaves, up = 0, spines = 0, spineUp = 0 }: Tree): number =>
  leaves * up + spines * spineUp;

/** The tree with the fewest switches, then cables; of equal ones the first. */
export function smallest(trees: Iterable<Tree>): Tree | null {
  let best: Tree | null = null;
  for (const tree of trees) {
    const less = best === null ? -1 : switchesOf(tree) - switchesOf(best);
    if (less < 0 || (less === 0 && cablesOf(tree) < cablesOf(present(best, 'tree')))) best = tree;
  }
  return best;
}

/** Uplinks that a leaf with so many hosts needs to stay within the ratio. */
export function uplinksNeeded({ hostPorts, nicGbps, upGbps, ratio }: Ground, hosts: number) {
  const downGbps = hosts * hostPorts * nicGbps;
  return Math.max(1, ceilOf((downGbps * ratio.up) / (ratio.down * upGbps)));
}

/** Uplinks for which a leaf with so many hosts has room. */
export const uplinkRoom = (
  { ports, hostPorts, downSplit, upSplit }: Ground,
  hosts: number,
): number => (ports - Math.ceil((hosts * hostPorts) / downSplit)) * upSplit;

/** The most hosts of a unit whose leaves have room for their uplinks; 0: there is none for one. */
export function mostHostsOfUnit(ground: Ground): number {
  let [fit, over] = [0, Math.floor((ground.ports * ground.downSplit) / ground.hostPorts) + 1];
  while (over - fit > 1) {
    const hosts = (fit + over) >> 1;
    if (uplinksNeeded(ground, hosts) <= uplinkRoom(ground, hosts)) fit = hosts;
    else over = hosts;
  }
  return fit;
}

/** Parents, and the cables of each child to them. */
export interface Spread {
  readonly parents: number;
  readonly up: number;
}

/**
 * Parents over which the cables of so many children spread evenly, the fewest first: each child has at
 * least `least` cables and at most `most`, each parent room for `capacity`. For a number of parents the
 * fewest cables.
 */
export function* spreads(
  children: number,
  { least, most, capacity }: { least: number; most: number; capacity: number },
): Iterable<Spread> {
  const mostPerPair = Math.floor(capacity / children);
  if (mostPerPair < 1) return;
  for (let parents = Math.ceil(least / mostPerPair); parents <= least; parents++) {
    const up = Math.ceil(least / parents) * parents;
    if (up <= most) yield { parents, up };
  }
}
