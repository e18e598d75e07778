import { type Loaded, type LoadOptions, open } from '../../pipeline.js';
import { comparers } from '../../report/compare/registry.js';
import type { CompareFormat } from '../../report/formats.js';
import { type ComparedSet, compareSets } from '../../whatif/compare.js';
import { comparison } from '../../whatif/comparison.js';
import { type ExitCode, exitCode, UsageError } from '../exit.js';
import { loadFile, write } from '../files.js';
import { limitsOf } from '../limits.js';
import { type PriceOptions, pricesOf } from '../prices.js';
import { refuse } from '../refuse.js';

export interface CompareOptions extends Omit<LoadOptions, 'prices'>, PriceOptions {
  readonly format: CompareFormat;
  readonly output?: string;
}

/**
 * `planewright compare FILE…`: every plane set of every file, measured side by side. A file that
 * cannot be built is refused, and nothing is compared; the others are looked at all the same.
 */
export function compareCommand(files: readonly string[], options: CompareOptions): ExitCode {
  if (files.filter((file) => file === '-').length > 1) {
    throw new UsageError('standard input (-) can be read only once');
  }
  const given = { ...limitsOf(options), ...pricesOf(options) };
  const sets: ComparedSet[] = [];
  let worst: ExitCode = exitCode.holds;
  for (const file of files) {
    const loaded = loadFile(file, given);
    const found = setsOf(loaded);
    if (found) sets.push(...found);
    else worst = Math.max(worst, refuse(loaded)) as ExitCode;
  }
  if (worst !== exitCode.holds) return worst;
  write(comparers[options.format](comparison(sets)), options.output);
  return exitCode.holds;
}

/** The fabric of a file is let go before the next one is built: five large ones are too many. */
function setsOf(loaded: Loaded): ComparedSet[] | null {
  const opened = open(loaded);
  if (!opened) return null;
  return compareSets(opened.subject, loaded.file);
}
