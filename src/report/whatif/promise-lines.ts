import { formatMeasured, formatPromise } from '../../check/promise.js';
import type { BrokenPromise } from '../../check/promises-under.js';
import { quoted } from '../../std/terminal.js';
import { formatCount } from '../../std/units.js';
import type { FailedAnswer } from '../../whatif/answer.js';

/** Of so many promises that do not hold it is said what they are. */
const mostShown = 12;

/** Which promises of the file do not hold; nothing where the file promises nothing that a fault could break. */
export function promiseLines({ promises, broken }: FailedAnswer): string[] {
  if (promises === 0) return [];
  const alike = grouped(broken);
  const rest = alike.slice(mostShown).reduce((sum, group) => sum + group.length, 0);
  return [
    `promises       ${promiseSummary({ promises, broken })}`,
    ...alike.slice(0, mostShown).map((group) => `  ${promiseWords(group)}`),
    ...(rest === 0 ? [] : [`  and ${formatCount(rest)} more`]),
  ];
}

/** "2 of 17 in expect break, 1 is not proved". */
export function promiseSummary({ promises, broken }: Pick<FailedAnswer, 'promises' | 'broken'>) {
  const all = formatCount(promises);
  if (broken.length === 0) return `all ${all} in expect hold`;
  const sure = broken.filter(({ status }) => status === 'broken').length;
  const open = broken.length - sure;
  const not = `${formatCount(open)} ${open === 1 ? 'is' : 'are'} not proved`;
  return sure === 0
    ? `of ${all} in expect ${not}`
    : `${formatCount(sure)} of ${all} in expect ${sure === 1 ? 'breaks' : 'break'}${open > 0 ? `, ${not}` : ''}`;
}

/** The same of different scopes is said once. */
function grouped(broken: readonly BrokenPromise[]): BrokenPromise[][] {
  const groups = new Map<string, BrokenPromise[]>();
  for (const one of broken) {
    const { scope, ...said } = one;
    const key = JSON.stringify(said);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

/** "compute/p0 and 3 more: bisectionRatio is 0.96875, was 1; promised is 1". */
function promiseWords(group: readonly BrokenPromise[]): string {
  const { scope, measure, promised, measured, healthy, status, keptBefore } = group[0]!;
  const others = group.length === 1 ? '' : ` and ${formatCount(group.length - 1)} more`;
  const shown = scope.length <= 120 ? scope : quoted(scope);
  const was = keptBefore ? '' : ', broken without these faults, too';
  const proved = status === 'open' ? ', which is not proved' : '';
  return `${shown}${others}: ${measure} is ${formatMeasured(measured)}, was ${formatMeasured(healthy)}; promised is ${formatPromise(promised)}${proved}${was}`;
}
