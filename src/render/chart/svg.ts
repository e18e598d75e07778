import { titleBlock } from '../../layout/furniture.js';
import type { Rect } from '../../layout/placed.js';
import { round } from '../../layout/round.js';
import { lineHeight, placeLines, wrap } from '../../layout/text.js';
import type { Chart } from '../../report/simulation/chart.js';
import { oneLine } from '../../std/markup.js';
import { element, textElement } from '../markup.js';
import { text } from '../texts.js';
import { printSheet, styleSheet } from '../theme.js';
import { drawBars } from './bars.js';
import type { Body } from './body.js';
import { drawLines } from './lines.js';
import { drawLoads } from './loads.js';

const margin = 28;
const gap = 18;
/** As wide as the narrowest picture of a fabric: it is read at 800 px. */
const inner = 760;
const width = inner + 2 * margin;

/** A chart as one SVG file, an element per line: diffable, and without anything from outside. */
export function chartSvg(chart: Chart): string {
  const head = titleBlock(chart.titleBlock, inner, { x: margin, y: margin });
  const body = bodyOf(chart, head.bottom + gap);
  const { source, title, name } = chart.titleBlock;
  const notes = [...chart.notes, ...(source === undefined ? [] : [`Source: ${source}`])];
  const lines = notes.flatMap((note) => wrap(note, 'soft', inner));
  const foot = { x: margin, y: body.bottom + gap, width: inner, height: 0 };
  const texts = placeLines(lines, { x: margin, y: foot.y + 10 }, 'start');
  const height = Math.ceil(foot.y + 10 + lines.length * lineHeight('soft') + margin - 8);
  const out = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="picture-title picture-description">`,
    textElement('title', oneLine(`${title} (${name})`, 200), { id: 'picture-title' }),
    textElement('desc', oneLine(chart.description, 2000), { id: 'picture-description' }),
    '<style>',
    ...styleSheet({ marks: [], heat: false }),
    ...printSheet({ width, height }),
    '</style>',
    element('rect', { class: 'paper', width, height }),
    ...round([...head.rules, foot]).map(rule),
    ...body.markup,
    ...round([...head.texts, ...texts]).map(text),
    '</svg>',
  ];
  return `${out.join('\n')}\n`;
}

function bodyOf(chart: Chart, y: number): Body {
  const at = { x: margin, y };
  switch (chart.kind) {
    case 'lines':
      return drawLines(chart, at, inner);
    case 'bars':
      return drawBars(chart, at, inner);
    case 'loads':
      return drawLoads(chart, at, inner);
  }
}

const rule = ({ x, y, width: length }: Rect): string =>
  element('path', { class: 'rule', d: `M${x} ${y}h${length}` });
