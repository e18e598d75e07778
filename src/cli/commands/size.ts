import type { SizeFormat } from '../../report/size/formats.js';
import { sizeReporters } from '../../report/size/registry.js';
import { sizeReport } from '../../report/size/report.js';
import { size } from '../../sizing/size.js';
import { prettyJson } from '../../std/pretty-json.js';
import { formatCounted } from '../../std/units.js';
import { type ExitCode, exitCode, UsageError } from '../exit.js';
import { write } from '../files.js';
import { type PriceOptions, pricesOf } from '../prices.js';
import { type WishOptions, wishOf } from '../wish.js';

export interface SizeOptions extends WishOptions, PriceOptions {
  readonly most: number;
  readonly write?: number;
  readonly format: SizeFormat;
  readonly output?: string;
}

/** `planewright size`: the designs of every family that reach so many endpoints, or one of them. */
export function sizeCommand(options: SizeOptions): ExitCode {
  const { most, write: chosen, format, output } = options;
  const wish = { ...wishOf(options), ...pricesOf(options) };
  const sizing = size(wish, Math.max(most, chosen ?? 0));
  if (chosen === undefined) {
    write(sizeReporters[format](sizeReport(wish, sizing)), output);
    return exitCode.holds;
  }
  const design = sizing.designs[chosen - 1];
  if (!design) {
    const there = sizing.designs.length;
    const range = there === 0 ? 'there is no design' : `there are ${formatCounted(there, 'design')}`;
    throw new UsageError(`--write ${chosen}: ${range}; run without --write to see why or which`);
  }
  write(prettyJson(design.document), output);
  return exitCode.holds;
}
