import { formatMeasured, formatPromise } from '../check/promise.js';
import { groupBy } from '../std/group.js';
import { jsonText } from '../std/pretty-json.js';
import { quoted } from '../std/terminal.js';
import { formatCount, formatCounted } from '../std/units.js';
import type { Drain } from '../whatif/drain/drain.js';
import type { Expectation } from '../whatif/drain/expectations.js';
import type { LostNow } from '../whatif/drain/lost-now.js';
import type { CutOffByOne, OneMore } from '../whatif/drain/one-more.js';
import type { KeptPromise } from '../whatif/drain/promises.js';
import type { Verdict } from '../whatif/drain/verdict.js';
import { faultLines } from './fault-lines.js';

/** An answer with the topology that it is about. */
export interface DrainReport extends Drain {
  readonly version: 1;
  readonly topology: { readonly name: string; readonly file: string };
}

export const drainJson = (report: DrainReport): string => jsonText(report);

/** Whether it is safe, and why not, for people. */
export function drainText(report: DrainReport): string {
  const { topology, faults, expect, tooMany } = report;
  const lines = [`${topology.name}: can this go out of service?`];
  lines.push(...faultLines(faults, 'drain'.length, 'drain'));
  lines.push('', ...headLines(report), ...verdictLines(tooMany?.verdict ?? report.verdict));
  if (expect.length > 0) lines.push('', ...expectLines(expect));
  return `${lines.join('\n')}\n`;
}

function headLines({ parts, safe, tooMany }: Drain): string[] {
  if (safe) return [parts === 1 ? 'safe' : `safe: all ${formatCount(parts)} parts together`];
  if (!tooMany) return ['not safe: not even what stands today is proved to be'];
  const { part, position } = tooMany;
  if (parts === 1) return ['not safe'];
  const before =
    position === 1
      ? 'not even the first one alone'
      : position === 2
        ? 'the one before it is safe'
        : `the ${formatCount(position - 1)} before it are safe together`;
  return [
    `not safe: part ${formatCount(position)} of ${formatCount(parts)} is one too many, ${part} (${before})`,
  ];
}

function verdictLines({ lost, scenarios, oneMore }: Verdict): string[] {
  return [
    ...labelled('cut off', lostWords(lost)),
    ...labelled('scenarios', scenarioWords(scenarios)),
    ...labelled('one more', oneMore.length === 0 ? [] : oneMoreWords(oneMore)),
  ];
}

const labelled = (label: string, words: readonly string[]): string[] =>
  words.map((line, i) => `  ${(i === 0 ? label : '').padEnd(12)} ${line}`);

function lostWords(lost: readonly LostNow[]): string[] {
  const words = lost.flatMap(({ planeSet, endpoints, first, hostPairs }) => {
    const more = endpoints > first.length ? ', …' : '';
    const ends = `${formatCounted(endpoints, 'endpoint')} (${first.join(', ')}${more})`;
    const pairs = `${formatCounted(hostPairs, 'host pair')} that meet today`;
    const said = [...(endpoints > 0 ? [ends] : []), ...(hostPairs > 0 ? [pairs] : [])];
    return said.length === 0 ? [] : [`${planeSet}: ${said.join(', and ')}`];
  });
  return words.length > 0 ? words : ['nobody else'];
}

function scenarioWords(promises: readonly KeptPromise[]): string[] {
  if (promises.length === 0) return ['there are none'];
  const kept = promises.filter(({ status }) => status === 'kept').length;
  const others = promises.filter(({ status }) => status !== 'kept');
  return [
    `${formatCount(kept)} of ${formatCounted(promises.length, 'promise')} kept`,
    ...others.map(promiseWords),
  ];
}

function promiseWords(promise: KeptPromise): string {
  const { scenario, scope, measure, claimed, measured, worst, status } = promise;
  if (status === 'wrong')
    return `${quoted(scenario)}: what it names is wrong: see what validate says`;
  if (status === 'not proved')
    return `${quoted(scenario)}: not proved, too many of its cases differ`;
  const is = measured === null ? 'not known' : formatMeasured(measured);
  const today = status === 'broken today' ? '; so it is without the drain' : '';
  return `${quoted(scenario)}: ${scope}: ${measure} is ${is}, expected ${promised(claimed)}, when ${worst} fails${today}`;
}

/** What holds of every kind of part of a plane set is said once. */
function oneMoreWords(all: readonly OneMore[]): string[] {
  return [...groupBy(all, ({ planeSet }) => planeSet)].flatMap(([planeSet, ones]) => {
    const fine = ones.filter(({ complete, worst }) => complete && !worst);
    const any = fine.map(({ cases, kind }) => formatCounted(cases, kind)).join(' or ');
    return [
      ...(any ? [`${planeSet}: each of ${any} cuts off no more than it does today`] : []),
      ...ones.filter((one) => !fine.includes(one)).map(worseWords),
    ];
  });
}

function worseWords({ planeSet, kind, cases, evaluated, complete, worse, worst }: OneMore): string {
  const any = `${planeSet}: each of ${formatCounted(cases, kind)}`;
  const tried = complete ? '' : `; not proved, only ${formatCount(evaluated)} were tried`;
  if (!worst)
    return `${any}: none of those that were tried cuts off more than it does today${tried}`;
  const { down, today, drained } = worst;
  return `${any}: ${formatCount(worse)} cut off more than today, ${down} the most: ${cutOffWords(drained)} (today ${cutOffWords(today)})${tried}`;
}

function cutOffWords({ endpointsCutOff, hostsCutOff, hostPairsCutOff }: CutOffByOne): string {
  const all = [
    [endpointsCutOff, 'endpoint'],
    [hostsCutOff, 'host'],
    [hostPairsCutOff, 'host pair'],
  ] as const;
  const some = all
    .filter(([count]) => count > 0)
    .map(([count, noun]) => formatCounted(count, noun));
  return some.length === 0 ? 'nobody' : some.join(', ');
}

function expectLines(expect: readonly Expectation[]): string[] {
  return [
    'meanwhile these do not hold, of what the file expects',
    ...expect.map(({ scope, measure, claimed, measured, worst }) => {
      const at = worst === scope ? '' : ` (${worst})`;
      return `  ${scope}: ${measure} is ${formatMeasured(measured)}${at}, expected ${promised(claimed)}`;
    }),
  ];
}

const promised = (claimed: KeptPromise['claimed']): string =>
  claimed === null ? 'nothing' : formatPromise(claimed);
