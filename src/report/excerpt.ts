import { shown } from '../std/columns.js';
import type { Line } from './line.js';
import type { ReportFinding } from './report.js';
import { kindOf } from './words.js';

/** The source line of a finding with its place underlined; nothing where the line is too long. */
export function excerptLines(finding: ReportFinding): Line[] {
  const { excerpt, line, column, endLine, endColumn } = finding;
  if (excerpt.trim() === '') return [];
  const gutter = ` ${line} | `;
  // What goes on in further lines is underlined up to the end of this one.
  const end = endLine > line ? excerpt.trimEnd().length : endColumn - 1;
  const before = shown(excerpt.slice(0, column - 1)).columns;
  const width = Math.max(1, shown(excerpt.slice(0, end)).columns - before);
  return [
    `${gutter}${shown(excerpt.trimEnd()).text}`,
    [
      `${' '.repeat(gutter.length - 2)}| ${' '.repeat(before)}`,
      { text: '^'.repeat(width), style: kindOf(finding) },
    ],
  ];
}
