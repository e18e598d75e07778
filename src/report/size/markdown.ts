import { inCell, table } from '../table.js';
import { columnsOf } from './columns.js';
import type { SizeReport } from './report.js';
import { headline, remarks } from './words.js';

export function sizeMarkdown(report: SizeReport): string {
  const columns = columnsOf(report);
  const rows = report.designs.map((design) => columns.map(({ cell }) => cell(design)));
  const said = remarks(report).map((remark) => `- ${inCell(remark)}`);
  const lines = [
    `## ${headline(report)}`,
    '',
    ...(rows.length === 0
      ? ['No design reaches that.']
      : table(
          columns.map(({ head }) => head),
          rows,
        )),
    ...(said.length === 0 ? [] : ['', ...said]),
  ];
  return `${lines.join('\n')}\n`;
}
