import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { load, open, report } from '../../src/pipeline.js';
import { findingMarks } from '../../src/report/finding-marks.js';
import type { Report, ReportFinding } from '../../src/report/report.js';
import { variant } from '../fabric/pairs.js';

const finding: ReportFinding = {
  check: 'bisection',
  code: 'bisection-differs',
  severity: 'error',
  message: 'compute/p0 is too narrow',
  pointer: '',
  file: 'a.json',
  line: 1,
  column: 1,
  endLine: 1,
  endColumn: 2,
  excerpt: '',
  subject: 'compute/p0',
  label: null,
  accepted: null,
};

const { fabric } = variant().subject;
const marked = (...changes: Partial<ReportFinding>[]) =>
  findingMarks(fabric, {
    findings: changes.map((one) => ({ ...finding, ...one })),
  } as unknown as Report);

describe('findings of a report', () => {
  test('are marks that say their message', () => {
    expect(marked({}, { severity: 'warning', subject: 'host:h0--host:h1', label: null })).toEqual({
      marks: [
        { id: 'compute/p0', mark: 'finding', text: finding.message },
        { id: 'h0', mark: 'warning', text: finding.message },
        { id: 'h1', mark: 'warning', text: finding.message },
      ],
      notes: [
        'Findings: 1 error, 1 warning.',
        'Error: compute/p0 is too narrow.',
        'Warning: compute/p0 is too narrow.',
      ],
    });
  });

  test('are counted where they are about no element, or accepted', () => {
    const { marks, notes } = marked(
      { subject: null, message: 'nothing' },
      { subject: 'fabric', message: 'too dear' },
      { subject: 'compute/p9/leaf0', message: 'gone' },
      { accepted: 'on order' },
    );
    expect(marks).toEqual([]);
    expect(notes).toEqual([
      'Findings: 3 errors.',
      'Not marked, of no single element: nothing (and 1 more).',
      'Not marked, of what this fabric does not have: gone.',
      'Not marked: 1 accepted finding.',
    ]);
    expect(marked().notes).toEqual(['Findings: none.']);
  });

  test('are told below the picture: errors first, the first ones', () => {
    const { notes } = marked(
      { severity: 'warning', message: 'w' },
      ...[1, 2, 3, 4].map((n) => ({ message: `e${n}` })),
    );
    expect(notes).toEqual([
      'Findings: 4 errors, 1 warning.',
      'Error: e1.',
      'Error: e2.',
      'Error: e3.',
      'And 2 more findings in the picture.',
    ]);
  });

  test('that match without end are counted', () => {
    const all = Array.from({ length: 300 }, (_, i) => ({ subject: `cable:h*/nic*:${i}` }));
    const { marks, notes } = marked(...all, { subject: 'h0' });
    expect(marks.at(-1)?.id).toBe('h0');
    expect(notes).toContain(
      'Not marked, for there are too many: compute/p0 is too narrow (and 99 more).',
    );
    expect(
      marked({ subject: 'h0, '.repeat(100_000) }, { subject: '--'.repeat(100_000) }).marks,
    ).toEqual([]);
  });

  test('stay short, whatever they say', () => {
    const { marks } = marked({ message: `a\n\u0000${'x'.repeat(10_000)}` });
    expect(marks[0]!.text.length).toBeLessThanOrEqual(300);
    expect(marks[0]!.text).not.toMatch(/[\n\u0000]/);
  });
});

const bad = join(import.meta.dirname, '../fixtures/bad');
const folders = [
  'accepted',
  'capacity',
  'plane-connectivity',
  'plane-extra',
  'plane-isolation',
  'port-budget',
  'port-speed',
  'separation',
];

test.each(folders)('none of the findings of bad/%s is lost', (folder) => {
  let shown = 0;
  for (const name of readdirSync(join(bad, folder)).filter((file) => file.endsWith('.json'))) {
    const loaded = load({ file: name, bytes: readFileSync(join(bad, folder, name)) });
    const opened = open(loaded);
    if (!opened) continue;
    const { findings } = report(loaded);
    const alone = findings.map((one) =>
      findingMarks(opened.subject.fabric, { findings: [one] } as unknown as Report),
    );
    for (const [i, { marks, notes }] of alone.entries()) {
      const { accepted, subject } = findings[i]!;
      expect(marks.length > 0, `${name}: ${subject}`).toBe(
        accepted === null && subject !== null && subject !== 'fabric',
      );
      const counted = notes.some((note) => note.startsWith('Not marked'));
      expect(counted, `${name}: ${subject}`).toBe(marks.length === 0);
      if (marks.length > 0) shown++;
    }
  }
  expect(shown).toBeGreaterThan(0);
});
