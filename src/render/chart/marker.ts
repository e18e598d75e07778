import type { Point } from '../../layout/placed.js';
import type { Look } from '../../report/simulation/chart.js';
import { element, tip } from '../markup.js';
import { hueClass } from '../theme.js';

/** Strokes of lines, so that colour does not tell them alone. */
const dashes: readonly (string | null)[] = [null, '7 4', '2 3', '10 3 2 3', '4 2'];

/** Around 0, 0, each of about the same area: disc, square, triangles, diamond, plus and cross. */
const markers: readonly string[] = [
  'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z',
  'M-3.6 -3.6h7.2v7.2h-7.2Z',
  'M0 -4.6L4.6 3.6H-4.6Z',
  'M0 -5L5 0L0 5L-5 0Z',
  'M0 4.6L4.6 -3.6H-4.6Z',
  'M-1.6 -4.8h3.2v3.2h3.2v3.2h-3.2v3.2h-3.2v-3.2h-3.2v-3.2h3.2Z',
  'M-4.4 -4.4h8.8L-4.4 4.4h8.8Z',
  'M-4.4 -4.4v8.8L4.4 -4.4v8.8Z',
];

const among = <T>(list: readonly T[], at: number): T => list[at % list.length]!;

export const hueOfLook = ({ hue }: Pick<Look, 'hue'>): number => hue % 9;

export const stroke = (look: Look, d: string, width = 2): string =>
  element('path', {
    class: `link ${hueClass('line', hueOfLook(look))}`,
    d,
    'stroke-width': width,
    'stroke-dasharray': among(dashes, look.dash),
  });

/** @param says what is shown where the pointer rests */
export function marker(look: Look, { x, y }: Point, says?: string): string {
  const hue = hueOfLook(look);
  const attributes = {
    class: `${hueClass('fill', hue)} ${hueClass('line', hue)}`,
    d: among(markers, look.marker),
    transform: `translate(${x} ${y})`,
    'stroke-width': 1.5,
  };
  return element('path', attributes, says === undefined ? '' : tip(says));
}
