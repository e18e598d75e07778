import { jsonText } from '../../std/pretty-json.js';
import type { Simulation } from '../../whatif/simulation/answer.js';

/** An answer with the topology that it is about. */
export interface SimulationReport extends Simulation {
  readonly version: 1;
  readonly topology: { readonly name: string; readonly file: string };
}

export const simulationJson = (report: SimulationReport): string => jsonText(report);

export const simulationText = (report: SimulationReport): string => jsonText(report);
