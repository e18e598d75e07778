import { printable } from '../../std/terminal.js';
import type { Comparison } from '../../whatif/comparison.js';
import { textTable } from '../table.js';
import { filled, none, notes, sections } from './columns.js';

/** One table in sections, a line a plane set, for people at a terminal. */
export function compareText({ rows }: Comparison): string {
  const names = rows.map(({ topology }) => topology);
  const sets = ['', ...rows.map(({ planeSet }) => planeSet)];
  const lines: string[] = [];
  for (const section of sections) {
    const found = filled(section, rows);
    if (!found) continue;
    const columns = found.columns.map(({ head, cell }) => ({
      cells: [head, ...rows.map((row) => cell(row) ?? none)],
      right: true,
    }));
    if (lines.length > 0) lines.push('');
    lines.push(
      ...textTable([
        { cells: [section.title, ...names], right: false },
        { cells: sets, right: false },
        ...columns,
      ]),
    );
  }
  const said = notes(rows);
  if (said.length > 0) lines.push('', ...said);
  return `${printable(lines.join('\n'))}\n`;
}
