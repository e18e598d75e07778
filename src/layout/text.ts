import type { MarkKind } from '../diagram/model.js';
import { oneLine } from '../std/markup.js';
import type { PlacedText, Point, Rect, TextRole } from './placed.js';

/**
 * Widths of characters in thousandths of the size, as in DejaVu Sans: the widest of the fonts that
 * renderers fall back to, so that text fits with any of them.
 */
const classes: readonly (readonly [string, number])[] = [
  ["ijl'|", 290],
  ['.,:; ·!I', 400],
  ['()[]/\\ftr-"`', 420],
  ['cksvxyz?_–J*', 600],
  ['abdeghnopqu0123456789L$FTEPSYZ€', 650],
  ['ABCDGHKNOQRUVX&w+=<>×~#^', 840],
  ['mMW%@…—', 1010],
];
const widths = new Map(
  classes.flatMap(([characters, width]) => [...characters].map((c) => [c, width] as const)),
);
const otherWidth = 1100;

const sizes: Readonly<Record<TextRole, number>> = {
  title: 24,
  strong: 13,
  label: 12,
  soft: 11,
  number: 12,
  status: 11,
};

const isBold = (role: TextRole): boolean => role === 'title' || role === 'strong';

export const lineHeight = (role: TextRole): number => Math.round(sizes[role] * 1.3);

/** An upper estimate of the width of a text, px. */
export function textWidth(text: string, role: TextRole): number {
  let sum = 0;
  for (const character of text) sum += widths.get(character) ?? otherWidth;
  return Math.ceil((sum * sizes[role] * (isBold(role) ? 1.12 : 1)) / 1000);
}

export interface Line {
  readonly text: string;
  readonly role: TextRole;
  readonly mark?: MarkKind | undefined;
}

/** A line of foreign text, cut to what a box may be wide. */
export function line(text: string, role: TextRole, limit = 48, mark?: MarkKind): Line {
  return { text: oneLine(text, limit), role, mark };
}

export function blockSize(lines: readonly Line[]): { width: number; height: number } {
  return {
    width: lines.reduce((most, { text, role }) => Math.max(most, textWidth(text, role)), 0),
    height: lines.reduce((sum, { role }) => sum + lineHeight(role), 0),
  };
}

/** Lines below each other from `top`; `x` is where the anchor stands. */
export function placeLines(
  lines: readonly Line[],
  { x, y: top }: Point,
  anchor: PlacedText['anchor'],
): PlacedText[] {
  let y = top;
  return lines.map(({ text, role, mark }) => {
    y += lineHeight(role);
    const baseline = y - lineHeight(role) * 0.28;
    const size = sizes[role];
    return { text, role, size, x, y: baseline, anchor, vertical: false, mark: mark ?? null };
  });
}

/** One line that is read from below, centred in a rectangle. */
export function placeVertical({ text, role, mark }: Line, rect: Rect): PlacedText {
  const size = sizes[role];
  return {
    text,
    role,
    size,
    x: rect.x + rect.width / 2 + size * 0.36,
    y: rect.y + rect.height / 2,
    anchor: 'middle',
    vertical: true,
    mark: mark ?? null,
  };
}

/** The rectangle that a text needs at most. */
export function textRect({ text, role, size, x, y, anchor, vertical }: PlacedText): Rect {
  const width = textWidth(text, role);
  const before = anchor === 'start' ? 0 : anchor === 'middle' ? width / 2 : width;
  const [ascent, height] = [size * 0.8, size];
  return vertical
    ? { x: x - ascent, y: y - width + before, width: height, height: width }
    : { x: x - before, y: y - ascent, width, height };
}

/** Words broken into lines of at most `width` px. */
export function wrap(text: string, role: TextRole, width: number): Line[] {
  const lines: Line[] = [];
  let current = '';
  for (const word of oneLine(text, 2000).split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current !== '' && textWidth(longer, role) > width) {
      lines.push({ text: current, role });
      current = word;
    } else current = longer;
  }
  if (current !== '') lines.push({ text: current, role });
  return lines.map((one) => ({ ...one, text: shorten(one.text, role, width) }));
}

/** Items with a dot between them, broken between items where that is enough. */
export function wrapItems(items: readonly string[], role: TextRole, width: number): Line[] {
  const rows: string[] = [];
  for (const item of items) {
    const longer = rows.length === 0 ? item : `${rows.at(-1)} · ${item}`;
    if (rows.length > 0 && textWidth(longer, role) <= width) rows[rows.length - 1] = longer;
    else rows.push(item);
  }
  return rows.flatMap((row) => wrap(row, role, width));
}

/** Cut with an ellipsis to at most `width` px. */
export function shorten(text: string, role: TextRole, width: number): string {
  if (textWidth(text, role) <= width) return text;
  const characters = [...text];
  while (characters.length > 0 && textWidth(`${characters.join('')}…`, role) > width) {
    characters.pop();
  }
  return `${characters.join('')}…`;
}
