import { certificateFile } from '../../certificate/file.js';
import { loadLinearSolver } from '../../flow/linear-program.js';
import { type LoadOptions, open } from '../../pipeline.js';
import { throughputJson, throughputText } from '../../report/throughput.js';
import { nearest } from '../../std/suggest.js';
import { readHostTraffic } from '../../traffic/host-traffic.js';
import { type TrafficQuestion, throughput } from '../../whatif/throughput.js';
import { writeCertificates } from '../certificates.js';
import { makeDirectory } from '../directory.js';
import { type ExitCode, exitCode, UsageError } from '../exit.js';
import { faultSources, faultTexts, misunderstoodIn } from '../fault-files.js';
import { exists, loadFile, readOrRefuse, write } from '../files.js';
import { limitsOf } from '../limits.js';
import { needsBuilt } from '../needs-built.js';
import { reportInstead } from '../report-instead.js';

export interface ThroughputOptions extends LoadOptions {
  /** `uniform`, `longest-matching`, or a table of hosts. */
  readonly traffic: string;
  readonly fail?: readonly string[];
  readonly format: 'text' | 'json';
  readonly output?: string;
  /** Directory into which certificates are written. */
  readonly certificates?: string;
}

/** A table of 2,048 × 2,048 hosts has some 20 MB. */
const mostTrafficBytes = 64 * 1024 * 1024;

/** `planewright throughput FILE`: how much of some traffic fits at once. */
export async function throughputCommand(
  file: string,
  options: ThroughputOptions,
): Promise<ExitCode> {
  if (file === '-' && options.traffic === '-') {
    throw new UsageError('standard input (-) can be read only once');
  }
  const sources = faultSources(options.traffic === '-' ? '-' : file, options);
  const fail = faultTexts(options.fail ?? [], sources);
  const loaded = loadFile(file, limitsOf(options));
  const opened = open(loaded);
  if (!opened) return reportInstead(loaded, options);
  const { subject, topology } = opened;
  needsBuilt(file, subject, 'nothing flows in it');
  const traffic = trafficOf(options.traffic, subject.fabric.hostIds);
  const solve = await loadLinearSolver();
  const answer = throughput(subject, solve, { fail, traffic });
  if (!('planes' in answer)) throw new UsageError(misunderstoodIn(sources, answer));
  const { certificates, ...told } = answer;
  const { certificates: directory } = options;
  if (directory !== undefined) makeDirectory(directory, 'certificates');
  const said = {
    version: 1 as const,
    topology: { name: topology.name, file: loaded.file },
    ...told,
  };
  write(options.format === 'json' ? throughputJson(said) : throughputText(said), options.output);
  if (directory !== undefined) {
    writeCertificates(
      directory,
      certificates().map((one) => certificateFile(topology.name, fail, one)),
    );
  }
  return exitCode.holds;
}

/** Traffic that has a name. */
const words = ['uniform', 'longest-matching'] as const;

function trafficOf(asked: string, hostIds: readonly string[]): TrafficQuestion {
  if (asked === 'uniform' || asked === 'longest-matching') return asked;
  const near = /[./-]/.test(asked.replace('longest-', '')) ? null : nearest(asked, words);
  if (near && !exists(asked)) {
    throw new UsageError(`--traffic ${asked}: there is no such file; did you mean ${near}?`);
  }
  const bytes = readOrRefuse(asked, mostTrafficBytes);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${asked}: it is not UTF-8`);
  }
  const read = readHostTraffic(text, hostIds);
  if ('demands' in read) return read.demands;
  const name = asked === '-' ? '<stdin>' : asked;
  throw new UsageError(read.problems.map((problem) => `${name}: ${problem}`).join('\n'));
}
