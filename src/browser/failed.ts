import type { Subject } from '../check/checker.js';
import type { Mark } from '../diagram/model.js';
import { type Fault, readFaults } from '../failure/fault.js';
import type { FabricState } from '../measure/state.js';
import { formatCount } from '../std/units.js';
import { faultMarks } from '../whatif/marks.js';
import { failedState } from '../whatif/whatif.js';
import type { FaultLine } from './protocol.js';

/** The fabric with what a reader let fail, and what of it is marked. */
export interface Failed {
  readonly texts: readonly string[];
  readonly faults: readonly Fault[];
  readonly lines: readonly FaultLine[];
  /** The healthy state, if nothing fails. */
  readonly state: FabricState;
  readonly marks: readonly Mark[];
  readonly marked: ReadonlyMap<string, Mark>;
}

/** Faults of a reader, beside what is off anyway; those that say nothing are said to. */
export function failedBy(subject: Subject, texts: readonly string[]): Failed {
  const { fabric, healthy, off } = subject;
  const { faults, wrong } = readFaults(fabric, texts);
  const state = faults.length > 0 ? failedState(subject, faults) : healthy;
  const down = [...off, ...faults];
  const marks: readonly Mark[] = down.length > 0 ? faultMarks(state, down) : [];
  const problems = new Map(wrong.map(({ text, problem }) => [text, problem]));
  const matched = new Map(faults.map((fault) => [fault.text, matchedWords(fault)]));
  const lines = texts.map((selector): FaultLine => {
    const problem = problems.get(selector);
    return { selector, words: problem ?? matched.get(selector)!, wrong: problem !== undefined };
  });
  return {
    texts,
    faults,
    lines,
    state,
    marks,
    marked: new Map(marks.map((mark) => [mark.id, mark])),
  };
}

/** As the answer of the command line says it. */
const matchedWords = ({ parts }: Fault): string =>
  parts.length === 1 ? '' : `${formatCount(parts.length)} parts, first ${parts[0]!.id}`;

/** The mark of a switch or NIC: its own, or that it is inside of what is down. */
export function markOfVertex({ fabric }: Subject, { marked }: Failed, v: number): Mark | null {
  const own = marked.get(fabric.vertexIds[v]!);
  const within =
    v < fabric.endpointCount
      ? marked.get(fabric.hostIds[fabric.hostOf[v]!]!)
      : marked.get(fabric.planes[fabric.planeOfSwitch[v]!]!.id);
  return within?.mark === 'down' ? within : (own ?? null);
}
