import type { Point } from '../../layout/placed.js';
import { textWidth } from '../../layout/text.js';
import type { ChartLine, LineChart } from '../../report/simulation/chart.js';
import { formatBytes, formatCount, formatGBps, formatRange } from '../../std/units.js';
import { element, group } from '../markup.js';
import { hueClass } from '../theme.js';
import { apart } from './apart.js';
import type { Body } from './body.js';
import { hueOfLook, marker, stroke } from './marker.js';
import { doublingTicks, linearTicks } from './ticks.js';
import { belowMiddle, fitted, ruleAcross, ruleDown, tenth, words } from './words.js';

const height = 330;
/** A sample of the line, before its name. */
const sample = 30;
const widestName = 200;
const mostColumns = 10;

interface Scales {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

/** Lines from left to right, their names behind their ends. */
export function drawLines(chart: LineChart, at: Point, width: number): Body {
  const { lines, level } = chart;
  const all = lines.flatMap(({ points }) => points);
  const xs = all.map(({ x }) => x);
  const xTicks = doublingTicks(Math.min(...xs), Math.max(...xs), mostColumns);
  const yTicks = linearTicks(Math.max(level?.value ?? 0, ...all.map(({ most }) => most)));
  const names = lines.map(({ label }) => fitted(label, 'label', widestName));
  const gutter = Math.max(
    sample + 8 + Math.max(0, ...names.map((name) => textWidth(name, 'label'))),
    level ? textWidth(level.label, 'soft') : 0,
  );
  const [first, last] = [xTicks[0]!, xTicks.at(-1)!];
  const left = at.x + Math.max(...yTicks.map((tick) => textWidth(formatCount(tick), 'soft'))) + 8;
  const right = at.x + width - gutter - 22;
  const [top, bottom] = [at.y + 26, at.y + 26 + height];
  const scales: Scales = {
    left,
    right,
    top,
    bottom,
    x: (value) =>
      tenth(left + ((right - left) * Math.log2(value / first)) / Math.log2(last / first)),
    y: (value) => tenth(bottom - ((bottom - top) * value) / yTicks.at(-1)!),
  };
  const written = chart.x.unit === 'bytes' ? formatBytes : formatCount;
  const markup = [
    words(chart.yLabel, 'label', { x: at.x, y: at.y + 8 }),
    ...group({ class: 'grid' }, [
      ...yTicks.map((tick) => ruleAcross({ x: left, y: scales.y(tick) }, right - left)),
      ...xTicks.map((tick) => ruleDown({ x: scales.x(tick), y: bottom }, 5)),
    ]),
    ...yTicks.map((tick) =>
      words(formatCount(tick), 'soft', { x: left - 8, y: scales.y(tick) + belowMiddle }, 'end'),
    ),
    ...xTicks.map((tick) =>
      words(written(tick), 'soft', { x: scales.x(tick), y: bottom + 18 }, 'middle'),
    ),
    words(chart.x.label, 'label', { x: (left + right) / 2, y: bottom + 38 }, 'middle'),
    ...group(
      { class: 'bands' },
      lines.flatMap((line) => band(line, scales)),
    ),
    ...(level
      ? [
          element('path', {
            class: 'link line-none',
            d: `M${tenth(left)} ${scales.y(level.value)}H${tenth(right)}`,
            'stroke-width': 1.5,
            'stroke-dasharray': '12 4',
          }),
        ]
      : []),
    ...group(
      { class: 'lines' },
      lines.map(({ look, points }) =>
        stroke(look, path(points.map((p) => ({ x: scales.x(p.x), y: scales.y(p.value) })))),
      ),
    ),
    ...lines.flatMap((line) =>
      line.points.map((point) => {
        const place = { x: scales.x(point.x), y: scales.y(point.value) };
        return marker(line.look, place, `${line.label}: ${written(point.x)}, ${said(point)}`);
      }),
    ),
    ...endLabels(chart, names, scales),
  ];
  return { markup, bottom: bottom + 44 };
}

const said = ({ value, least, most }: ChartLine['points'][number]): string => {
  const range = formatRange(least, most, formatGBps);
  return range === formatGBps(value) ? range : `${formatGBps(value)} (${range})`;
};

const path = (points: readonly Point[]): string =>
  `M${points.map(({ x, y }) => `${x} ${y}`).join('L')}`;

/** Where ends differ: filled, with edges. */
function band({ points, look }: ChartLine, { x, y }: Scales): string[] {
  if (points.every(({ least, most }) => most - least <= 1e-9 * most)) return [];
  const upper = points.map((point) => ({ x: x(point.x), y: y(point.most) }));
  const lower = points.map((point) => ({ x: x(point.x), y: y(point.least) }));
  const hue = hueOfLook(look);
  return [
    element('path', {
      class: hueClass('fill', hue),
      d: `${path([...upper, ...lower.reverse()])}Z`,
      'fill-opacity': 0.7,
    }),
    stroke(look, path(upper), 0.7),
    stroke(look, path([...lower].reverse()), 0.7),
  ];
}

/** Names behind the ends of lines, moved apart; a thin line leads to those that are moved. */
function endLabels(
  { lines, level }: LineChart,
  names: readonly string[],
  scales: Scales,
): string[] {
  const { right, top, bottom, x, y } = scales;
  const ends = lines.map(({ points }) => points.at(-1)!);
  const wanted = [...ends.map(({ value }) => y(value)), ...(level ? [y(level.value)] : [])];
  const places = apart(wanted, 17, top, bottom).map(tenth);
  const from = tenth(right + 22);
  const named = lines.flatMap(({ look }, i) => {
    const place = places[i]!;
    const end = { x: x(ends[i]!.x), y: wanted[i]! };
    return [
      element('path', {
        class: 'link rule',
        d: path([end, { x: tenth(right + 4), y: end.y }, { x: tenth(from - 4), y: place }]),
      }),
      stroke(look, `M${from} ${place}h${sample}`),
      marker(look, { x: tenth(from + sample / 2), y: place }),
      words(names[i]!, 'label', { x: from + sample + 8, y: place + belowMiddle }),
    ];
  });
  if (!level) return named;
  const place = places.at(-1)!;
  const lead = path([
    { x: tenth(right), y: wanted.at(-1)! },
    { x: tenth(from - 4), y: place },
  ]);
  return [
    ...named,
    element('path', { class: 'link rule', d: lead }),
    words(level.label, 'soft', { x: from, y: place + belowMiddle }),
  ];
}
