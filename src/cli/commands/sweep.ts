import { type LoadOptions, open } from '../../pipeline.js';
import { sweepJson, sweepProgress, sweepText } from '../../report/sweep.js';
import { type Keep, readKeep } from '../../whatif/sweep/keep.js';
import { sweep } from '../../whatif/sweep/sweep.js';
import { type ExitCode, exitCode, UsageError } from '../exit.js';
import { faultSources, faultTexts, misunderstoodIn } from '../fault-files.js';
import { loadFile, write } from '../files.js';
import { limitsOf } from '../limits.js';
import { needsBuilt } from '../needs-built.js';
import { reportInstead } from '../report-instead.js';
import { inSteps } from '../steps.js';

export interface SweepOptions extends LoadOptions {
  readonly any: number;
  readonly of: readonly string[];
  readonly keep?: string;
  readonly most?: number;
  readonly samples?: number;
  readonly seed?: number;
  readonly format: 'text' | 'json';
  readonly output?: string;
}

/** `planewright sweep FILE --any K --of SELECTOR…`: every combination of faults, or the worst of them. */
export async function sweepCommand(file: string, options: SweepOptions): Promise<ExitCode> {
  const { any, most, samples, seed } = options;
  const sources = faultSources(file, options);
  const of = faultTexts(options.of, sources);
  const keep = options.keep === undefined ? [] : keepOf(options.keep);
  const loaded = loadFile(file, limitsOf(options));
  const opened = open(loaded);
  if (!opened) return reportInstead(loaded, options);
  needsBuilt(file, opened.subject, 'nothing of it can fail');
  const question = {
    any,
    of,
    keep,
    ...(most === undefined ? {} : { most }),
    ...(samples === undefined ? {} : { samples }),
    ...(seed === undefined ? {} : { seed }),
  };
  const found = await inSteps(sweep(opened.subject, question), sweepProgress);
  if (!('proved' in found)) throw new UsageError(misunderstoodIn(sources, found));
  const { name } = opened.topology;
  const said = { version: 1 as const, topology: { name, file: loaded.file }, ...found };
  write(options.format === 'json' ? sweepJson(said) : sweepText(said), options.output);
  const short = found.holds === false || found.stopped === 'interrupted';
  return short ? exitCode.findings : exitCode.holds;
}

function keepOf(text: string): readonly Keep[] {
  const keep = readKeep(text);
  if ('problem' in keep) throw new UsageError(`--keep: ${keep.problem}`);
  return keep;
}
