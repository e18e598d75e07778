import type { PlacedText, Point, TextRole } from '../../layout/placed.js';
import { round } from '../../layout/round.js';
import { placeLines, shorten } from '../../layout/text.js';
import { oneLine } from '../../std/markup.js';
import { element } from '../markup.js';
import { text } from '../texts.js';

/** One line of text with its baseline at `at`. */
export function words(
  said: string,
  role: TextRole,
  at: Point,
  anchor: PlacedText['anchor'] = 'start',
): string {
  const [placed] = placeLines([{ text: said, role }], at, anchor);
  return text({ ...placed!, ...round(at) });
}

/** A foreign name on one line, cut to at most `width` px. */
export const fitted = (name: string, role: TextRole, width: number): string =>
  shorten(oneLine(name, 200), role, width);

/** Of text: how far below the middle of a line its baseline is. */
export const belowMiddle = 4;

export const ruleAcross = ({ x, y }: Point, length: number): string =>
  element('path', { class: 'rule', d: `M${tenth(x)} ${tenth(y)}h${tenth(length)}` });

export const ruleDown = ({ x, y }: Point, length: number): string =>
  element('path', { class: 'rule', d: `M${tenth(x)} ${tenth(y)}v${tenth(length)}` });

/** Coordinates as all pictures have them. */
export const tenth = (value: number): number => round(value);
