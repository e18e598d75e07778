import type { Subject } from '../check/checker.js';
import type { FabricGraph } from '../fabric/attributes.js';
import { capacityAfter } from '../failure/capacity.js';
import { readFaults } from '../failure/fault.js';
import type { Bisection } from '../flow/bisection.js';
import { certifiedBisection } from '../flow/certificate.js';
import { type CutOff, cutOff } from '../measure/cut-off.js';
import { type HostPairs, hostPairs } from '../measure/host-pairs.js';
import { FabricState } from '../measure/state.js';
import { type Uplinks, worstLeaf } from '../measure/uplinks.js';
import { assert } from '../std/assert.js';
import { type Between, endpointsOf, reach } from './between.js';

/** Both ends proved; `exact` when they meet. Gb/s per direction. */
export interface BisectionGbps {
  readonly lower: number;
  readonly upper: number;
  readonly exact: boolean;
}

export interface PlaneAnswer {
  readonly plane: string;
  readonly endpoints: number;
  readonly endpointsCutOff: number;
  readonly bisectionGbps: BisectionGbps;
  /** The leaf that keeps the smallest share of its uplinks; null if none lost any. */
  readonly worstLeaf: Uplinks | null;
}

export interface PlaneSetAnswer extends CutOff, HostPairs {
  /** The sum of its planes' bisections. */
  readonly bisectionGbps: BisectionGbps;
}

/** A fabric under capacities, measured. */
export interface SideAnswer {
  readonly planes: readonly PlaneAnswer[];
  readonly planeSets: Readonly<Record<string, PlaneSetAnswer>>;
}

export interface WhatIf {
  /** The faults as they were written, and what each of them matched. */
  readonly faults: readonly {
    readonly fault: string;
    readonly parts: number;
    readonly first: string;
  }[];
  readonly healthy: SideAnswer;
  readonly failed: SideAnswer;
  readonly between?: Between;
}

/** What was asked wrongly: the text and the reason. */
export interface Misunderstood {
  readonly text: string;
  readonly problem: string;
}

export interface Question {
  readonly fail: readonly string[];
  /** Ids of two NICs or hosts. */
  readonly between?: readonly [string, string];
}

/**
 * Answers one question: the fabric as it stands (what is off is off) against it with faults.
 *
 * @param graph the same fabric, or who makes it: only `between` looks at it
 */
export function whatIf(
  subject: Subject,
  graph: FabricGraph | (() => FabricGraph),
  { fail, between }: Question,
): WhatIf | readonly Misunderstood[] {
  const { fabric, healthy } = subject;
  const { faults, wrong } = readFaults(fabric, fail);
  const ends = between?.map((id) => endpointsOf(fabric, id)) ?? [];
  ends.forEach((end, i) => {
    if ('problem' in end) wrong.push({ text: between![i]!, problem: end.problem });
  });
  if (wrong.length > 0) return wrong;

  const capacity = capacityAfter(fabric, faults, healthy.capacity);
  const answer: WhatIf = {
    faults: faults.map(({ text, parts }) => ({
      fault: text,
      parts: parts.length,
      first: parts[0]!.id,
    })),
    healthy: measure(healthy, healthy),
    failed: measure(new FabricState(fabric, capacity), healthy),
  };
  if (!between) return answer;
  const [a, b] = ends as [number[], number[]];
  const made = typeof graph === 'function' ? graph() : graph;
  return {
    ...answer,
    between: {
      a: between[0],
      b: between[1],
      healthy: reach(made, fabric, healthy.capacity, a, b),
      failed: reach(made, fabric, capacity, a, b),
    },
  };
}

function measure(state: FabricState, healthy: FabricState): SideAnswer {
  const { fabric } = state;
  const bisections: Bisection[] = [];
  fabric.planes.forEach((_, p) => {
    const twin = state.representative(p);
    bisections.push(bisections[twin] ?? certifiedBisection(fabric, state.capacity, p).bisection);
  });
  const planes = fabric.planes.map(
    ({ id, endpoints }, p): PlaneAnswer => ({
      plane: id,
      endpoints: endpoints.length,
      endpointsCutOff: state.parts(p).cutOffCount,
      bisectionGbps: ends([bisections[p]!]),
      worstLeaf: worstLeaf(state, p, healthy.capacity),
    }),
  );
  const planeSets = fabric.planeSets.map(({ id, planes: members }): [string, PlaneSetAnswer] => [
    id,
    {
      bisectionGbps: ends(members.map((p) => bisections[p]!)),
      ...cutOff(state, members),
      ...hostPairs(state, members),
    },
  ]);
  return { planes, planeSets: Object.fromEntries(planeSets) };
}

function ends(bisections: readonly Bisection[]): BisectionGbps {
  const lower = bisections.reduce((sum, b) => sum + b.lower, 0);
  const upper = bisections.reduce((sum, b) => sum + b.upper, 0);
  assert(lower <= upper * (1 + 1e-9), 'a lower end is below its upper end');
  return { lower, upper, exact: bisections.every(({ exact }) => exact) };
}
