import type { Point } from '../../layout/placed.js';
import { textWidth } from '../../layout/text.js';
import type { BarChart, Reached } from '../../report/simulation/chart.js';
import { formatCount, formatGBps, formatRange } from '../../std/units.js';
import { element, group, tip } from '../markup.js';
import { hueClass } from '../theme.js';
import type { Body } from './body.js';
import { hueOfLook } from './marker.js';
import { linearTicks } from './ticks.js';
import { belowMiddle, fitted, ruleDown, tenth, words } from './words.js';

const pitch = 34;
const thick = 20;
const widestName = 240;

/** Bars below each other: names on the left, figures on the right. */
export function drawBars({ bars, level, label }: BarChart, at: Point, width: number): Body {
  const ticks = linearTicks(Math.max(level?.value ?? 0, ...bars.map(({ most }) => most)));
  const names = bars.map((bar) => fitted(bar.label, 'label', widestName));
  const left = at.x + Math.max(0, ...names.map((name) => textWidth(name, 'label'))) + 10;
  const figures = bars.map(figure);
  const right = at.x + width - Math.max(0, ...figures.map((text) => textWidth(text, 'label'))) - 14;
  const x = (value: number) => tenth(left + ((right - left) * value) / ticks.at(-1)!);
  const top = at.y + (level ? 22 : 4);
  const bottom = top + bars.length * pitch;
  const markup = [
    ...group(
      { class: 'grid' },
      ticks.map((tick) => ruleDown({ x: x(tick), y: top }, bottom - top + 5)),
    ),
    ...ticks.map((tick) =>
      words(formatCount(tick), 'soft', { x: x(tick), y: bottom + 18 }, 'middle'),
    ),
    words(label, 'label', { x: (left + right) / 2, y: bottom + 38 }, 'middle'),
    ...bars.flatMap((bar, i) => {
      const middle = top + (i + 0.5) * pitch;
      const look = `${hueClass('fill', hueOfLook(bar.look))} ${hueClass('line', hueOfLook(bar.look))}`;
      const rect = {
        x: x(0),
        y: tenth(middle - thick / 2),
        width: tenth(x(bar.value) - x(0)),
        height: thick,
      };
      return [
        element('rect', { class: look, ...rect }, tip(`${bar.label}: ${figures[i]}`)),
        ...whisker(bar, x, tenth(middle)),
        words(names[i]!, 'label', { x: left - 10, y: middle + belowMiddle }, 'end'),
        words(figures[i]!, 'label', { x: right + 14, y: middle + belowMiddle }),
      ];
    }),
    ...(level
      ? [
          element('path', {
            class: 'link line-none',
            d: `M${x(level.value)} ${tenth(top - 4)}V${tenth(bottom)}`,
            'stroke-width': 1.5,
            'stroke-dasharray': '12 4',
          }),
          words(level.label, 'soft', { x: x(level.value), y: top - 9 }, 'middle'),
        ]
      : []),
  ];
  return { markup, bottom: bottom + 44 };
}

const figure = ({ value, least, most }: Reached): string => {
  const range = formatRange(least, most, formatGBps);
  const [own, low] = [formatGBps(value), formatGBps(least)];
  return own === low ? range : `${own} (${range})`;
};

/** From the least to the most, with caps. */
function whisker({ least, most }: Reached, x: (value: number) => number, y: number): string[] {
  if (most - least <= 1e-9 * most) return [];
  const d = `M${x(least)} ${y - 5}v10M${x(least)} ${y}H${x(most)}M${x(most)} ${y - 5}v10`;
  return [element('path', { class: 'link line-none', d, 'stroke-width': 1.5 })];
}
