import type { Comparison } from '../../whatif/comparison.js';
import { inCell, table } from '../table.js';
import { filled, none, notes, sections } from './columns.js';

/** One table in sections, for pull requests and documents. */
export function compareMarkdown({ rows }: Comparison): string {
  const lines = sections.flatMap((section) => {
    const found = filled(section, rows);
    if (!found) return [];
    const head = [section.title, 'plane set', ...found.columns.map((column) => column.head)];
    const cells = rows.map((row) => [
      row.topology,
      row.planeSet,
      ...found.columns.map(({ cell }) => cell(row) ?? none),
    ]);
    return [...table(head, cells), ''];
  });
  const said = notes(rows).map((note) => `- ${inCell(note)}`);
  return `${[...lines, ...said].join('\n').trimEnd()}\n`;
}
