import { certificateFile } from '../../certificate/file.js';
import { certified, type Judged, prepare, report } from '../../pipeline.js';
import type { ReportFormat } from '../../report/formats.js';
import { reporters } from '../../report/registry.js';
import type { Report } from '../../report/report.js';
import { writeCertificates } from '../certificates.js';
import { colourOf } from '../colour.js';
import { makeDirectory } from '../directory.js';
import { codeOf, type ExitCode, type FailOn, UsageError } from '../exit.js';
import { loadFile, write } from '../files.js';
import { type LimitOptions, limitsOf } from '../limits.js';
import { type PriceOptions, pricesOf } from '../prices.js';

export interface ValidateOptions extends LimitOptions, PriceOptions {
  readonly format: ReportFormat;
  readonly output?: string;
  readonly failOn: FailOn;
  /** Directory into which certificates are written. */
  readonly certificates?: string;
}

/** `planewright validate FILE…`: every check of every file. */
export async function validateCommand(
  files: readonly string[],
  options: ValidateOptions,
): Promise<ExitCode> {
  if (files.filter((file) => file === '-').length > 1) {
    throw new UsageError('standard input (-) can be read only once');
  }
  const given = { ...limitsOf(options), ...pricesOf(options) };
  const { format, output, certificates: directory } = options;
  const say = (reports: readonly Report[]): ExitCode => {
    write(reporters[format](reports, { colour: colourOf(output) }), output);
    return codeOf(reports, options.failOn);
  };
  const prepared = (file: string) => prepare(loadFile(file, given));
  if (directory === undefined) {
    const reports: Report[] = [];
    for (const file of files) reports.push(report(await prepared(file)));
    return say(reports);
  }
  makeDirectory(directory, 'certificates');
  const judged: (Judged & { readonly name: string })[] = [];
  for (const file of files) {
    const loaded = await prepared(file);
    judged.push({ name: loaded.topology?.name ?? '', ...certified(loaded) });
  }
  const code = say(judged.map((one) => one.report));
  const made = judged.flatMap(({ name, certificates }) =>
    certificates.map((one) => certificateFile(name, [], one)),
  );
  writeCertificates(directory, made);
  return code;
}
