import type { CompactFabric } from '../fabric/compact.js';
import { type Part, readSelector } from '../fabric/select.js';

/** One thing that is down (or left with a fraction of its speed), and the parts that it names. */
export interface Fault {
  /** As it was written. */
  readonly text: string;
  readonly fraction: number;
  readonly parts: readonly Part[];
}

/** Nobody reads more suggestions, and each of them costs a look at all ids. */
const mostSuggested = 20;

/** Faults as they were written, and which of them say nothing. */
export function readFaults(
  fabric: CompactFabric,
  texts: readonly string[],
): {
  readonly faults: Fault[];
  readonly wrong: { readonly text: string; readonly problem: string }[];
} {
  const faults: Fault[] = [];
  const wrong: { text: string; problem: string }[] = [];
  for (const text of texts) {
    const fault = readFault(fabric, text, wrong.length < mostSuggested);
    if ('problem' in fault) wrong.push({ text, problem: fault.problem });
    else faults.push(fault);
  }
  return { faults, wrong };
}

/** A fault in the notation of selectors, or the reason why there is none (`suggest`: the nearest). */
export function readFault(
  fabric: CompactFabric,
  text: string,
  suggest = true,
): Fault | { readonly problem: string } {
  const found = readSelector(fabric, text, suggest);
  if ('problem' in found) return found;
  return { text, fraction: found.selector.fraction, parts: found.parts };
}
