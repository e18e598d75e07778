import { oneLine } from '../../std/markup.js';
import { formatBytes, formatCount, formatGBps, formatRange } from '../../std/units.js';
import type { SimulatedPoint } from '../../whatif/simulation/answer.js';
import { type Bandwidth, bandwidthsOf } from './bandwidths.js';
import type { Chart, ChartLine, Level, Look } from './chart.js';
import { type Curve, curvesOf, type Varied } from './curves.js';
import { type ChartOptions, type Run, runFacts, runNames, spanned, titleBlock } from './runs.js';

interface BandwidthOptions extends ChartOptions {
  /** What the NICs of a GPU can carry, GB/s; null: GPUs differ. */
  readonly nicGBps?: number | null;
}

/** Bus bandwidth against what varies: sizes (a line for each number of GPUs), else numbers of GPUs. */
export function bandwidthChart(runs: readonly Run[], options: BandwidthOptions = {}): Chart {
  const { curves, varied, leftOut } = curvesOf(
    runs.map(({ simulation }) => bandwidthsOf(simulation)),
  );
  const shown = curves.flatMap(({ points }) => points);
  const label = labelling(runs, curves, varied);
  const kinds = [...new Set(shown.map(({ what }) => what))];
  const only = kinds.length === 1 ? ` of ${kinds[0]}` : '';
  const facts = runFacts(
    runs,
    runs.map(({ simulation: { points } }) => spans(points, shown)),
  );
  const head = {
    titleBlock: titleBlock(`Bus bandwidth${only}`, runs, facts, options),
    notes: [...notesOn(shown, varied), ...leftOutNote(leftOut)],
  };
  const level: Level | null =
    typeof options.nicGBps === 'number'
      ? { label: `NIC ${formatGBps(options.nicGBps)}`, value: options.nicGBps }
      : null;
  const description = `Bus bandwidth${only}${against[varied]}: ${curves.map((curve) => `${label(curve)} ${reached(curve.points)}`).join('; ')}.`;
  const look = looks(runs.length, curves, varied);
  if (varied === 'nothing') {
    const bars = curves.map((curve) => ({
      ...reachedOnly(curve.points[0]!),
      label: label(curve),
      look: look(curve),
    }));
    return { kind: 'bars', ...head, description, label: 'bus bandwidth, GB/s', bars, level };
  }
  const lines = curves.map(
    (curve): ChartLine => ({
      label: label(curve),
      look: look(curve),
      points: curve.points.map((point) => ({
        x: varied === 'bytes' ? point.bytes : point.gpus,
        ...reachedOnly(point),
      })),
    }),
  );
  const x =
    varied === 'bytes'
      ? ({ label: 'message size', unit: 'bytes' } as const)
      : ({ label: 'GPUs', unit: 'count' } as const);
  return { kind: 'lines', ...head, description, x, yLabel: 'bus bandwidth, GB/s', lines, level };
}

function spans(points: readonly SimulatedPoint[], shown: readonly Bandwidth[]): string[] {
  const gpus = points.map((point) => point.gpus);
  const sizes = shown.map(({ bytes }) => bytes);
  if (gpus.length === 0 || sizes.length === 0) return [];
  return [`${spanned(gpus, formatCount)} GPUs`, spanned(sizes, formatBytes)];
}

const against: Readonly<Record<Varied, string>> = {
  bytes: ' against message size',
  gpus: ' against the number of GPUs',
  nothing: '',
};

const reachedOnly = ({ value, least, most }: Bandwidth) => ({ value, least, most });

const reached = (points: readonly Bandwidth[]): string =>
  formatRange(
    Math.min(...points.map(({ value }) => value)),
    Math.max(...points.map(({ value }) => value)),
    formatGBps,
  );

/** Of a name that others follow, so that these are not what is cut. */
const longestRun = 20;

/** Only what tells a curve from the others. */
function labelling(
  runs: readonly Run[],
  curves: readonly Curve[],
  varied: Varied,
): (curve: Curve) => string {
  const names = runNames(runs);
  const several = (of: (curve: Curve) => unknown) => new Set(curves.map(of)).size > 1;
  const tellsRun = several(({ run }) => run);
  const tellsWhat = several(({ what }) => what);
  const tellsGpus = varied === 'bytes' && several(({ gpus }) => gpus);
  return ({ run, what, gpus }) => {
    const more = tellsWhat || tellsGpus;
    const parts = [
      ...(tellsRun ? [more ? oneLine(names[run]!, longestRun) : names[run]!] : []),
      ...(tellsWhat ? [what] : []),
      ...(tellsGpus ? [`${formatCount(gpus ?? 0)} GPUs`] : []),
    ];
    return parts.length === 0 ? names[run]! : parts.join(', ');
  };
}

/**
 * Runs differ by dashes, what is measured in them by colour and marker; where that is one thing, runs do by
 * all. Bars have their names beside them and are compared between runs.
 */
function looks(runs: number, curves: readonly Curve[], varied: Varied): (curve: Curve) => Look {
  const kinds = [...new Set(curves.map(({ what, gpus }) => `${gpus} ${what}`))];
  const byRun = runs > 1 && (kinds.length === 1 || varied === 'nothing');
  return ({ run, what, gpus }) => {
    const of = byRun ? run : kinds.indexOf(`${gpus} ${what}`);
    return { hue: of, dash: run, marker: of };
  };
}

function notesOn(shown: readonly Bandwidth[], varied: Varied): string[] {
  const unending = shown.filter((one) => one.unending).length;
  const spreads = shown.flatMap(({ spread }) => (spread && spread !== 'ends' ? spread.seeds : []));
  const seeds = [...new Set(spreads)].sort((a, b) => a - b).map(formatCount);
  return [
    'Bus bandwidth as the tests of NCCL define it.',
    ...(varied === 'nothing' ? ['One size and one number of GPUs: bars instead of lines.'] : []),
    ...(seeds.length === 0
      ? []
      : [`Of ${seeds.join(', ')} seeds the least, the median and the most are shown.`]),
    ...(shown.some(({ spread }) => spread === 'ends')
      ? ['Where the two ends that are proved differ, both are shown; the figure is the lower one.']
      : []),
    ...(shown.some(({ of }) => of > 1) ? ['Of collectives that are alike, the slowest.'] : []),
    ...(shown.some(({ seedsApart }) => seedsApart)
      ? [
          'Seeds spread the time of all jobs together, which is not shown: the figures are those of the first seed.',
        ]
      : []),
    ...(unending === 0
      ? []
      : [
          `0 GB/s: ${formatCount(unending)} of ${formatCount(shown.length)} never end, since messages have no way.`,
        ]),
  ];
}

const leftOutNote = (what: readonly string[]): string[] =>
  what.length === 0 ? [] : [`Left out, so that the others can be told apart: ${what.join(', ')}.`];
