import { printableLine } from '../../std/terminal.js';
import { formatCount } from '../../std/units.js';
import { textTable } from '../table.js';
import { columnsOf } from './columns.js';
import type { SizeDesign, SizeReport } from './report.js';
import { headline, remarks, switchWords } from './words.js';

/** A row for each design with its parts below it, and what there is to say of the whole list. */
export function sizeText(report: SizeReport): string {
  const { designs } = report;
  const [head = '', ...lines] = textTable(
    columnsOf(report).map(({ head, cell, right }) => ({
      cells: [head, ...designs.map(cell)],
      right,
    })),
  );
  // Under the words of a design: the column of ranks is as wide as the last of them.
  const indent = ' '.repeat(String(designs.length).length + 2);
  const rows = designs.flatMap((design, i) => [
    lines[i]!,
    ...details(design).map((detail) => indent + detail),
  ]);
  const listed = designs.length === 0 ? ['no design reaches that'] : ['', head, ...rows];
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
