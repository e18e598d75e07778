import { printable } from '../../std/terminal.js';
import type { Comparison } from '../../whatif/comparison.js';
import { filled, none, notes, sections } from './columns.js';

/** One table in sections, a line a plane set, for people at a terminal. */
export function compareText({ rows }: Comparison): string {
  const names = ['', ...rows.map(({ topology }) => topology)];
  const sets = ['', ...rows.map(({ planeSet }) => planeSet)];
  const lines: string[] = [];
  for (const section of sections) {
    const found = filled(section, rows);
    if (!found) continue;
    const columns = found.columns.map(({ head, cell }) => [
      head,
      ...rows.map((row) => cell(row) ?? none),
    ]);
    const table = [
      padded([section.title, ...names.slice(1)], 'left'),
      padded(sets, 'left'),
      ...columns.map((column) => padded(column, 'right')),
    ];
    if (lines.length > 0) lines.push('');
    for (let i = 0; i <= rows.length; i++) {
      lines.push(
        table
          .map((column) => column[i]!)
          .join('  ')
          .trimEnd(),
      );
    }
  }
  const said = notes(rows);
  if (said.length > 0) lines.push('', ...said);
  return `${printable(lines.join('\n'))}\n`;
}

function padded(cells: readonly string[], side: 'left' | 'right'): string[] {
  const width = Math.max(...cells.map((cell) => cell.length));
  return cells.map((cell) => (side === 'left' ? cell.padEnd(width) : cell.padStart(width)));
}
