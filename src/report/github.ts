import { printable } from '../std/terminal.js';
import { formatCounted } from '../std/units.js';
import { print } from './line.js';
import type { ReportFinding } from './report.js';
import type { Reporter } from './reporter.js';
import { type Kind, kindOf, said } from './words.js';

/** GitHub shows so many annotations of a level for a step. */
const mostPerLevel = 10;

const levels: readonly (readonly [kind: Kind, command: string, noun: string])[] = [
  ['error', 'error', 'error'],
  ['warning', 'warning', 'warning'],
  ['accepted', 'notice', 'accepted finding'],
];

/** Workflow commands of GitHub Actions: an annotation a finding; and the verdicts, as plain lines. */
export const github: Reporter = (reports) => {
  const findings = reports.flatMap((report) => report.findings);
  const commands = levels.flatMap(([kind, command, noun]) => {
    const all = findings.filter((finding) => kindOf(finding) === kind);
    const more = all.length - mostPerLevel;
    return [
      ...all.slice(0, mostPerLevel).map((finding) => commandOf(command, finding)),
      ...(more > 0 ? [`planewright: ${formatCounted(more, `more ${noun}`)} in the report`] : []),
    ];
  });
  const verdicts = reports.map(
    ({ topology, verdict }) => `planewright: ${topology.file}: ${verdict}`,
  );
  return print([...commands, ...verdicts]);
};

function commandOf(command: string, finding: ReportFinding): string {
  const { file, line, endLine, column, endColumn, code, accepted } = finding;
  // Columns are only allowed where the annotation is on one line.
  const columns = line === endLine ? { col: column, endColumn } : {};
  const place = { file: file.replace(/^(\.\/)+(?=.)/, ''), line, endLine, ...columns, title: code };
  const properties = Object.entries(place).map(([key, value]) => `${key}=${property(`${value}`)}`);
  const message = `${accepted === null ? '' : 'accepted: '}${said(finding)}`;
  return `::${command} ${properties.join(',')}::${data(message)}`;
}

const data = (text: string): string =>
  printable(text).replaceAll('%', '%25').replaceAll('\n', '%0A').replaceAll('\t', '%09');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
