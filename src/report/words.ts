import { oneLine } from '../std/markup.js';
import { quoted } from '../std/terminal.js';
import { formatNumber, formatRange } from '../std/units.js';
import type { ReportCheck, ReportFinding } from './report.js';

/** How serious a finding is, once what is accepted no longer counts. */
export type Kind = 'error' | 'warning' | 'accepted';

export const kindOf = ({ accepted, severity }: ReportFinding): Kind =>
  accepted === null ? severity : 'accepted';

const longestReason = 200;

/** The message of a finding with the name on the machine beside the id, and why it is accepted. */
export function said({ message, subject, label, accepted }: ReportFinding): string {
  const named = label === null || subject === null ? message : beside(message, subject, label);
  return accepted === null ? named : `${named} (${oneLine(accepted, longestReason)})`;
}

/** Puts a label behind the first place where a text names an id, or else behind the text. */
function beside(text: string, id: string, label: string): string {
  for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
    const end = at + id.length;
    // Not within a longer id: leaf1 in leaf12, a switch in one of its ports.
    const whole =
      !/[\w/-]$/.test(text.slice(0, at)) && !/^([\w/]|[:.-][\w-])/.test(text.slice(end));
    if (whole) return `${text.slice(0, end)} (${quoted(label)})${text.slice(end)}`;
  }
  return `${text} (${id} is ${quoted(label)})`;
}

/** "16,384", "3:1", "0.75 to 1"; empty where nothing was measured. */
export function measuredWords({ measured }: ReportCheck): string {
  if (measured === null) return '';
  if (typeof measured === 'string') return measured;
  if (typeof measured === 'number') return formatNumber(measured, 6);
  return formatRange(measured.min, measured.max, (n) => formatNumber(n, 6));
}

/** "16,384", "at least 0.97", "2 to 4"; empty where nobody promised anything. */
export function claimedWords({ claimed }: ReportCheck): string {
  if (claimed === null) return '';
  if (typeof claimed === 'string') return claimed;
  if (typeof claimed === 'number') return formatNumber(claimed, 6);
  const { min, max } = claimed;
  if (max === undefined) return min === undefined ? '' : `at least ${formatNumber(min, 6)}`;
  if (min === undefined) return `at most ${formatNumber(max, 6)}`;
  return `${formatNumber(min, 6)} to ${formatNumber(max, 6)}`;
}

const bases: Readonly<Record<NonNullable<ReportCheck['basis']>, string>> = {
  expect: 'expected',
  formula: 'the formula gives',
  rule: 'required',
  scenario: 'expected',
};

/** "compute endpoints (any single switch)": what a result is about, whatever its number. */
export function aboutWords({ scope, measure, fault }: ReportCheck): string {
  // A check that did not run has measured nothing.
  const what = measure === 'none' ? scope : `${scope} ${measure}`;
  return `${what}${fault === undefined ? '' : ` (${fault})`}`;
}

/** Whether a number says that nothing was lost, so that there is no worst case to name. */
export const isHarmless = ({ measure, measured }: ReportCheck): boolean =>
  measured === (measure === 'bisectionKept' ? 1 : 0);

/** "compute endpoints = 16,384, expected 16,385"; the name of a measure says its unit. */
export function resultWords(check: ReportCheck): string {
  const { basis, worst } = check;
  const [measured, claimed] = [measuredWords(check), claimedWords(check)];
  const where = worst === undefined || isHarmless(check) ? '' : ` (worst: ${worst})`;
  const number = measured === '' ? '' : ` = ${measured}${where}`;
  const promise = claimed === '' || basis === null ? '' : `, ${bases[basis]} ${claimed}`;
  return `${aboutWords(check)}${number}${promise}`;
}

/** "file:line:column: error: message [code]". */
export function placed(finding: ReportFinding): string {
  const { file, line, column, code } = finding;
  return `${file}:${line}:${column}: ${kindOf(finding)}: ${said(finding)} [${code}]`;
}
