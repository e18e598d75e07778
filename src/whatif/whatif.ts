import type { Subject } from '../check/checker.js';
import type { FabricGraph } from '../fabric/attributes.js';
import { capacityAfter } from '../failure/capacity.js';
import { readFaults } from '../failure/fault.js';
import { type Bisection, bisection } from '../flow/bisection/bisection.js';
import { certifiedBisection, guardedBisection } from '../flow/bisection/certificate.js';
import type { Certificate } from '../flow/certificates.js';
import { type CutOff, cutOff } from '../measure/cut-off.js';
import { floorAfter } from '../measure/floor.js';
import { type HostPairs, hostPairs } from '../measure/host-pairs.js';
import { FabricState } from '../measure/state.js';
import { type Uplinks, worstLeaf } from '../measure/uplinks.js';
import { assert } from '../std/assert.js';
import { type Between, endpointsOf, reach, separations } from './between.js';

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

/** An answer, and the certificates of the failed state: each distinct plane, of open intervals, too. */
export interface Certified {
  readonly answer: WhatIf;
  readonly certificates: readonly Certificate[];
}

/**
 * Answers one question: the fabric as it stands (what is off is off) against it with faults.
 *
 * @param graph the same fabric, or who makes it: only `between` looks at it
 */
export function whatIf(
  subject: Subject,
  graph: FabricGraph | (() => FabricGraph),
  question: Question,
): WhatIf | readonly Misunderstood[] {
  const found = answerTo(subject, graph, question, false);
  return 'answer' in found ? found.answer : found;
}

/** The same with certificates. */
export function whatIfCertified(
  subject: Subject,
  graph: FabricGraph | (() => FabricGraph),
  question: Question,
): Certified | readonly Misunderstood[] {
  return answerTo(subject, graph, question, true);
}

function answerTo(
  subject: Subject,
  graph: FabricGraph | (() => FabricGraph),
  { fail, between }: Question,
  certifyAll: boolean,
): Certified | readonly Misunderstood[] {
  const { fabric, healthy } = subject;
  const { faults, wrong } = readFaults(fabric, fail);
  const ends = between?.map((id) => endpointsOf(fabric, id)) ?? [];
  ends.forEach((end, i) => {
    if ('problem' in end) wrong.push({ text: between![i]!, problem: end.problem });
  });
  if (wrong.length > 0) return wrong;

  const capacity = capacityAfter(fabric, faults, healthy.capacity);
  const failed = measure(new FabricState(fabric, capacity), healthy, certifyAll);
  const answer: WhatIf = {
    faults: faults.map(({ text, parts }) => ({
      fault: text,
      parts: parts.length,
      first: parts[0]!.id,
    })),
    healthy: measure(healthy, healthy, false).side,
    failed: failed.side,
  };
  const { certificates } = failed;
  if (!between) return { answer, certificates };
  const [a, b] = ends as [number[], number[]];
  const made = typeof graph === 'function' ? graph() : graph;
  const reached: Between = {
    a: between[0],
    b: between[1],
    healthy: reach(made, fabric, healthy.capacity, a, b),
    failed: reach(made, fabric, capacity, a, b),
  };
  const apart = certifyAll ? separations(fabric, capacity, a, b, between.join('--')) : [];
  return { answer: { ...answer, between: reached }, certificates: [...certificates, ...apart] };
}

/** Bisections that are exact are certified in any case, open intervals where certificates are wanted. */
function measure(state: FabricState, healthy: FabricState, certifyAll: boolean) {
  const { fabric, capacity } = state;
  const bisections: Bisection[] = [];
  const certificates: Certificate[] = [];
  fabric.planes.forEach((_, p) => {
    const twin = state.representative(p);
    if (twin !== p) {
      bisections.push(bisections[twin]!);
      return;
    }
    const measured = state === healthy ? state.bisection(p) : bisectionAfter(state, healthy, p);
    const found = guardedBisection(fabric, capacity, p, measured);
    bisections.push(found);
    if (!certifyAll && !found.exact) return;
    const before = healthy.capacity;
    certificates.push(certifiedBisection(fabric, capacity, p, null, found, before).certificate);
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
  const side: SideAnswer = { planes, planeSets: Object.fromEntries(planeSets) };
  return { side, certificates };
}

/** As thorough as in the healthy state, which it starts from where the fault touches the plane. */
function bisectionAfter(state: FabricState, healthy: FabricState, plane: number): Bisection {
  const { fabric, capacity } = state;
  const before = healthy.capacity;
  const changed = fabric.planes[plane]!.cables.filter((c) => capacity[c] !== before[c]);
  if (changed.length === 0) return state.bisection(plane);
  return bisection(fabric, capacity, plane, null, () => {
    const found = healthy.bisection(plane);
    // What was measured of a twin holds for this plane, but its proof names the other one.
    const prove = () => bisection(fabric, before, plane).prove();
    const own = healthy.representative(plane) === plane ? found : { ...found, prove };
    return { ...floorAfter(fabric, before, capacity, own, changed), thorough: true };
  });
}

function ends(bisections: readonly Bisection[]): BisectionGbps {
  const lower = bisections.reduce((sum, b) => sum + b.lower, 0);
  const upper = bisections.reduce((sum, b) => sum + b.upper, 0);
  assert(lower <= upper * (1 + 1e-9), 'a lower end is below its upper end');
  return { lower, upper, exact: bisections.every(({ exact }) => exact) };
}
