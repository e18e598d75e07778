import {
  type Ground,
  mostHostsOfUnit,
  type Spread,
  smallest,
  spreads,
  type Tree,
  uplinkRoom,
  uplinksNeeded,
} from './ground.js';

/**
 * How many more pods than needed are tried, more units of each, and numbers of its spines: other ones
 * may spread over fewer switches.
 */
const morePods = 16;
const moreUnits = 3;
const moreSpines = 8;

/** What a pod is: leaves of so many consecutive units, or these leaves rail by rail. */
export type PodKind = 'unit' | 'rail';

/** Pods that stand beside each other on the same units. */
const podsPerUnits = ({ leafRails }: Ground, kind: PodKind): number =>
  kind === 'rail' ? leafRails : 1;

/**
 * Leaves, spines and cores: hosts spread evenly over the units, units over the pods, and spines have
 * as much up as down.
 */
export const threeTiers = (ground: Ground, kind: PodKind): Tree | null =>
  smallest(threeTierTrees(ground, kind));

function* threeTierTrees(ground: Ground, kind: PodKind): Iterable<Tree> {
  const beside = podsPerUnits(ground, kind);
  const fullUnit = mostHostsOfUnit(ground);
  const fullPod = mostUnitsOfPod(ground, kind);
  if (fullUnit < 1 || fullPod < 1) return;
  const needed = Math.ceil(ground.hosts / fullUnit);
  const fewest = Math.max(Math.ceil(needed / fullPod), beside > 1 ? 1 : 2);
  const most = Math.min(fewest + morePods, needed, Math.floor(capacityOf(ground) / beside));
  for (let podRows = fewest; podRows <= most; podRows++) {
    const units = Math.ceil(needed / podRows);
    for (let more = 0; more <= Math.min(moreUnits, fullPod - units); more++) {
      yield* treesOfPods(ground, podsOf(ground, { podRows, units: units + more, beside }));
    }
  }
}

/** Spread evenly hosts may need fewer units than the pods have, and not the last pod. */
function podsOf({ hosts }: Ground, { podRows, units, beside }: Omit<Pods, 'hostsPerUnit'>): Pods {
  const hostsPerUnit = Math.ceil(hosts / (podRows * units));
  const used = Math.ceil(Math.ceil(hosts / hostsPerUnit) / units);
  return { podRows: used, units, beside, hostsPerUnit };
}

interface Pods {
  /** Pods one after the other along the units, and beside each other. */
  readonly podRows: number;
  readonly beside: number;
  /** Units of a pod. */
  readonly units: number;
  readonly hostsPerUnit: number;
}

function* treesOfPods(ground: Ground, pod: Pods): Iterable<Tree> {
  const { podRows, beside, units, hostsPerUnit } = pod;
  const pods = podRows * beside;
  if (pods < 2) return;
  const leavesOfPod = (units * ground.leavesPerUnit) / beside;
  const limits = {
    least: uplinksNeeded(ground, hostsPerUnit),
    most: uplinkRoom(ground, hostsPerUnit),
    capacity: capacityUnderCores(ground),
  };
  let tried = 0;
  for (const leaf of spreads(leavesOfPod, limits)) {
    if (tried++ >= moreSpines) return;
    const spine = spineUplinks(ground, (leavesOfPod * leaf.up) / leaf.parents, pods);
    if (!spine) continue;
    yield {
      hostsPerUnit,
      leaves: leavesOfPod * pods,
      up: leaf.up,
      spines: pods * leaf.parents,
      spineUp: spine.up,
      cores: leaf.parents * spine.parents,
      pod: { units, ...(beside > 1 ? { rails: 1 } : {}) },
    };
  }
}

/** Uplinks of a spine with so many cables from below: at least as many. */
function spineUplinks(ground: Ground, down: number, pods: number): Spread | undefined {
  const { ports, upSplit } = ground;
  const most = (ports - Math.ceil(down / upSplit)) * upSplit;
  for (const spread of spreads(pods, { least: down, most, capacity: capacityOf(ground) })) {
    return spread;
  }
  return undefined;
}

/** Cables that a switch without a tier above has room for, and one with as many up as down. */
const capacityOf = ({ ports, upSplit }: Ground): number => ports * upSplit;
const capacityUnderCores = ({ ports, upSplit }: Ground): number => Math.floor(ports / 2) * upSplit;

/** A spine has a cable from every leaf of its pod. */
const mostUnitsOfPod = (ground: Ground, kind: PodKind): number =>
  Math.floor((capacityUnderCores(ground) * podsPerUnits(ground, kind)) / ground.leavesPerUnit);

/** The most hosts under three tiers: a core has a cable from every pod. */
export const mostUnderThreeTiers = (ground: Ground, kind: PodKind): number =>
  mostHostsOfUnit(ground) *
  mostUnitsOfPod(ground, kind) *
  Math.floor(capacityOf(ground) / podsPerUnits(ground, kind));
