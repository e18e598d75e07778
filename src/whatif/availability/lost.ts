import type { CompactFabric } from '../../fabric/compact.js';
import type { Part } from '../../fabric/select.js';
import { mostLost } from '../../measure/most-lost.js';
import type { FabricState } from '../../measure/state.js';

/** Both ends proved, Gb/s. */
export interface Lost {
  readonly least: number;
  readonly most: number;
}

/**
 * What some planes lose of their bisections to faults. Where a bisection is an open interval, a fault
 * still takes nothing of it that it does not touch, and no more than the cables that it takes.
 */
export function lostIn(state: FabricState, healthy: FabricState, planes: readonly number[]): Lost {
  const { fabric, capacity } = state;
  let [least, most] = [0, 0];
  for (const p of planes) {
    const [before, after] = [healthy.bisection(p), state.bisection(p)];
    if (before === after) continue;
    if (before.exact && after.exact) {
      const lost = Math.max(0, before.upper - after.upper);
      least += lost;
      most += lost;
      continue;
    }
    const changed = fabric.planes[p]!.cables.filter((c) => capacity[c] !== healthy.capacity[c]);
    const bound = mostLost(fabric, healthy.capacity, capacity, changed);
    least += Math.max(0, before.lower - after.upper);
    most += Math.min(bound, Math.max(0, before.upper - after.lower));
  }
  return { least, most };
}

/**
 * The most that a part takes of the bisections of its planes when it fails, whatever is down beside it:
 * its cables, but of those of a switch only half (`mostLost` says why).
 *
 * @param base Gb/s per cable
 */
export function mostTakenBy(
  { endpointCount, lower, upper }: CompactFabric,
  base: Float64Array,
  { cables, vertices }: Part,
): number {
  const switches = new Set<number>();
  for (const v of vertices) if (v >= endpointCount) switches.add(v);
  let gbps = 0;
  for (const c of cables) {
    const whole = !switches.has(lower[c]!) && !switches.has(upper[c]!);
    gbps += whole ? base[c]! : base[c]! / 2;
  }
  return gbps;
}
