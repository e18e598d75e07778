import { report } from '../../pipeline.js';
import type { ReportFormat } from '../../report/formats.js';
import { reporters } from '../../report/registry.js';
import { colourOf } from '../colour.js';
import { codeOf, type ExitCode, type FailOn, UsageError } from '../exit.js';
import { loadFile, write } from '../files.js';
import { type LimitOptions, limitsOf } from '../limits.js';
import { type PriceOptions, pricesOf } from '../prices.js';

export interface ValidateOptions extends LimitOptions, PriceOptions {
  readonly format: ReportFormat;
  readonly output?: string;
  readonly failOn: FailOn;
}

/** `planewright validate FILE…`: every check of every file. */
export function validateCommand(files: readonly string[], options: ValidateOptions): ExitCode {
  if (files.filter((file) => file === '-').length > 1) {
    throw new UsageError('standard input (-) can be read only once');
  }
  const given = { ...limitsOf(options), ...pricesOf(options) };
  const reports = files.map((file) => report(loadFile(file, given)));
  const { format, output } = options;
  write(reporters[format](reports, { colour: colourOf(output) }), output);
  return codeOf(reports, options.failOn);
}
