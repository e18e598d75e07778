import type { Subject } from '../../../src/check/checker.js';
import type { CompactFabric } from '../../../src/fabric/compact.js';
import { type LinearSolver, loadLinearSolver } from '../../../src/flow/linear-program.js';
import { FabricState } from '../../../src/measure/state.js';
import type { Collective, WorkloadInput } from '../../../src/spec/workload.js';
import type { Routing, Simulation } from '../../../src/whatif/simulation/answer.js';
import { type SimulationQuestion, simulate } from '../../../src/whatif/simulation/simulate.js';
import { leafSpineCables, type SmallCable } from '../../small-fabrics.js';
import { handMade } from '../../traffic/ground.js';
import { openWorld } from '../../worlds.js';

export const solve: LinearSolver = await loadLinearSolver();

const anySubject = openWorld({
  name: 'any',
  switchModels: { switch: { ports: 4, portGbps: 400 } },
  nicModels: { nic: { portGbps: 400 } },
  hosts: { h: { count: 1, nics: { nic: { model: 'nic', count: 1 } } } },
  planes: { compute: { attach: { nics: ['h/nic'] }, fatTree: { leaf: { model: 'switch' } } } },
}).subject;

export const subjectFor = (fabric: CompactFabric): Subject => ({
  ...anySubject,
  fabric,
  healthy: new FabricState(fabric, fabric.gbps),
});

const plain: SimulationQuestion = {
  workload: { jobs: {} },
  name: 'test',
  fail: [],
  routing: 'static',
  tables: null,
  seed: 1,
  seeds: 1,
};

export type Asked = Partial<SimulationQuestion>;

/** What comes of a workload; fails if it cannot run. */
export function simulated(
  fabric: CompactFabric,
  workload: WorkloadInput,
  routing: Routing = 'static',
  asked: Asked = {},
): Simulation {
  const question = { ...plain, workload, routing, ...asked };
  const found = simulate(subjectFor(fabric), solve, question);
  if ('answer' in found) return found.answer;
  throw new Error(JSON.stringify(found));
}

/** A workload of one collective on so many hosts. */
export const onHosts = (hosts: number, ...run: readonly Collective[]): WorkloadInput => ({
  jobs: { all: { hosts, run } },
});

/** GPUs of 400 Gb/s, one by host: so many on each of some leaves, and so many spines. */
export const leafSpine = (hosts: readonly number[], spines: number): CompactFabric =>
  handMade({ gpus: 1, scaleUpGbps: 0 }, { cables: leafSpineCables(hosts, spines) });

/** Hosts on one leaf, with so many NICs each. */
export const oneLeaf = (hosts: number, nics = 1): SmallCable[] =>
  Array.from({ length: hosts * nics }, (_, i) => [
    `h${Math.floor(i / nics)}/nic${i % nics}`,
    'leaf0',
  ]);

/** Bytes per µs of a NIC of 400 Gb/s, and of a GPU into a domain of 7200 Gb/s. */
export const nic = 50_000;
export const scaleUp = 900_000;
