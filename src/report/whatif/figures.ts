import { servedText } from '../../fabric/served-text.js';
import type { CutOff } from '../../measure/cut-off.js';
import { formatCounted, formatGbps, formatRange, formatTimes } from '../../std/units.js';
import type { AllToAll, BisectionGbps, PlaneAnswer } from '../../whatif/answer.js';
import { formatFraction } from '../fraction.js';

/** "3.28 Tb/s", or both ends. */
export const gbpsWords = ({ lower, upper }: BisectionGbps): string =>
  formatRange(lower, upper, formatGbps);

/** "3.28 Tb/s → 3.26 Tb/s (keeps 255/256)". */
export function change(before: BisectionGbps, after: BisectionGbps): string {
  if (before.exact && after.exact && before.upper === after.upper) {
    return `${formatGbps(after.upper)}, unchanged`;
  }
  return `${gbpsWords(before)} → ${keptWords(before, after)}`;
}

/** "3.26 Tb/s (keeps 255/256)"; what an open interval keeps is not known. */
export function keptWords(before: BisectionGbps, after: BisectionGbps): string {
  if (!before.exact || !after.exact) return gbpsWords(after);
  return `${formatGbps(after.upper)} (keeps ${formatFraction(after.upper, before.upper)})`;
}

/** "0.983646 of it fits", as `planewright throughput` says it. */
export function fitsWords(one: AllToAll): string {
  if (one === null) return 'nobody sends anything';
  if (one === 'not measured') return 'not measured: the plane is too large for a quick answer';
  const { lower, upper } = one;
  return lower > 1 - 1e-9
    ? 'all of it fits'
    : `${formatRange(lower, upper, formatTimes)} of it fits`;
}

export const sameFit = (a: AllToAll, b: AllToAll): boolean => fitsWords(a) === fitsWords(b);

/** Whether nothing is to be said of a plane beside how it was. */
export const samePlane = (a: PlaneAnswer, b: PlaneAnswer): boolean =>
  a.endpointsCutOff === b.endpointsCutOff &&
  a.bisectionGbps.lower === b.bisectionGbps.lower &&
  a.bisectionGbps.upper === b.bisectionGbps.upper &&
  sameFit(a.throughput, b.throughput) &&
  a.worstLeaf === null;

/** "worst leaf compute/p0/leaf0 (u0 r0) keeps 31/32 of its uplinks". */
export function worstLeafWords({ worstLeaf: leaf }: PlaneAnswer): string | null {
  if (!leaf) return null;
  const kept = formatFraction(leaf.upGbps, leaf.healthyUpGbps);
  const served = servedText(leaf);
  const whom = served === '' ? '' : ` (${served})`;
  return `worst leaf ${leaf.leaf}${whom} keeps ${kept} of its uplinks`;
}

/** "in 7 to 8 planes". */
export const planesWords = ({
  min,
  max,
}: {
  readonly min: number;
  readonly max: number;
}): string =>
  min === max ? `in ${formatCounted(min, 'plane')}` : `in ${min} to ${formatCounted(max, 'plane')}`;

export function cutOffWords(after: CutOff, before: CutOff): string {
  const { endpointsCutOff, endpointsCutOffPerHost, hostsCutOff } = after;
  if (endpointsCutOff === 0) return 'nobody';
  const same = endpointsCutOff === before.endpointsCutOff && hostsCutOff === before.hostsCutOff;
  const was =
    before.endpointsCutOff === 0
      ? ''
      : same
        ? ', as before'
        : ` (before: ${formatCounted(before.endpointsCutOff, 'endpoint')})`;
  const hosts = hostsCutOff === 0 ? 'no host' : formatCounted(hostsCutOff, 'host');
  return `${formatCounted(endpointsCutOff, 'endpoint')}, at most ${endpointsCutOffPerHost} of a host; ${hosts} entirely${was}`;
}
