import { certificateFile } from '../../certificate/file.js';
import { type LoadOptions, open, prepare } from '../../pipeline.js';
import { whatIfJson, whatIfText } from '../../report/whatif.js';
import { whatIf, whatIfCertified } from '../../whatif/whatif.js';
import { writeCertificates } from '../certificates.js';
import { makeDirectory } from '../directory.js';
import { type ExitCode, exitCode, UsageError } from '../exit.js';
import { faultSources, faultTexts, misunderstoodIn } from '../fault-files.js';
import { loadFile, write } from '../files.js';
import { limitsOf } from '../limits.js';
import { needsBuilt } from '../needs-built.js';
import { reportInstead } from '../report-instead.js';

export interface WhatIfOptions extends LoadOptions {
  readonly fail?: readonly string[];
  /** Other faults, to be laid beside these. */
  readonly compare?: readonly string[];
  readonly between?: string;
  readonly format: 'text' | 'json';
  readonly output?: string;
  /** Directory into which certificates of the failed state are written. */
  readonly certificates?: string;
}

/** `planewright whatif FILE --fail FAULT…`: healthy against failed. */
export async function whatIfCommand(file: string, options: WhatIfOptions): Promise<ExitCode> {
  const sources = faultSources(file, options);
  const fail = faultTexts(options.fail ?? [], sources);
  const compare = options.compare && faultTexts(options.compare, sources);
  const between = options.between === undefined ? undefined : pairOf(options.between);
  if (fail.length === 0 && !between) {
    throw new UsageError('say what fails: --fail switch:compute/p3/spine0 (see docs/what-if.md)');
  }
  if (compare && fail.length === 0) {
    throw new UsageError('--compare lays other faults beside those of --fail: say these, too');
  }
  const loaded = await prepare(loadFile(file, limitsOf(options)));
  const opened = open(loaded);
  if (!opened) return reportInstead(loaded, options);
  const question = { fail, ...(compare ? { compare } : {}), ...(between ? { between } : {}) };
  needsBuilt(file, opened.subject, 'nothing of it can fail');
  const { certificates: directory } = options;
  const ask = directory === undefined ? uncertified : whatIfCertified;
  const found = ask(opened.subject, () => opened.graph, question);
  if (!('answer' in found)) throw new UsageError(misunderstoodIn(sources, found));
  if (directory !== undefined) makeDirectory(directory, 'certificates');
  const { name } = opened.topology;
  const said = { version: 1 as const, topology: { name, file: loaded.file }, ...found.answer };
  write(options.format === 'json' ? whatIfJson(said) : whatIfText(said), options.output);
  if (directory !== undefined) {
    const files = found.certificates.map((one) => certificateFile(name, fail, one));
    writeCertificates(directory, files);
  }
  return exitCode.holds;
}

/** Certificates that nobody asked for are not made. */
function uncertified(...question: Parameters<typeof whatIf>): ReturnType<typeof whatIfCertified> {
  const found = whatIf(...question);
  return 'healthy' in found ? { answer: found, certificates: [] } : found;
}

function pairOf(text: string): readonly [string, string] {
  const [a, b, ...rest] = text.split(',').map((id) => id.trim());
  if (!a || !b || rest.length > 0 || a === b) {
    throw new UsageError(
      `--between takes two different ids of NICs or hosts, like h0/nic3,h40/nic3; found "${text}"`,
    );
  }
  return [a, b];
}
