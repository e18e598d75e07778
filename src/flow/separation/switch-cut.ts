import type { CompactFabric } from '../../fabric/compact.js';
import { assert } from '../../std/assert.js';
import { type Ends, type Question, questionBetween } from '../between.js';
import { dinic } from '../dinic.js';
import { ABSORBS, EMITS } from '../max-flow.js';
import type { PlaneCut } from './plane-cut.js';
import { ENDLESS, type SplitNetwork, splitNetwork } from './split-network.js';
import { type Step, walks } from './walks.js';

/**
 * The fewest switches of a plane whose loss separates A from B, those nearest to A, with as many paths
 * that have no switch in common (K. Menger, 1927); null: the loss of all others would not. The ends are
 * never lost, and neither are endpoints.
 *
 * @param inUse by cable: 1, or 0 = dead
 */
export function switchCut(
  fabric: CompactFabric,
  inUse: Float64Array,
  plane: number,
  ends: Ends,
): PlaneCut | null {
  const question = questionBetween(fabric, plane, ends);
  const { network, switches } = question;
  const { switchCount, vertexOf } = network;
  const joints = jointsOf(question, inUse);
  if (isDirect(fabric, question, inUse)) return null;
  const stays = (v: number) => switches[v] !== 0 || vertexOf[v]! < fabric.endpointCount;
  const split = splitNetwork(network, inUse, stays);
  const supply = new Float64Array(2 * switchCount);
  const demand = new Float64Array(2 * switchCount);
  for (let v = 0; v < switchCount; v++) {
    if (switches[v] === EMITS) supply[2 * v + 1] = ENDLESS;
    else if (joints.fromA[v]! >= 0) supply[2 * v] = ENDLESS;
    if (switches[v] === ABSORBS) demand[2 * v] = ENDLESS;
    else if (joints.toB[v]! >= 0) demand[2 * v + 1] = ENDLESS;
  }
  const left = { residual: split.residual, supply: supply.slice(), demand: demand.slice() };
  const reached = dinic(split, left);
  const emitted = supply.map((most, v) => most - left.supply[v]!);
  if (emitted.reduce((sum, flow) => sum + flow, 0) >= ENDLESS) return null;
  const absorbed = demand.map((most, v) => most - left.demand[v]!);
  const lost: number[] = [];
  for (let v = 0; v < switchCount; v++) {
    if (reached[2 * v] === 1 && reached[2 * v + 1] === 0 && !stays(v)) lost.push(vertexOf[v]!);
  }
  const steps = stepsOf(fabric, question, joints, split, emitted, absorbed);
  const [inA, inB] = [new Set(ends.a), new Set(ends.b)];
  const role = (v: number) => (inA.has(v) ? 1 : inB.has(v) ? 2 : 0);
  const paths = walks(ends.a, steps, role);
  assert(paths.length === lost.length, 'as many paths as switches that are lost');
  return { lost: lost.sort((a, b) => a - b), paths };
}

/** By switch of the network: the first cable from an endpoint of A, or to one of B; −1: there is none. */
interface Joints {
  readonly fromA: Int32Array;
  readonly toB: Int32Array;
}

function jointsOf({ network, sideOf }: Question, inUse: Float64Array): Joints {
  const { switchCount, endpointCables, endpointOf, switchOf } = network;
  const fromA = new Int32Array(switchCount).fill(-1);
  const toB = new Int32Array(switchCount).fill(-1);
  for (let k = 0; k < endpointCables.length; k++) {
    const side = sideOf[endpointOf[k]!] === 0 ? fromA : toB;
    if (inUse[endpointCables[k]!]! > 0 && side[switchOf[k]!] === -1) {
      side[switchOf[k]!] = endpointCables[k]!;
    }
  }
  return { fromA, toB };
}

/** Whether a cable joins an endpoint of A to one of B. */
function isDirect(
  { planes }: CompactFabric,
  { network, sideOf }: Question,
  inUse: Float64Array,
): boolean {
  const { plane, directAt, directLower, directUpper } = network;
  const { cables } = planes[plane]!;
  return directAt.some(
    (at, k) => inUse[cables[at]!]! > 0 && sideOf[directLower[k]!] !== sideOf[directUpper[k]!],
  );
}

/** The flow by the vertex that it leaves, one step for each unit. */
function stepsOf(
  { lower, upper, endpointCount }: CompactFabric,
  { network, switches }: Question,
  { fromA, toB }: Joints,
  { residual, arcOf }: SplitNetwork,
  emitted: Float64Array,
  absorbed: Float64Array,
): Map<number, Step[]> {
  const { vertexOf, heads, switchCables, endpoints, switchCount } = network;
  const steps = new Map<number, Step[]>();
  const add = (from: number, step: Step, units: number) => {
    const leaving = steps.get(from) ?? [];
    steps.set(from, leaving);
    for (let i = 0; i < units; i++) leaving.push(step);
  };
  const isEnd = new Set(endpoints);
  const outer = (cable: number) => {
    const v = lower[cable]!;
    return v < endpointCount && isEnd.has(v) ? v : upper[cable]!;
  };
  for (let v = 0; v < switchCount; v++) {
    if (switches[v] !== 0) continue;
    const at = vertexOf[v]!;
    const [from, to] = [fromA[v]!, toB[v]!];
    if (emitted[2 * v]! > 0) add(outer(from), { cable: from, to: at }, emitted[2 * v]!);
    if (absorbed[2 * v + 1]! > 0) add(at, { cable: to, to: outer(to) }, absorbed[2 * v + 1]!);
  }
  for (let arc = 0; arc < heads.length; arc++) {
    const made = arcOf[arc]!;
    if (made < 0) continue;
    const units = residual[made + 1]!;
    const step = { cable: switchCables[arc >> 1]!, to: vertexOf[heads[arc]!]! };
    add(vertexOf[heads[arc ^ 1]!]!, step, units);
  }
  return steps;
}
