import type { CompactFabric } from '../fabric/compact.js';
import { nearestPart, type Part, select } from '../fabric/select.js';
import { parseSelector } from '../fabric/selector.js';
import { didYouMean } from '../std/suggest.js';

/** One thing that is down (or left with a fraction of its speed), and the parts that it names. */
export interface Fault {
  /** As it was written. */
  readonly text: string;
  readonly fraction: number;
  readonly parts: readonly Part[];
}

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
    const fault = readFault(fabric, text);
    if ('problem' in fault) wrong.push({ text, problem: fault.problem });
    else faults.push(fault);
  }
  return { faults, wrong };
}

/** A fault in the notation of selectors, or the reason why there is none. */
export function readFault(
  fabric: CompactFabric,
  text: string,
): Fault | { readonly problem: string } {
  const selector = parseSelector(text);
  if ('problem' in selector) return selector;
  const parts = select(fabric, selector);
  if (parts.length === 0) {
    const suggestion = nearestPart(fabric, selector);
    return {
      problem: `matches no ${selector.kind}${didYouMean(suggestion && `${selector.kind}:${suggestion}`)}`,
    };
  }
  return { text, fraction: selector.fraction, parts };
}
