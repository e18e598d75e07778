import type { Subject } from '../check/checker.js';
import { promisesUnder } from '../check/promises-under.js';
import type { FabricGraph } from '../fabric/attributes.js';
import { capacityAfter } from '../failure/capacity.js';
import { type Fault, readFaults } from '../failure/fault.js';
import type { Certificate } from '../flow/certificates.js';
import { FabricState } from '../measure/state.js';
import type { FailedAnswer, Misunderstood, Question, WhatIf } from './answer.js';
import { type Between, certifiedFlow, endpointsOf, reach, separations } from './between.js';
import { faultAnswer } from './fault-answer.js';
import { type Depth, type Measured, measureSide } from './side.js';

export type { Misunderstood, Question, WhatIf } from './answer.js';

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
  { fail, compare, between }: Question,
  certifyAll: boolean,
): Certified | readonly Misunderstood[] {
  const { fabric, healthy } = subject;
  const { faults, wrong } = readFaults(fabric, fail);
  const other = compare && readFaults(fabric, compare);
  if (other) wrong.push(...other.wrong);
  const ends = between?.map((id) => endpointsOf(fabric, id)) ?? [];
  ends.forEach((end, i) => {
    if ('problem' in end) wrong.push({ text: between![i]!, problem: end.problem });
  });
  if (wrong.length > 0) return wrong;

  const depth = depthOf(subject);
  const sound = measureSide(healthy, healthy, depth);
  const failed = failedSide(subject, faults, { ...depth, certifyAll }, sound);
  const compared = other && failedSide(subject, other.faults, depth, sound);
  const answer: WhatIf = {
    faults: faults.map(faultAnswer),
    healthy: sound.side,
    failed: failed.side,
    ...(compared ? { comparedFaults: other.faults.map(faultAnswer), compared: compared.side } : {}),
  };
  const { certificates } = failed;
  if (!between) return { answer, certificates };
  const [a, b] = ends as [number[], number[]];
  const made = typeof graph === 'function' ? graph() : graph;
  const reachUnder = (capacity: Float64Array) => reach(made, fabric, capacity, a, b);
  const reached: Between = {
    a: between[0],
    b: between[1],
    healthy: reachUnder(healthy.capacity),
    failed: reachUnder(failed.capacity),
    ...(compared ? { compared: reachUnder(compared.capacity) } : {}),
  };
  const [{ capacity }, name] = [failed, between.join('--')];
  const apart = certifyAll ? separations(fabric, capacity, a, b, name) : [];
  const flow = certifyAll ? certifiedFlow(fabric, capacity, a, b, name) : null;
  return {
    answer: { ...answer, between: reached },
    certificates: [...certificates, ...apart, ...(flow ? [flow] : [])],
  };
}

function failedSide(subject: Subject, faults: readonly Fault[], depth: Depth, sound: Measured) {
  const state = failedState(subject, faults);
  const { side, certificates } = measureSide(state, subject.healthy, depth, sound);
  const failed: FailedAnswer = { ...side, ...promisesUnder(subject, state) };
  return { side: failed, certificates, capacity: state.capacity };
}

/** The fabric with faults, beside what is off anyway; looked at as thoroughly as a healthy one. */
export function failedState({ fabric, healthy }: Subject, faults: readonly Fault[]): FabricState {
  const capacity = capacityAfter(fabric, faults, healthy.capacity);
  return new FabricState(fabric, capacity, healthy, null, healthy.solve, true);
}

/** How thoroughly an answer looks: a throughput that is promised, as the check of it does. */
export const depthOf = (subject: Subject): Depth => ({
  certifyAll: false,
  throughput: promisesThroughput(subject) ? 'checked' : 'quick',
});

/** Then it has to be known as exactly as the check of it knows it. */
const promisesThroughput = ({ topology: { expect } }: Subject): boolean =>
  Object.values(expect).some((measures) => 'throughput' in measures);
