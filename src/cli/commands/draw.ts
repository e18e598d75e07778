import { isFocus, isPlane, type Level, tooLarge } from '../../diagram/limits.js';
import type { Picture } from '../../draw.js';
import type { CompactFabric } from '../../fabric/compact.js';
import { readFaults } from '../../failure/fault.js';
import { draw, type LoadOptions, open, page } from '../../pipeline.js';
import { formatOf, type PictureFormat, pictureFormats } from '../../render/formats.js';
import { didYouMean, nearest } from '../../std/suggest.js';
import { type ExitCode, exitCode, UsageError } from '../exit.js';
import { faultSources, faultTexts, misunderstoodIn } from '../fault-files.js';
import { loadFile, write } from '../files.js';
import { limitsOf } from '../limits.js';
import { bundles } from '../page-bundles.js';
import { refuse } from '../refuse.js';

export interface DrawOptions extends LoadOptions, Partial<Omit<Picture, 'faults'>> {
  readonly fail?: readonly string[];
  readonly output?: string;
  /** Without it the name of the output says it. */
  readonly format?: PictureFormat;
}

/** `planewright draw FILE`: a picture of the fabric. */
export async function drawCommand(file: string, options: DrawOptions): Promise<ExitCode> {
  const sources = faultSources(file, options);
  const fail = faultTexts(options.fail ?? [], sources);
  const loaded = loadFile(file, limitsOf(options));
  const opened = open(loaded);
  if (!opened) return refuse(loaded);
  const { fabric } = opened.subject;
  const level = levelOf(fabric, options);
  const reason = tooLarge(fabric, level);
  if (reason !== null) throw new UsageError(reason);
  const { faults, wrong } = readFaults(fabric, fail);
  if (wrong.length > 0) throw new UsageError(misunderstoodIn(sources, wrong));
  const format = options.format ?? formatOf(options.output ?? '') ?? pictureFormats[0]!;
  const text =
    format === 'html'
      ? await page(opened, { level, faults, command: commandOf(file, options), bundles: bundles() })
      : await draw(opened, { ...level, faults }, format);
  write(text, options.output);
  return exitCode.holds;
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

/** What is to be shown: a level, one plane, or one element; only one of these. */
function levelOf(fabric: CompactFabric, { detail, plane, focus }: DrawOptions): Level {
  const planes = fabric.planes.map(({ id }) => id);
  if (focus !== undefined && (plane !== undefined || detail !== undefined)) {
    throw new UsageError('--focus shows one element: it does not go with --detail or --plane');
  }
  if (plane !== undefined && detail !== undefined && detail !== 'plane') {
    throw new UsageError(`--plane shows one plane: it does not go with --detail ${detail}`);
  }
  if (plane !== undefined && !isPlane(fabric, plane)) throw unknown('plane', plane, planes);
  if (focus !== undefined && !isFocus(fabric, focus)) {
    const known = [...planes, ...fabric.hostIds, ...fabric.vertexIds];
    throw unknown('switch, NIC, host or plane', focus, known);
  }
  if (focus !== undefined) return { detail: 'overview', focus };
  if (plane !== undefined) return { detail: 'plane', plane };
  return { detail: detail ?? 'overview' };
}

function unknown(noun: string, id: string, known: readonly string[]): UsageError {
  return new UsageError(`no ${noun} "${id}"${didYouMean(nearest(id, known))}`);
}
