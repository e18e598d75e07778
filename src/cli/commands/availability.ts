import { type LoadOptions, open } from '../../pipeline.js';
import { availabilityJson, availabilityText } from '../../report/availability.js';
import type { Rates } from '../../spec/topology.js';
import { quoted } from '../../std/terminal.js';
import { formatCount } from '../../std/units.js';
import { availability } from '../../whatif/availability/availability.js';
import { type ExitCode, exitCode, misunderstood, UsageError } from '../exit.js';
import { loadFile, write } from '../files.js';
import { limitsOf } from '../limits.js';
import { needsBuilt } from '../needs-built.js';
import { readOwn } from '../own-file.js';
import { reportInstead } from '../report-instead.js';

export interface AvailabilityOptions extends LoadOptions {
  /** A file of rates, instead of those of the topology. */
  readonly rates?: string;
  readonly keep?: string;
  readonly samples?: number;
  readonly seed: number;
  readonly format: 'text' | 'json';
  readonly output?: string;
}

/** One state says nothing about an error; more are hours of a machine. */
const mostSamples = 1_000_000;

/** Shares of the bisection of which one wants to know how often they are there. */
const defaultKeep = [0.9, 0.99, 1];

/** `planewright availability FILE`: how much bandwidth there is over a long time. */
export function availabilityCommand(file: string, options: AvailabilityOptions): ExitCode {
  const { samples = null, seed } = options;
  const keep = options.keep === undefined ? defaultKeep : sharesOf(options.keep);
  if (samples !== null && (samples < 2 || samples > mostSamples)) {
    throw new UsageError(`--samples takes a number from 2 to ${formatCount(mostSamples)}`);
  }
  const given =
    options.rates === undefined ? null : readOwn('rates', options.rates, options.maxBytes);
  const loaded = loadFile(file, limitsOf(options));
  const opened = open(loaded);
  if (!opened) return reportInstead(loaded, options);
  const { subject, topology } = opened;
  needsBuilt(file, subject, 'nothing of it can fail');
  const rates: Rates = given ?? topology.rates ?? {};
  if (Object.keys(rates).length === 0) {
    throw new UsageError(
      `${options.rates ?? file}: it says nothing of rates; write "rates" into the topology, or name a file of them with --rates (docs/availability.md)`,
    );
  }
  const answer = availability(subject, { rates, keep, samples, seed });
  if (!('planeSets' in answer)) {
    // What is wrong in the topology is a finding of it.
    if (!given) return reportInstead(loaded, options);
    const inFile = answer.map(({ text, problem }) => ({
      text: `${options.rates}: ${text}`,
      problem,
    }));
    throw new UsageError(misunderstood(inFile));
  }
  const said = {
    version: 1 as const,
    topology: { name: topology.name, file: loaded.file },
    ...answer,
  };
  const text = options.format === 'json' ? availabilityJson(said) : availabilityText(said);
  write(text, options.output);
  return exitCode.holds;
}

/** "0.9,0.99": ascending, each once. */
function sharesOf(text: string): number[] {
  const shares = text.split(',').map((one) => {
    const share = /^ *(0|1|[01]?\.\d{1,15}) *$/.test(one) ? Number(one) : Number.NaN;
    if (share >= 0 && share <= 1) return share;
    throw new UsageError(
      `--keep takes shares of the bisection from 0 to 1, like 0.9,0.99; found ${quoted(one)}`,
    );
  });
  return [...new Set(shares)].sort((a, b) => a - b);
}
