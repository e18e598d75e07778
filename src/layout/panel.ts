import type { Panel } from '../diagram/model.js';
import { type Content, moveContent } from './content.js';
import type { PlacedBox, PlacedPanel, Point, Rect } from './placed.js';
import { blockSize, type Line, line, placeLines, placeVertical, textWidth } from './text.js';

/** Between the border of a panel and its boxes; its label stands upright on the left. */
export const panelPad = { left: 10, right: 10, top: 12, bottom: 12, line: 16 } as const;

/** What a panel says, each read from below; lines are left of its boxes. */
function panelLines({ label, lines, status }: Panel, apart = false): Line[] {
  const texts = apart || lines.length === 0 ? lines : [lines.join(' · ')];
  const plain = texts.map((text) => line(text, 'soft', 60));
  const marks = status?.texts ?? [];
  const worst = marks.slice(0, 2).map(({ text, mark }) => line(text, 'status', 40, mark));
  return [line(label, 'strong', 30), ...plain, ...worst];
}

/** What stands in each column of an upright label: its name and facts in one, if that is long enough. */
function labelColumns(panel: Panel, height: number): Line[][] {
  const [label, facts, ...marks] = panelLines(panel);
  if (!label || !facts) return label ? [[label]] : [];
  const fit = lengthOf(label) + lengthOf(facts) + 14 <= height;
  const rest = marks.map((one) => [one]);
  return fit ? [[label, facts], ...rest] : [[label], [facts], ...rest];
}

const lengthOf = ({ text, role }: Line): number => textWidth(text, role);

/** Room for the label of a panel whose boxes are so high, px. */
export const labelWidth = (panel: Panel, height: number): number =>
  labelColumns(panel, height).length * panelPad.line + panelPad.left;

/** The panel around a rectangle that holds its boxes, its label on the left. */
export function placePanel(panel: Panel, inner: Rect): PlacedPanel {
  const left = labelWidth(panel, inner.height);
  const columns = labelColumns(panel, inner.height);
  const longest = columns.length === 1 ? [] : panelLines(panel).map(lengthOf);
  const grow = Math.max(0, Math.max(0, ...longest) + 8 - inner.height - 2 * panelPad.top);
  const rect = {
    x: inner.x - left,
    y: inner.y - panelPad.top - grow / 2,
    width: inner.width + left + panelPad.right,
    height: inner.height + panelPad.top + panelPad.bottom + grow,
  };
  const texts = columns.flatMap((lines, i) => {
    const x = rect.x + 4 + i * panelPad.line;
    // Read from below: the first one stands lowest.
    let end = rect.y + rect.height / 2 + (sum(lines.map(lengthOf)) + 8 * (lines.length - 1)) / 2;
    return lines.map((one) => {
      const height = lengthOf(one);
      end -= height + 8;
      return placeVertical(one, { x, y: end + 8, width: panelPad.line, height });
    });
  });
  return { panel, ...rect, texts };
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** What the label of a panel needs above a grid, px. */
export const headHeight = (panel: Panel): number => blockSize(panelLines(panel)).height;

/** The panel around a grid, its label above in so much room. */
export function placeGridPanel(panel: Panel, grid: Rect, gap: number, head: number): PlacedPanel {
  const lines = panelLines(panel);
  const top = head + panelPad.top + 6;
  const width = Math.max(grid.width + 2 * gap, blockSize(lines).width + 2 * panelPad.left);
  const [x, y] = [grid.x - gap, grid.y - top];
  const texts = placeLines(lines, { x: x + width / 2, y: y + 6 }, 'middle');
  return { panel, x, y, width, height: grid.height + top + panelPad.bottom, texts };
}

/** The same for a single row of boxes whose lines leave above: the label stands beside them, below. */
export function placeFlatPanel(panel: Panel, boxes: Rect): PlacedPanel {
  const lines = panelLines(panel, true);
  const block = blockSize(lines);
  const left = panelPad.left + block.width + 14;
  const x = boxes.x - left;
  const texts = placeLines(lines, { x: x + panelPad.left, y: boxes.y + 2 }, 'start');
  const height = Math.max(boxes.height, block.height + 2);
  const y = boxes.y - flatRoom;
  return {
    panel,
    x,
    y,
    width: boxes.width + left + panelPad.right,
    height: height + flatRoom + panelPad.bottom,
    texts,
  };
}

/** Above the boxes of a flat panel, for the arcs between these. */
const flatRoom = 48;

/** The panel around the boxes that are in it. */
export const around = (panel: Panel, boxes: readonly PlacedBox[]): PlacedPanel =>
  placePanel(panel, boundsOf(boxes.filter(({ box }) => box.panel === panel.id)));

export function boundsOf(rects: readonly Rect[]): Rect {
  if (rects.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const x = Math.min(...rects.map((one) => one.x));
  const y = Math.min(...rects.map((one) => one.y));
  const right = Math.max(...rects.map((one) => one.x + one.width));
  const bottom = Math.max(...rects.map((one) => one.y + one.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** Content whose parts begin in its corner, panels included; `margin` more on every side. */
export function fitted(content: Omit<Content, 'width' | 'height'>, margin = 0): Content {
  const rects = [...content.boxes, ...content.panels];
  const ends = content.links.flatMap(({ points, curved }) => (curved ? arcBounds(points) : points));
  const points = ends.map((point) => ({ ...point, width: 0, height: 0 }));
  const { x, y, width, height } = boundsOf([...rects, ...points]);
  const moved = moveContent(
    { ...content, width: width + 2 * margin, height: height + 2 * margin },
    { x: margin - x, y: margin - y },
  );
  return moved;
}

/** The ends of an arc and its middle, which is half way to the control point. */
function arcBounds(points: readonly Point[]): Point[] {
  const [from, control, to] = points as [Point, Point, Point];
  const half = (a: number, b: number, c: number) => (a + 2 * b + c) / 4;
  return [from, { x: half(from.x, control.x, to.x), y: half(from.y, control.y, to.y) }, to];
}
