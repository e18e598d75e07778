import { assert } from '../../std/assert.js';
import { distancesFrom } from './distances.js';
import { routedFlow } from './routed-flow.js';
import type { TrafficNetwork } from './traffic-network.js';

/** Lengths that differ by so little of their sum are one length. */
const ROUNDING = 1e-12;

/**
 * The flow that brings what is wanted from a source to every vertex on shortest ways only, shared out
 * by capacity where several enter a vertex.
 *
 * @param wanted by vertex: Gb/s, 0 at the source
 * @param lengths by arc, none negative; an arc without any is a shortest way to nowhere
 * @returns the flow by arc, and the distances by vertex
 */
export function shortestFlow(
  network: TrafficNetwork,
  source: number,
  wanted: Float64Array,
  lengths: (arc: number) => number,
): { readonly flow: Float64Array; readonly distance: Float64Array } {
  const { tails, heads, gbps, passes } = network;
  const distance = distancesFrom(network, source, lengths);
  const guess = gbps.map((capacity, arc) => {
    const [from, to] = [distance[tails[arc]!]!, distance[heads[arc]!]!];
    const open = tails[arc] === source || passes[tails[arc]!] === 1;
    const tight = from < to && from + lengths(arc) <= to * (1 + ROUNDING);
    return open && tight ? capacity : 0;
  });
  const flow = routedFlow(network, source, wanted, guess);
  assert(flow, 'the parts of a network are joined');
  return { flow, distance };
}
