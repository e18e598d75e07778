import { describe, expect, test } from 'vitest';
import { github } from '../../src/report/github.js';
import type { Report } from '../../src/report/report.js';
import { printable } from '../../src/std/terminal.js';
import { finding, fixtureReports, hostile, hostileReport, reportOf } from './reports.js';

interface Command {
  readonly level: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** What a runner of GitHub Actions reads: commands, and all other lines. */
function read(text: string): { commands: Command[]; others: string[] } {
  const lines = text.trimEnd().split('\n');
  const isCommand = (line: string) => /^\s*::/.test(line);
  return {
    commands: lines.filter(isCommand).map(commandIn),
    others: lines.filter((line) => !isCommand(line)),
  };
}

/** The runner splits at the second "::", then at commas, then at the first "="; then it decodes. */
function commandIn(line: string): Command {
  const end = line.indexOf('::', 2);
  const [level, ...rest] = line.slice(2, end).split(' ');
  const pairs = rest.join(' ').split(',');
  return {
    level: level!,
    message: data(line.slice(end + 2)),
    properties: Object.fromEntries(
      pairs.map((pair) => {
        const at = pair.indexOf('=');
        return [pair.slice(0, at), property(pair.slice(at + 1))];
      }),
    ),
  };
}

const data = (text: string): string =>
  text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%09', '\t')
    .replaceAll('%25', '%');

const property = (text: string): string => data(text.replaceAll('%3A', ':').replaceAll('%2C', ','));

const of = (...reports: Report[]) => read(github(reports));

test('a finding is a command with its place, code and words', () => {
  const { commands, others } = of(reportOf([finding]));
  expect(commands).toEqual([
    {
      level: 'error',
      properties: {
        file: 'a.json',
        line: '3',
        endLine: '3',
        col: '5',
        endColumn: '9',
        title: 'switch-count-differs',
      },
      message: finding.message,
    },
  ]);
  expect(others).toEqual(['planewright: a.json: fail']);
});

test('of every fixture: all findings up to ten, each with file and line', () => {
  for (const report of fixtureReports('bad')) {
    const { commands } = of(report);
    const errors = report.findings
      .filter(({ severity, accepted }) => severity === 'error' && accepted === null)
      .slice(0, 10);
    const said = commands.filter(({ level }) => level === 'error');
    expect(said.map(({ message }) => message)).toEqual(errors.map((one) => printable(one.message)));
    expect(said.map(({ properties }) => [properties.file, properties.line])).toEqual(
      errors.map(({ file, line }) => [file, String(line)]),
    );
  }
});

test('columns are left out where a finding has several lines', () => {
  const [command] = of(reportOf([{ ...finding, endLine: 7 }])).commands;
  expect(command!.properties).toEqual({
    file: 'a.json',
    line: '3',
    endLine: '7',
    title: 'switch-count-differs',
  });
});

test('a warning is a warning, and what is accepted a notice', () => {
  const { commands, others } = of(
    reportOf([
      { ...finding, accepted: 'in repair' },
      { ...finding, severity: 'warning' },
    ]),
  );
  expect(commands.map(({ level }) => level)).toEqual(['warning', 'notice']);
  expect(commands[1]!.message).toBe(`accepted: ${finding.message} (in repair)`);
  expect(others).toEqual(['planewright: a.json: pass']);
});

test('of each level ten are said in a run, and how many there are more', () => {
  const some = (count: number, change: object) =>
    Array.from({ length: count }, () => ({ ...finding, ...change }));
  const { commands, others } = of(
    reportOf([...some(8, {}), ...some(11, { severity: 'warning' })]),
    reportOf([...some(7, {}), ...some(30, { accepted: 'known' })]),
  );
  const count = (wanted: string) => commands.filter(({ level }) => level === wanted).length;
  expect([count('error'), count('warning'), count('notice')]).toEqual([10, 10, 10]);
  expect(others).toEqual([
    'planewright: 5 more errors in the report',
    'planewright: 1 more warning in the report',
    'planewright: 20 more accepted findings in the report',
    'planewright: a.json: fail',
    'planewright: a.json: fail',
  ]);
});

describe('hostile names', () => {
  test('come back as they were, and are no commands of their own', () => {
    const { commands, others } = of(hostileReport());
    expect(commands.map(({ level }) => level)).toEqual(['error', 'error', 'warning', 'notice']);
    const inert = (text: string) => printable(text).replaceAll('##[', '#\\u0023[');
    for (const { properties, message } of commands) {
      expect(properties.file).toBe(inert(hostile));
      expect(properties.line).toBe('3');
      // The name on the machine stands behind the id.
      expect(message.replace('accepted: ', '').startsWith(inert(hostile))).toBe(true);
      expect(message).toContain(' stands in the way');
    }
    // The old syntax of commands, which is read wherever it stands.
    for (const line of others) expect(line).toMatch(/^planewright: (?!.*##\[)/);
  });

  test.each(['100%', 'a%0Ab', 'a:b,c=d', '::error::x', 'two\nlines', '%25', 'tab\there'])(
    '%j',
    (text) => {
      const [command] = of(reportOf([{ ...finding, file: text, message: text }])).commands;
      expect(command!.message).toBe(text);
      expect(command!.properties.file).toBe(text);
    },
  );
});

test('a path is relative to the root of the repository', () => {
  const [command] = of(reportOf([{ ...finding, file: './topologies/a.json' }])).commands;
  expect(command!.properties.file).toBe('topologies/a.json');
});
