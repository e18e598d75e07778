import type { HostShare, Shares } from '../../measure/host-shares.js';
import type { Relaying } from '../../measure/relaying.js';
import { formatCount, formatCounted, formatNumber } from '../../std/units.js';
import type { PlaneSetAnswer } from '../../whatif/answer.js';
import { formatFraction } from '../fraction.js';

/** So many kinds of hosts are named. */
const mostShares = 3;

/** "1 keeps a part of its ports or their speed: h9/nic2 keeps 7/8"; null if none does. */
export function nicWords({ endpointsDegraded: count, worstEndpoint: worst }: Shares) {
  if (!worst) return null;
  const kept = formatFraction(worst.gbps, worst.healthyGbps);
  const all = count === 1 ? '1 keeps' : `${formatCount(count)} keep`;
  const one = count === 1 ? worst.endpoint : `worst ${worst.endpoint}, which`;
  return `${all} a part of ${count === 1 ? 'its' : 'their'} ports or speed: ${one} keeps ${kept}`;
}

/** "32 keep 7 of 8 NICs, in 7 of 8 planes (first h0)"; null if no host lost anything. */
export function hostWords({ hosts }: Shares): string | null {
  if (hosts.length === 0) return null;
  const named = hosts.slice(0, mostShares).map(shareWords);
  const rest = hosts.slice(mostShares).reduce((sum, one) => sum + one.hosts, 0);
  const more = rest === 0 ? '' : `; ${formatCounted(rest, 'host')} more`;
  return `${named.join('; ')}${more}`;
}

function shareWords(share: HostShare): string {
  const { hosts, first, nics, healthyNics, planes, healthyPlanes, gbps, healthyGbps } = share;
  const who = hosts === 1 ? first : `${formatCount(hosts)} (first ${first})`;
  const verb = hosts === 1 ? 'keeps' : 'keep';
  if (nics === 0) return `${who} ${verb} nothing`;
  const ofNics = `${nics} of ${formatCounted(healthyNics, 'NIC')}`;
  const ofPlanes =
    planes === healthyPlanes ? '' : `, ${planes} of ${formatCounted(healthyPlanes, 'plane')}`;
  return `${who} ${verb} ${ofNics}${ofPlanes}, ${formatFraction(gbps, healthyGbps)} of the Gb/s`;
}

/** Pairs that a fault makes relay, and pairs that did before and are farther apart; none if there are none. */
export function relayWords(after: PlaneSetAnswer, before: PlaneSetAnswer): string[] {
  if (!after.relaying || !before.relaying) return ['too many pairs to be searched'];
  const { samePlane, otherPlanes } = after.relaying;
  const other = before.relaying.otherPlanes;
  const changed =
    otherPlanes.pairs !== other.pairs ||
    otherPlanes.apart !== other.apart ||
    otherPlanes.averageHops !== other.averageHops;
  const words = [
    ...pairWords(samePlane, 'of one plane'),
    ...(changed ? pairWords(otherPlanes, 'of different planes') : []),
  ];
  // Where somebody lost something it is worth saying that nobody has to.
  const lost = after.hosts.length > 0 && words.length === 0;
  return lost ? ['nobody: every pair of NICs of one plane still has a path'] : words;
}

function pairWords(relaying: Relaying, which: string): string[] {
  const { pairs, apart, averageHops, mostHops, healthyHops } = relaying;
  const words: string[] = [];
  if (averageHops !== null && mostHops !== null) {
    // The mean before is of those that are apart now, too: it would compare others.
    const known = healthyHops !== null && apart === 0;
    const was = known ? ` (${formatNumber(healthyHops, 2)} before)` : '';
    words.push(
      `${formatCounted(pairs, 'pair')} of NICs ${which}, inside hosts: ${formatNumber(averageHops, 2)} hops on average${was}, at most ${mostHops}`,
    );
  }
  if (apart > 0) {
    words.push(`${formatCounted(apart, 'pair')} of NICs ${which} reach each other in no way`);
  }
  return words;
}
