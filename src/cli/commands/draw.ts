import { isFocus, isPlane, type Level, tooLarge } from '../../diagram/limits.js';
import type { Picture } from '../../draw.js';
import type { CompactFabric } from '../../fabric/compact.js';
import { readFaults } from '../../failure/fault.js';
import { draw, type LoadOptions, open } from '../../pipeline.js';
import { formatOf, type PictureFormat, pictureFormats, wrongName } from '../../render/formats.js';
import { didYouMean, nearest } from '../../std/suggest.js';
import { type ExitCode, exitCode, UsageError } from '../exit.js';
import { faultSources, faultTexts, misunderstoodIn } from '../fault-files.js';
import { loadFile, write } from '../files.js';
import { limitsOf } from '../limits.js';
import { refuse } from '../refuse.js';

export interface DrawOptions extends LoadOptions, Partial<Omit<Picture, 'faults'>> {
  readonly fail?: readonly string[];
  readonly output?: string;
  /** Without it the name of the output says it. */
  readonly format?: PictureFormat;
}

/** `planewright draw FILE`: a picture of the fabric. */
export async function drawCommand(file: string, options: DrawOptions): Promise<ExitCode> {
  const format = formatFor(options);
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
  write(await draw(opened, { ...level, faults }, format), options.output);
  return exitCode.holds;
}

/** As asked for, or as the output is called. */
function formatFor({ format, output = '' }: DrawOptions): PictureFormat {
  const wrong = format === undefined ? wrongName(output) : null;
  if (wrong !== null) throw new UsageError(wrong);
  return format ?? formatOf(output) ?? pictureFormats[0]!;
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
