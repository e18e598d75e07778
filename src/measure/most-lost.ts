import type { CompactFabric } from '../fabric/compact.js';

/**
 * The most that any bisection loses to cables that changed, Gb/s: what they lost together, but of
 * the cables of a switch that has none left only half. For a smallest cut without that switch, put
 * on the side to which it has the more Gb/s, cuts no more than the other half of them; and so on,
 * switch by switch.
 */
export function mostLost(
  fabric: CompactFabric,
  before: Float64Array,
  after: Float64Array,
  changed: readonly number[] | Int32Array,
): number {
  const { lower, upper, endpointCount, offsets, incident } = fabric;
  const known = new Map<number, boolean>();
  const isOut = (v: number): boolean => {
    if (v < endpointCount) return false;
    let out = known.get(v);
    if (out === undefined) {
      out = true;
      for (let i = offsets[v]!; out && i < offsets[v + 1]!; i++) out = !(after[incident[i]!]! > 0);
      known.set(v, out);
    }
    return out;
  };
  let lost = 0;
  for (const cable of changed) {
    const less = Math.max(0, before[cable]! - after[cable]!);
    lost += isOut(lower[cable]!) || isOut(upper[cable]!) ? less / 2 : less;
  }
  return lost;
}
