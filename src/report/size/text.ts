import { printableLine } from '../../std/terminal.js';
import { formatCount } from '../../std/units.js';
import { columnsOf } from './columns.js';
import type { SizeDesign, SizeReport } from './report.js';
import { headline, remarks, switchWords } from './words.js';

/** A row for each design with its parts below it, and what there is to say of the whole list. */
export function sizeText(report: SizeReport): string {
  const { designs } = report;
  const columns = columnsOf(report);
  const rows = [
    columns.map(({ head }) => head),
    ...designs.map((one) => columns.map((c) => c.cell(one))),
  ];
  const widths = columns.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, i) => (columns[i]!.right ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd(),
  );
  const indent = ' '.repeat(widths[0]! + 2);
  const table = lines.flatMap((line, i) =>
    i === 0 ? [line] : [line, ...details(designs[i - 1]!).map((detail) => indent + detail)],
  );
  const listed = designs.length === 0 ? ['no design reaches that'] : ['', ...table];
  return `${[headline(report), ...listed, ...closing(report)].join('\n')}\n`;
}

function details(design: SizeDesign): string[] {
  const { cables, alike } = design;
  const parts = `${switchWords(design)}; ${formatCount(cables.endpoint)} endpoint + ${formatCount(cables.switch)} switch cables`;
  return [`  ${parts}`, ...(alike.length === 0 ? [] : [`  the same as ${alike.join(' or as ')}`])];
}

function closing(report: SizeReport): string[] {
  const said = remarks(report).map(printableLine);
  return said.length === 0 ? [] : [...(report.designs.length === 0 ? [] : ['']), ...said];
}
