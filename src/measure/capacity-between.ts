import type { Ends } from '../flow/between.js';
import type { FabricState } from './state.js';

/** The most that can flow between two ends, the sum over planes, Gb/s per direction. */
export function capacityBetween(state: FabricState, planes: readonly number[], ends: Ends): number {
  return planes.reduce((sum, p) => sum + state.flowBetween(p, ends), 0);
}
