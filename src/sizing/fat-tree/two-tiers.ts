import {
  type Ground,
  mostHostsOfUnit,
  smallest,
  spreads,
  type Tree,
  uplinkRoom,
  uplinksNeeded,
} from './ground.js';

/** How many more units than needed are tried: other counts may spread over fewer spines. */
const moreUnits = 16;

/** One leaf for everybody; null if they do not fit, or need several leaves. */
export function oneTier({
  hosts,
  hostPorts,
  leavesPerUnit,
  ports,
  downSplit,
}: Ground): Tree | null {
  if (leavesPerUnit > 1 || hosts * hostPorts > ports * downSplit) return null;
  return { hostsPerUnit: hosts, leaves: 1 };
}

/** The most hosts under one leaf. */
export const mostUnderOneTier = ({ hostPorts, leavesPerUnit, ports, downSplit }: Ground): number =>
  leavesPerUnit > 1 ? 0 : Math.floor((ports * downSplit) / hostPorts);

/** Leaves and spines: hosts spread evenly over the units, and uplinks over the spines. */
export const twoTiers = (ground: Ground): Tree | null => smallest(twoTierTrees(ground));

function* twoTierTrees(ground: Ground): Iterable<Tree> {
  const { hosts, leavesPerUnit, ports, upSplit } = ground;
  const fullUnit = mostHostsOfUnit(ground);
  if (fullUnit < 1) return;
  const fewest = Math.ceil(hosts / fullUnit);
  for (let units = fewest; units <= Math.min(fewest + moreUnits, hosts); units++) {
    const hostsPerUnit = Math.ceil(hosts / units);
    const leaves = Math.ceil(hosts / hostsPerUnit) * leavesPerUnit;
    const least = uplinksNeeded(ground, hostsPerUnit);
    const limits = { least, most: uplinkRoom(ground, hostsPerUnit), capacity: ports * upSplit };
    for (const { parents, up } of spreads(leaves, limits)) {
      yield { hostsPerUnit, leaves, up, spines: parents };
      break;
    }
  }
}

/** The most hosts under two tiers: a spine has a cable from every leaf. */
export const mostUnderTwoTiers = (ground: Ground): number =>
  mostHostsOfUnit(ground) * Math.floor((ground.ports * ground.upSplit) / ground.leavesPerUnit);
