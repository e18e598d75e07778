import { formatCounted } from '../../std/units.js';
import type { PlaneAnswer, PlaneSetAnswer } from '../../whatif/answer.js';
import {
  change,
  cutOffWords,
  fitsWords,
  planesWords,
  sameFit,
  samePlane,
  worstLeafWords,
} from './figures.js';
import { marginWords } from './margin.js';
import { hostWords, nicWords, relayWords } from './shares.js';

/** A plane set, healthy against failed: what is as it was is left out where it says nothing. */
export function planeSetLines(
  name: string,
  before: PlaneSetAnswer,
  after: PlaneSetAnswer,
): string[] {
  const left = after.endpointsCutOff > 0 ? ' among those that are left' : '';
  const fits = fitsWords(after.throughput) + left;
  const fit = sameFit(before.throughput, after.throughput)
    ? `${fits}, unchanged`
    : `${fitsWords(before.throughput)} → ${fits}`;
  const [nics, hosts] = [nicWords(after), hostWords(after)];
  return [
    name,
    `  bisection    ${change(before.bisectionGbps, after.bisectionGbps)}`,
    `  all-to-all   ${fit}`,
    `  cut off      ${cutOffWords(after, before)}`,
    ...(nics === null ? [] : [`  NICs         ${nics}`]),
    ...(hosts === null ? [] : [`  hosts        ${hosts}`]),
    `  host pairs   ${meetWords(after, before)}`,
    ...marginWords(after, before).map((words) => `  margin       ${words}`),
    ...relayWords(after, before).map((words) => `  relaying     ${words}`),
  ];
}

function meetWords(after: PlaneSetAnswer, before: PlaneSetAnswer): string {
  const { planesPerHostPair: pairs, hostPairsCutOff, hostPairsDegraded } = after;
  if (pairs === null) return 'there is no pair of hosts';
  const fewer =
    hostPairsDegraded === 0
      ? ''
      : `; ${formatCounted(hostPairsDegraded, 'pair')} in fewer than before`;
  if (hostPairsCutOff === 0) return `all host pairs still meet, ${planesWords(pairs)}${fewer}`;
  const { hostPairsCutOff: was } = before;
  const already =
    was === 0
      ? ''
      : was === hostPairsCutOff
        ? ', as before'
        : ` (before: ${formatCounted(was, 'pair')})`;
  return `${formatCounted(hostPairsCutOff, 'host pair')} cut off: they meet in no plane${already}${fewer}`;
}

/** Only planes that changed; the others are counted. */
export function planeLines(
  after: readonly PlaneAnswer[],
  healthy: readonly PlaneAnswer[],
): string[] {
  const before = new Map(healthy.map((answer) => [answer.plane, answer]));
  const changed = after.filter((answer) => !samePlane(answer, before.get(answer.plane)!));
  const lines = changed.flatMap((answer) => {
    const was = before.get(answer.plane)!;
    const cut = answer.endpointsCutOff;
    const head = `  ${answer.plane.padEnd(12)} ${change(was.bisectionGbps, answer.bisectionGbps)}`;
    const lost = cut === 0 ? '' : `, ${formatCounted(cut, 'endpoint')} cut off`;
    const leaf = worstLeafWords(answer);
    return leaf === null ? [`${head}${lost}`] : [`${head}${lost}`, `               ${leaf}`];
  });
  const rest = after.length - changed.length;
  if (rest > 0 && changed.length > 0) {
    lines.push(`  ${formatCounted(rest, 'other plane')}: unchanged`);
  }
  return lines;
}
