import { type LoadOptions, report } from '../../pipeline.js';
import type { ReportFormat } from '../../report/formats.js';
import { reporters } from '../../report/registry.js';
import { colourOf } from '../colour.js';
import { codeOf, type ExitCode, type FailOn, UsageError } from '../exit.js';
import { loadFile, write } from '../files.js';
import { limitsOf } from '../limits.js';

export interface ValidateOptions extends LoadOptions {
  readonly format: ReportFormat;
  readonly output?: string;
  readonly failOn: FailOn;
}

/** `planewright validate FILE…`: every check of every file. */
export function validateCommand(files: readonly string[], options: ValidateOptions): ExitCode {
  if (files.filter((file) => file === '-').length > 1) {
    throw new UsageError('standard input (-) can be read only once');
  }
  const reports = files.map((file) => report(loadFile(file, limitsOf(options))));
  const { format, output } = options;
  write(reporters[format](reports, { colour: colourOf(output) }), output);
  return codeOf(reports, options.failOn);
}
