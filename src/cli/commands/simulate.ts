import { loadLinearSolver } from '../../flow/linear-program.js';
import { type LoadOptions, type Opened, open } from '../../pipeline.js';
import { simulationJson, simulationText } from '../../report/simulation/report.js';
import type { WorkloadInput } from '../../spec/workload.js';
import type { Routing } from '../../whatif/simulation/answer.js';
import { type Simulated, simulate } from '../../whatif/simulation/simulate.js';
import { type ExitCode, exitCode, UsageError } from '../exit.js';
import { faultSources, faultTexts, misunderstoodIn } from '../fault-files.js';
import { exists, loadFile, write } from '../files.js';
import { limitsOf } from '../limits.js';
import { type NamedPart, namedPart } from '../named-part.js';
import { needsBuilt } from '../needs-built.js';
import { reportInstead } from '../report-instead.js';

export const routings = ['adaptive', 'ecmp', 'static'] as const;

export interface SimulateOptions extends LoadOptions {
  readonly routing: Routing;
  /** Files of forwarding tables, for static routing. */
  readonly tables?: readonly string[];
  readonly fail?: readonly string[];
  readonly seed: number;
  readonly seeds: number;
  /** Another routing, or another topology file. */
  readonly compare?: string;
  readonly chart?: string;
  readonly loads?: string;
  readonly heat?: string;
  readonly format: 'text' | 'json';
  readonly output?: string;
}

/** `planewright simulate FILE WORKLOAD`: how long collectives take, and what is full. */
export async function simulateCommand(
  file: string,
  name: string,
  options: SimulateOptions,
): Promise<ExitCode> {
  const sources = faultSources(file, options);
  const fail = faultTexts(options.fail ?? [], sources);
  const loaded = loadFile(file, limitsOf(options));
  const opened = open(loaded);
  if (!opened) return reportInstead(loaded, options);
  needsBuilt(file, opened.subject, 'nothing is sent in it');
  const workload = namedPart('workloads', name, file, opened.topology, options.maxBytes);
  const solve = await loadLinearSolver();
  const ask = (subject: Opened['subject'], routing: Routing): Simulated => {
    const { seed, seeds } = options;
    const question = { workload: workload.value, name: workload.called, fail, routing, seed, seeds };
    const found = simulate(subject, solve, question);
    if ('answer' in found) return found;
    if ('problems' in found) throw workload.refusal(found.problems);
    throw new UsageError(misunderstoodIn(sources, found));
  };
  const found = ask(opened.subject, options.routing);
  const said = {
    version: 1 as const,
    topology: { name: opened.topology.name, file: loaded.file },
    ...found.answer,
  };
  write(options.format === 'json' ? simulationJson(said) : simulationText(said), options.output);
  return exitCode.holds;
}
