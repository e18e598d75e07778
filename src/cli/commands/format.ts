import { defaultMaxReportBytes, type ReportFormat } from '../../report/formats.js';
import { reporters } from '../../report/registry.js';
import { readReports } from '../../report/saved.js';
import { colourOf } from '../colour.js';
import { type ExitCode, exitCode, UsageError } from '../exit.js';
import { readText, write } from '../files.js';

export interface FormatOptions {
  readonly as: ReportFormat;
  readonly output?: string;
  readonly maxBytes?: number;
}

/**
 * `planewright format REPORT`: a saved report in another format. It only renders: its exit code
 * says nothing about the verdicts in the report.
 */
export function formatCommand(file: string, options: FormatOptions): ExitCode {
  const { as, output, maxBytes = defaultMaxReportBytes } = options;
  const saved = readReports(readText(file, maxBytes));
  if ('problem' in saved) {
    const name = file === '-' ? 'standard input' : file;
    throw new UsageError(`${name} is not a report of planewright: ${saved.problem}`);
  }
  write(reporters[as](saved.reports, { colour: colourOf(output) }), output);
  return exitCode.holds;
}
