import { formatCounted } from '../../std/units.js';
import type { BisectionGbps, Left, PlaneAnswer, PlaneSetAnswer } from '../../whatif/answer.js';
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

/** What is said of a plane set or a plane: a label (none: it goes on from the row before), and words. */
export type Row = readonly [label: string, words: string];

/** A plane set, healthy against failed, as lines. */
export const planeSetLines = (
  name: string,
  before: PlaneSetAnswer,
  after: PlaneSetAnswer,
): string[] => [name, ...planeSetRows(before, after).map(lineOf)];

const lineOf = ([label, words]: Row): string =>
  label === '' ? `               ${words}` : `  ${label.padEnd(12)} ${words}`;

/** A plane set, healthy against failed: what is as it was is left out where it says nothing. */
export function planeSetRows(before: PlaneSetAnswer, after: PlaneSetAnswer): Row[] {
  const left = after.endpointsCutOff > 0 ? ' among those that are left' : '';
  const fits = fitsWords(after.throughput) + left;
  const fit = sameFit(before.throughput, after.throughput)
    ? `${fits}, unchanged`
    : `${fitsWords(before.throughput)} → ${fits}`;
  return [
    bisectionRow(before.bisectionGbps, after.bisectionGbps),
    ['all-to-all', fit],
    ...leftRows(before, after),
    ...marginWords(after, before).map((words): Row => ['margin', words]),
    ...relayWords(after, before).map((words): Row => ['relaying', words]),
  ];
}

export const bisectionRow = (before: BisectionGbps, after: BisectionGbps): Row => [
  'bisection',
  change(before, after),
];

/** Who is cut off, and what the others keep. */
export function leftRows(before: Left, after: Left): Row[] {
  const [nics, hosts] = [nicWords(after), hostWords(after)];
  return [
    ['cut off', cutOffWords(after, before)],
    ...(nics === null ? [] : [['NICs', nics] as const]),
    ...(hosts === null ? [] : [['hosts', hosts] as const]),
    ['host pairs', meetWords(after, before)],
  ];
}

function meetWords(after: Left, before: Left): string {
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

/** Only planes that changed, as lines; the others are counted. */
export function planeLines(
  after: readonly PlaneAnswer[],
  healthy: readonly PlaneAnswer[],
): string[] {
  const { rows, others } = planeRows(after, healthy);
  return [...rows.map(lineOf), ...(others === null ? [] : [`  ${others}`])];
}

/** Planes that changed, and how many others there are (null: none, or nothing changed). */
export function planeRows(
  after: readonly PlaneAnswer[],
  healthy: readonly PlaneAnswer[],
): { readonly rows: readonly Row[]; readonly others: string | null } {
  const before = new Map(healthy.map((answer) => [answer.plane, answer]));
  const changed = after.filter((answer) => !samePlane(answer, before.get(answer.plane)!));
  const rows = changed.flatMap((answer): Row[] => {
    const was = before.get(answer.plane)!;
    const cut = answer.endpointsCutOff;
    const lost = cut === 0 ? '' : `, ${formatCounted(cut, 'endpoint')} cut off`;
    const head: Row = [answer.plane, `${change(was.bisectionGbps, answer.bisectionGbps)}${lost}`];
    const leaf = worstLeafWords(answer);
    return leaf === null ? [head] : [head, ['', leaf]];
  });
  const rest = after.length - changed.length;
  const others = rest > 0 && changed.length > 0;
  return { rows, others: others ? `${formatCounted(rest, 'other plane')}: unchanged` : null };
}
