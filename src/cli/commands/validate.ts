import { check } from '../../check/run.js';
import { type LoadOptions, open, reportOf } from '../../pipeline.js';
import { type ReportFormat, reporters } from '../../report/registry.js';
import { codeOf, type ExitCode, type FailOn } from '../exit.js';
import { loadFile, write } from '../files.js';
import { limitsOf } from '../limits.js';

export interface ValidateOptions extends LoadOptions {
  readonly format: ReportFormat;
  readonly output?: string;
  readonly failOn: FailOn;
}

/** `planewright validate FILE…`: every check of every file. */
export function validateCommand(files: readonly string[], options: ValidateOptions): ExitCode {
  const reports = files.map((file) => {
    const loaded = loadFile(file, limitsOf(options));
    const opened = open(loaded);
    const { results, findings } = opened ? check(opened.subject) : { results: [], findings: [] };
    return reportOf(loaded, opened, results, findings);
  });
  write(reporters[options.format](reports), options.output);
  return codeOf(reports, options.failOn);
}
