import type { Subject } from '../../check/checker.js';
import { type Symmetries, VerifiedSymmetries } from '../../check/symmetries.js';
import { readTerm, type Term } from '../../check/terms.js';
import { formatCounted } from '../../std/units.js';
import type { Misunderstood } from '../answer.js';
import type { Sweep, SweepProgress, SweepQuestion } from './answer.js';
import { Sweeping } from './sweeping.js';

/**
 * Fails every combination of so many parts: one of each class under verified symmetries is measured and
 * stands for all of it. Where these are too many, the rest is sampled, and what is proved is said.
 *
 * It stops between two cases, to tell how far it has come; answered with true it ends with what is proved.
 */
export function* sweep(
  subject: Subject,
  question: SweepQuestion,
  symmetries: Symmetries = new VerifiedSymmetries(subject.fabric, subject.healthy.capacity),
): Generator<SweepProgress, Sweep | readonly Misunderstood[], boolean | undefined> {
  const read = termOf(subject, question);
  if (!('term' in read)) return read;
  return yield* new Sweeping(subject, question, read.term).run(symmetries);
}

/** The same to its end. */
export function swept(subject: Subject, question: SweepQuestion): ReturnType<typeof finished> {
  return finished(sweep(subject, question));
}

function finished(run: ReturnType<typeof sweep>): Sweep | readonly Misunderstood[] {
  for (;;) {
    const { done, value } = run.next();
    if (done) return value;
  }
}

function termOf(
  { fabric }: Subject,
  { any, of }: SweepQuestion,
): { readonly term: Term } | readonly Misunderstood[] {
  const { term, problems } = readTerm(fabric, { any, of });
  if (problems.length > 0) return problems.map(({ text, problem }) => ({ text, problem }));
  if (any > mostTogether) {
    return [{ text: `any ${any}`, problem: `at most ${mostTogether} parts fail together` }];
  }
  if (any > term.parts.length) {
    const problem = `any ${any} of ${formatCounted(term.parts.length, 'part')}: there are not so many`;
    return [{ text: of.join(' '), problem }];
  }
  return { term };
}

/** With more of them nothing can be proved: the orders of choosing alone are too many. */
const mostTogether = 16;
