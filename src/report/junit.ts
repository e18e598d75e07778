import { cdataSection, escapeXml } from '../std/markup.js';
import { occurrences } from '../std/occurrence.js';
import { printableLine } from '../std/terminal.js';
import { formatCounted } from '../std/units.js';
import { type Outcome, outcomesOf } from './outcome.js';
import type { Report, ReportFinding } from './report.js';
import type { Reporter } from './reporter.js';
import { kindOf, placed, resultWords, said } from './words.js';

interface TestCase {
  readonly name: string;
  /** Null: it passed. */
  readonly result: Failure | Skipped | null;
}

interface Failure {
  readonly tag: 'failure';
  readonly type: string;
  readonly message: string;
  readonly lines: readonly string[];
}

interface Skipped {
  readonly tag: 'skipped';
  readonly message: string;
}

/** JUnit: a suite a file, a case a result, whether it held or not; so CI shows what was proved. */
export const junit: Reporter = (reports) => {
  const suites = reports.map((report) => ({ report, cases: casesOf(report) }));
  const all = suites.flatMap(({ cases }) => cases);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="planewright" tests="${all.length}" failures="${count(all, 'failure')}" errors="0" time="0">`,
    ...suites.flatMap(({ report, cases }) => suiteLines(report.topology.file, cases)),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
};

function suiteLines(file: string, cases: readonly TestCase[]): string[] {
  const name = attribute('name', file);
  const counts = `tests="${cases.length}" failures="${count(cases, 'failure')}" errors="0" skipped="${count(cases, 'skipped')}"`;
  return [
    `  <testsuite ${name} ${counts} time="0">`,
    ...cases.flatMap((one) => caseLines(file, one)),
    '  </testsuite>',
  ];
}

const count = (cases: readonly TestCase[], tag: 'failure' | 'skipped'): number =>
  cases.filter(({ result }) => result?.tag === tag).length;

function caseLines(file: string, { name, result }: TestCase): string[] {
  const head = `    <testcase ${attribute('name', name)} ${attribute('classname', file)} time="0"`;
  if (!result) return [`${head}/>`];
  return [`${head}>`, `      ${bodyOf(result)}`, '    </testcase>'];
}

function bodyOf(result: Failure | Skipped): string {
  const message = attribute('message', result.message);
  if (result.tag === 'skipped') return `<skipped ${message}/>`;
  const text = cdataSection(result.lines.map(printableLine).join('\n'));
  return `<failure ${message} ${attribute('type', result.type)}>${text}</failure>`;
}

/** A case a result, and one a finding that belongs to none; names are unique in their file. */
function casesOf({ checks, findings }: Report): TestCase[] {
  const { outcomes, others } = outcomesOf(checks, findings);
  const occurrence = occurrences();
  return [...outcomes.map(outcomeCase), ...others.map(findingCase)].map((one) => {
    const times = occurrence(one.name);
    return times === 1 ? one : { ...one, name: `${one.name} (${times})` };
  });
}

function outcomeCase({ check, status, findings }: Outcome): TestCase {
  const name = `${check.check}: ${resultWords(check)}`;
  const [first] = findings;
  if (status === 'pass') return { name, result: null };
  if (status === 'skip') return { name, result: skipped(check.note ?? 'not decided') };
  if (status === 'accepted' && first) return { name, result: skipped(`accepted: ${said(first)}`) };
  const message = first ? said(first) : resultWords(check);
  const type = first?.code ?? check.check;
  return { name, result: { tag: 'failure', type, message, lines: linesOf(findings) } };
}

/** Findings that one failure tells. */
const mostLines = 20;

function linesOf(findings: readonly ReportFinding[]): string[] {
  const more = findings.length - mostLines;
  const lines = findings.slice(0, mostLines).map(placed);
  return more > 0 ? [...lines, `and ${formatCounted(more, 'further finding')}`] : lines;
}

function findingCase(finding: ReportFinding): TestCase {
  const { code, pointer, subject, file } = finding;
  const name = `${code}: ${subject ?? (pointer === '' ? file : pointer)}`;
  const [kind, message] = [kindOf(finding), said(finding)];
  if (kind !== 'error') return { name, result: skipped(`${kind}: ${message}`) };
  return { name, result: { tag: 'failure', type: code, message, lines: [placed(finding)] } };
}

const skipped = (message: string): Skipped => ({ tag: 'skipped', message });

const attribute = (name: string, value: string): string =>
  `${name}="${escapeXml(printableLine(value))}"`;
