import { certificateFile } from '../../certificate/file.js';
import { loadLinearSolver, noSolver } from '../../flow/linear-program.js';
import { type LoadOptions, type Opened, open } from '../../pipeline.js';
import { chartSvg } from '../../render/chart/svg.js';
import { bandwidthChart } from '../../report/simulation/bandwidth-chart.js';
import { loadChart } from '../../report/simulation/load-chart.js';
import { type SimulatedRun, simulationJson } from '../../report/simulation/report.js';
import { simulationText } from '../../report/simulation/text.js';
import type { WorkloadInput } from '../../spec/workload.js';
import { nearest } from '../../std/suggest.js';
import { gpusOf, nicGbps } from '../../traffic/gpus.js';
import { type Routing, routings } from '../../whatif/simulation/answer.js';
import { type Simulated, simulate } from '../../whatif/simulation/simulate.js';
import { writeCertificates } from '../certificates.js';
import { makeDirectory } from '../directory.js';
import { type ExitCode, exitCode, UsageError } from '../exit.js';
import { faultSources, faultTexts, misunderstoodIn } from '../fault-files.js';
import { exists, loadFile, write } from '../files.js';
import { readTables } from '../forwarding-tables.js';
import { limitsOf } from '../limits.js';
import { namedPart } from '../named-part.js';
import { needsBuilt } from '../needs-built.js';
import { refuse } from '../refuse.js';
import { reportInstead } from '../report-instead.js';

export interface SimulateOptions extends LoadOptions {
  readonly routing: Routing;
  readonly fail?: readonly string[];
  readonly seed: number;
  readonly seeds: number;
  /** Another routing, or another topology file. */
  readonly compare?: string;
  /** Files of forwarding tables: static routing by these. */
  readonly tables?: readonly string[];
  /** Pictures: bandwidth over sizes or GPUs, and how busy channels are. */
  readonly chart?: string;
  readonly loads?: string;
  /** A table of how busy cables are, for `draw --heat`. */
  readonly heat?: string;
  readonly format: 'text' | 'json';
  readonly output?: string;
  /** Directory into which certificates are written. */
  readonly certificates?: string;
}

/** More are minutes: a sample of hundreds says how far hashes spread. */
const mostSeeds = 10_000;

/** `planewright simulate FILE WORKLOAD`: how long collectives take, and what is full. */
export async function simulateCommand(
  file: string,
  name: string,
  options: SimulateOptions,
): Promise<ExitCode> {
  const { compare, chart, loads, heat } = options;
  if (options.seeds > mostSeeds) throw new UsageError(`--seeds takes at most ${mostSeeds}`);
  if (options.seeds > 1 && options.routing !== 'ecmp' && compare !== 'ecmp') {
    throw new UsageError(
      `--seeds says how far hashes spread: it goes with --routing ecmp, not ${options.routing}`,
    );
  }
  if (options.tables && options.routing !== 'static') {
    throw new UsageError('--tables are ways of static routing: it goes with --routing static');
  }
  if (compare === options.routing && !options.tables) {
    throw new UsageError(`--compare ${compare} would lay it beside itself`);
  }
  const sources = faultSources(file, options);
  const fail = faultTexts(options.fail ?? [], sources);
  const loaded = loadFile(file, limitsOf(options));
  const opened = open(loaded);
  if (!opened) return reportInstead(loaded, options);
  needsBuilt(file, opened.subject, 'nothing is sent in it');
  const workload = namedPart('workloads', name, file, opened.topology, options.maxBytes);
  const tables = options.tables ? readTables(options.tables, opened) : null;
  const other = compare === undefined ? null : otherOf(compare, opened, options);
  if (typeof other === 'number') return other;
  const isAdaptive = options.routing === 'adaptive' || other?.routing === 'adaptive';
  // It takes longer to load than most questions, and no other routing asks it.
  const solve = isAdaptive ? await loadLinearSolver() : noSolver;
  // Tables that were read are laid beside our own static routing.
  const run = ({ subject, file: name }: Opened, routing: Routing, isOther: boolean): Simulated => {
    const { seed, seeds } = options;
    const found = simulate(subject, solve, {
      workload: workload.value,
      name: workload.called,
      fail,
      routing,
      seed,
      seeds,
      tables: isOther ? null : tables,
    });
    if ('answer' in found) return found;
    const on = isOther && name !== opened.file ? `on ${name}: ` : '';
    if ('problems' in found) {
      return workload.refuse(
        found.problems.map((one) => ({ ...one, problem: `${on}${one.problem}` })),
      );
    }
    if ('reason' in found) throw new UsageError(`${name}: ${found.reason}`);
    throw new UsageError(
      misunderstoodIn(
        sources,
        found.map((one) => ({ ...one, problem: `${on}${one.problem}` })),
      ),
    );
  };
  const found = run(opened, options.routing, false);
  const compared = other ? run(other.opened, other.routing, true) : null;
  const said = {
    version: 1 as const,
    ...ofTopology(opened, found),
    ...(compared ? { compared: ofTopology(other!.opened, compared) } : {}),
  };
  const { certificates: directory } = options;
  const proofs = directory === undefined ? [] : found.certificates();
  if ('reason' in proofs) throw new UsageError(`--certificates: ${proofs.reason}`);
  if (directory !== undefined) makeDirectory(directory, 'certificates');
  write(options.format === 'json' ? simulationJson(said) : simulationText(said), options.output);
  const shown = [
    { name: opened.topology.name, simulation: found.answer },
    ...(compared ? [{ name: other!.opened.topology.name, simulation: compared.answer }] : []),
  ];
  if (chart !== undefined) {
    const rate = nicGBps([
      [opened, found],
      ...(compared ? [[other!.opened, compared] as const] : []),
    ]);
    const told = { ...chartOptions(workload.value), nicGBps: rate };
    write(chartSvg(bandwidthChart(shown, told)), chart);
  }
  if (loads !== undefined) write(chartSvg(loadChart(shown, chartOptions(workload.value))), loads);
  if (heat !== undefined) write(heatTable(found), heat);
  if (directory !== undefined) {
    writeCertificates(
      directory,
      proofs.map((one) => certificateFile(opened.topology.name, fail, one)),
    );
  }
  return exitCode.holds;
}

const ofTopology = ({ topology, file }: Opened, { answer }: Simulated): SimulatedRun => ({
  topology: { name: topology.name, file },
  ...answer,
});

/** What the workload says of where it comes from. */
const chartOptions = ({ source }: WorkloadInput) => (source === undefined ? {} : { source });

/** GB/s of the NICs of a GPU, if it is the same in all that is laid side by side. */
function nicGBps(runs: readonly (readonly [Opened, Simulated])[]): number | null {
  const rates = runs.map(
    ([
      {
        subject: { fabric },
      },
      { answer },
    ]) =>
      nicGbps(
        gpusOf(
          fabric,
          fabric.planeSets.findIndex(({ id }) => id === answer.planeSet),
        ),
      ),
  );
  const [rate] = rates;
  return rate != null && rates.every((one) => one === rate) ? rate / 8 : null;
}

/** What is laid beside it: the same topology under another routing, or another one. */
function otherOf(
  compare: string,
  opened: Opened,
  options: SimulateOptions,
): { readonly opened: Opened; readonly routing: Routing } | ExitCode {
  const routing = routings.find((one) => one === compare);
  if (routing) return { opened, routing };
  if (!exists(compare)) {
    const near = nearest(compare, routings);
    throw new UsageError(
      `--compare ${compare}: it is neither a routing (${routings.join(', ')}) nor a topology file${near ? `; did you mean ${near}?` : ''}`,
    );
  }
  const loaded = loadFile(compare, limitsOf(options));
  const other = open(loaded);
  if (!other) return refuse(loaded);
  needsBuilt(compare, other.subject, 'nothing is sent in it');
  return { opened: other, routing: options.routing };
}

/** Share of the time in which each cable is busy, the busier direction, as `draw --heat` reads it. */
function* heatTable({ busy }: Simulated): Generator<string> {
  yield 'cable,busy\n';
  for (const [cable, share] of busy()) yield `${cable},${Number(share.toPrecision(6))}\n`;
}
