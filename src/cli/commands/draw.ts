import { isFocus, isPlane, tooLarge } from '../../diagram/limits.js';
import type { Picture } from '../../draw.js';
import type { CompactFabric } from '../../fabric/compact.js';
import { type Fault, readFault } from '../../failure/fault.js';
import { draw, type LoadOptions, open, report } from '../../pipeline.js';
import { text } from '../../report/text.js';
import { didYouMean, nearest } from '../../std/suggest.js';
import { codeOf, type ExitCode, exitCode, UsageError } from '../exit.js';
import { loadFile, write } from '../files.js';
import { limitsOf } from '../limits.js';

export interface DrawOptions extends LoadOptions, Omit<Picture, 'faults'> {
  readonly fail?: readonly string[];
  readonly output?: string;
}

/** `planewright draw FILE`: a picture of the fabric. */
export async function drawCommand(file: string, options: DrawOptions): Promise<ExitCode> {
  const loaded = loadFile(file, limitsOf(options));
  const opened = open(loaded);
  if (!opened) {
    // A picture is asked for: what is wrong with the file must not end up in it.
    const errors = report(loaded);
    process.stderr.write(text([errors]));
    return codeOf([errors]);
  }
  const { fabric } = opened.subject;
  const { detail, plane, focus } = options;
  if (plane !== undefined && !isPlane(fabric, plane)) {
    throw unknown(
      'plane',
      plane,
      fabric.planes.map(({ id }) => id),
    );
  }
  if (focus !== undefined && !isFocus(fabric, focus)) {
    const planes = fabric.planes.map(({ id }) => id);
    throw unknown('element', focus, [...planes, ...fabric.hostIds, ...fabric.vertexIds]);
  }
  const level = {
    detail,
    ...(plane === undefined ? {} : { plane }),
    ...(focus === undefined ? {} : { focus }),
  };
  const reason = tooLarge(fabric, level);
  if (reason !== null) throw new UsageError(reason);
  const svg = await draw(opened, { ...level, faults: readFaults(fabric, options.fail ?? []) });
  write(svg, options.output);
  return exitCode.holds;
}

function unknown(noun: string, id: string, known: readonly string[]): UsageError {
  return new UsageError(`no ${noun} "${id}"${didYouMean(nearest(id, known))}`);
}

function readFaults(fabric: CompactFabric, texts: readonly string[]): Fault[] {
  const read = texts.map((fault) => ({ fault, result: readFault(fabric, fault) }));
  const wrong = read.flatMap(({ fault, result }) =>
    'problem' in result ? [`${fault}: ${result.problem}`] : [],
  );
  if (wrong.length > 0) throw new UsageError(wrong.join('\n'));
  return read.flatMap(({ result }) => ('problem' in result ? [] : [result]));
}
