import { isFocus, isPlane, type Level, tooLarge } from '../../diagram/limits.js';
import type { Picture } from '../../draw.js';
import type { CompactFabric } from '../../fabric/compact.js';
import { readSelector } from '../../fabric/select.js';
import { union } from '../../fabric/union.js';
import { readFaults } from '../../failure/fault.js';
import { draw, type LoadOptions, open, page } from '../../pipeline.js';
import { formatOf, type PictureFormat, pictureFormats, wrongName } from '../../render/formats.js';
import { didYouMean, nearest } from '../../std/suggest.js';
import { type ExitCode, exitCode, UsageError } from '../exit.js';
import { faultSources, faultTexts, misunderstoodIn } from '../fault-files.js';
import { loadFile, write } from '../files.js';
import { limitsOf } from '../limits.js';
import { heatOf, type OverlayOptions, onceFromStdin, reportOf, sinceOf } from '../overlays.js';
import { bundles } from '../page-bundles.js';
import { refuse } from '../refuse.js';

export interface DrawOptions extends LoadOptions, OverlayOptions, Partial<Level> {
  readonly fail?: readonly string[];
  readonly output?: string;
  /** Without it the name of the output says it. */
  readonly format?: PictureFormat;
}

/** `planewright draw FILE`: a picture of the fabric, and what is laid over it. */
export async function drawCommand(file: string, options: DrawOptions): Promise<ExitCode> {
  const format = formatFor(options);
  const beside = besidePage.find((name) => options[name] !== undefined);
  if (format === 'html' && beside) {
    throw new UsageError(`--${beside} does not go with an interactive page: draw it as SVG`);
  }
  const stdin = onceFromStdin(file, options);
  const sources = faultSources(stdin ? '-' : file, options);
  const fail = faultTexts(options.fail ?? [], sources);
  const loaded = loadFile(file, limitsOf(options));
  const opened = open(loaded);
  const refused = opened ? exitCode.holds : refuse(loaded);
  const since = options.diff === undefined ? null : sinceOf(options.diff, limitsOf(options));
  if (!opened || typeof since === 'number') {
    return Math.max(refused, typeof since === 'number' ? since : 0) as ExitCode;
  }
  const { fabric } = opened.subject;
  const shown = since ? union(fabric, since.subject.fabric) : fabric;
  const level = levelOf(shown, options);
  const reason = tooLarge(shown, level);
  if (reason !== null) throw new UsageError(reason);
  const { faults, wrong } = readFaults(fabric, fail);
  if (wrong.length > 0) throw new UsageError(misunderstoodIn(sources, wrong));
  if (format === 'html') {
    const wish = { level, faults, command: commandOf(file, options), bundles: bundles() };
    write(await page(opened, wish), options.output);
    return exitCode.holds;
  }
  const { report, heat } = options;
  const picture: Picture = {
    ...level,
    faults,
    ...(since ? { since } : {}),
    ...(report === undefined ? {} : { report: await reportOf(report, opened, options.maxBytes) }),
    ...(heat === undefined ? {} : { heat: heatOf(heat, fabric) }),
  };
  write(await draw(opened, picture, format), options.output);
  return exitCode.holds;
}

/** As asked for, or as the output is called. */
function formatFor({ format, output = '' }: DrawOptions): PictureFormat {
  const wrong = format === undefined ? wrongName(output) : null;
  if (wrong !== null) throw new UsageError(wrong);
  return format ?? formatOf(output) ?? pictureFormats[0]!;
}

/** What a reader of the page would have to type for the same answers. */
function commandOf(file: string, { maxCables, maxBytes }: DrawOptions): string[] {
  return [
    'planewright',
    'whatif',
    file,
    ...(maxCables === undefined ? [] : ['--max-cables', String(maxCables)]),
    ...(maxBytes === undefined ? [] : ['--max-bytes', String(maxBytes)]),
  ];
}

/** What is laid over a picture is none of a page's, which shows what its reader lets fail. */
const besidePage = ['diff', 'report', 'heat'] as const;

/** What is to be shown: a level, one plane, or one element; only one of these. */
function levelOf(fabric: CompactFabric, { detail, plane, focus, depth }: DrawOptions): Level {
  if (focus !== undefined && (plane !== undefined || detail !== undefined)) {
    throw new UsageError('--focus shows one element: it does not go with --detail or --plane');
  }
  if (depth !== undefined && focus === undefined) {
    throw new UsageError('--depth says how far around an element: it goes with --focus');
  }
  if (plane !== undefined && detail !== undefined && detail !== 'plane') {
    throw new UsageError(`--plane shows one plane: it does not go with --detail ${detail}`);
  }
  if (plane !== undefined && !isPlane(fabric, plane)) {
    const planes = fabric.planes.map(({ id }) => id);
    throw new UsageError(unknown('plane', plane, planes));
  }
  if (focus !== undefined && !isFocus(fabric, focus)) {
    throw new UsageError(focusProblem(fabric, focus));
  }
  if (focus !== undefined) {
    return { detail: 'overview', focus, ...(depth === undefined ? {} : { depth }) };
  }
  if (plane !== undefined) return { detail: 'plane', plane };
  return { detail: detail ?? 'overview' };
}

function focusProblem(fabric: CompactFabric, focus: string): string {
  if (/^[a-z]+:/.test(focus)) {
    const found = readSelector(fabric, focus);
    if ('problem' in found) return `${focus}: ${found.problem}`;
  }
  const known = [...fabric.planes.map(({ id }) => id), ...fabric.hostIds, ...fabric.vertexIds];
  return unknown('switch, NIC, host, plane or cable', focus, known);
}

const unknown = (noun: string, id: string, known: readonly string[]): string =>
  `no ${noun} "${id}"${didYouMean(nearest(id, known))}`;
