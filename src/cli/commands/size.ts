import type { SizeFormat } from '../../report/formats.js';
import { sizeReporters } from '../../report/size/registry.js';
import { sizeReport } from '../../report/size/report.js';
import { size } from '../../sizing/size.js';
import { formatCounted } from '../../std/units.js';
import { type ExitCode, exitCode, UsageError } from '../exit.js';
import { write } from '../files.js';
import { type PriceOptions, pricesOf } from '../prices.js';
import { writeTopology } from '../topology-file.js';
import { readWish, type WishOptions } from '../wish.js';

export interface SizeOptions extends WishOptions, PriceOptions {
  readonly format: SizeFormat;
  readonly output?: string;
}

/** `planewright size`: the designs of every family that reach so many endpoints, or one of them. */
export function sizeCommand({ format, output, ...options }: SizeOptions): ExitCode {
  const { wish, most, write: chosen } = readWish(options);
  const priced = { ...wish, ...pricesOf(options) };
  const sizing = size(priced, chosen ?? most);
  if (chosen === null) {
    write(sizeReporters[format](sizeReport(priced, sizing)), output);
    return exitCode.holds;
  }
  const design = sizing.designs[chosen - 1];
  if (!design) {
    const there = sizing.designs.length;
    const range =
      there === 0 ? 'no design reaches that' : `found ${formatCounted(there, 'design')}`;
    throw new UsageError(`--write ${chosen}: ${range}; without --write they are listed`);
  }
  writeTopology(design.document, output);
  return exitCode.holds;
}
