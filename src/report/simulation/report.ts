import { jsonText } from '../../std/pretty-json.js';
import type { Simulation } from '../../whatif/simulation/answer.js';

/** An answer with the topology that it is about. */
export interface SimulatedRun extends Simulation {
  readonly topology: { readonly name: string; readonly file: string };
}

export interface SimulationReport extends SimulatedRun {
  readonly version: 1;
  /** The same workload on another topology, or under another routing. */
  readonly compared?: SimulatedRun;
}

export const simulationJson = (report: SimulationReport): string => jsonText(report);
