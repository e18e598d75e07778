import type { ShortestSteps } from './shortest-steps.js';

/** A flow to one group of targets, and its steps by tail. */
export interface GroupFlow {
  readonly steps: ShortestSteps;
  /** Bytes by step. */
  readonly flow: Float64Array;
  /** By step: the vertex that it enters. */
  readonly heads: Int32Array;
  /** Steps that leave vertex k: entries `outStart[k]` … of `out`. */
  readonly outStart: Int32Array;
  readonly out: Int32Array;
}

export function groupFlow(steps: ShortestSteps, flow: Float64Array): GroupFlow {
  const { tails, bytes } = steps;
  const outStart = new Int32Array(bytes.length + 1);
  for (const tail of tails) outStart[tail + 1]!++;
  for (let k = 0; k < bytes.length; k++) outStart[k + 1]! += outStart[k]!;
  const next = outStart.slice();
  const out = new Int32Array(tails.length);
  for (let i = 0; i < tails.length; i++) out[next[tails[i]!]!++] = i;
  return { steps, flow, heads: headsOf(steps), outStart, out };
}

function headsOf({ starts, tails }: ShortestSteps): Int32Array {
  const heads = new Int32Array(tails.length);
  for (let k = 0; k + 1 < starts.length; k++) heads.fill(k, starts[k], starts[k + 1]);
  return heads;
}
