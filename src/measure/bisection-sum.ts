import type { EndpointSet } from '../fabric/endpoint-set.js';
import type { FabricState } from './state.js';

/**
 * The sum of the bisections of planes, of all their endpoints or among some of them, Gb/s per
 * direction: both ends proved.
 */
export function bisectionOf(
  state: FabricState,
  planes: readonly number[],
  among: EndpointSet | null = null,
): { min: number; max: number } {
  let [min, max] = [0, 0];
  for (const p of planes) {
    const { lower, upper } = state.bisection(p, among);
    min += lower;
    max += upper;
  }
  return { min, max };
}

/** The sum of what full bisection would be: half the endpoints of each plane at their rate. */
export function fullOf(
  state: FabricState,
  planes: readonly number[],
  among: EndpointSet | null = null,
): number {
  return planes.reduce((sum, p) => sum + state.bisection(p, among).fullGbps, 0);
}

/** What planes keep of their bisection, 0 to 1: failed relative to healthy, both ends proved. */
export function bisectionKept(
  failed: FabricState,
  healthy: FabricState,
  planes: readonly number[],
  among: EndpointSet | null = null,
): { min: number; max: number } {
  const after = bisectionOf(failed, planes, among);
  const before = bisectionOf(healthy, planes, among);
  if (before.max === 0) return { min: 1, max: 1 };
  const max = before.min === 0 ? 1 : Math.min(1, after.max / before.min);
  return { min: Math.min(after.min / before.max, max), max };
}
