import { printableLine } from '../std/terminal.js';
import { formatCount } from '../std/units.js';
import type { FaultAnswer } from '../whatif/answer.js';

/** Files of faults may be long: nobody reads more of them than so many. */
const mostFaults = 20;

/** A line for each fault: "down" or "slower", or a word for all, so wide, and what it matched. */
export function faultLines(
  faults: readonly FaultAnswer[],
  width: number,
  word?: string,
): readonly string[] {
  const shown = faults.slice(0, faults.length > mostFaults + 1 ? mostFaults : faults.length);
  const lines = shown.map(({ fault, parts, first }) => {
    const matched = parts === 1 ? '' : ` (${formatCount(parts)} parts, first ${first})`;
    const what = word ?? (/@(?!0*\.?0*$)/.test(fault) ? 'slower' : 'down');
    return `  ${what.padEnd(width)}  ${printableLine(fault)}${matched}`;
  });
  const rest = faults.length - shown.length;
  return rest === 0 ? lines : [...lines, `  ${' '.repeat(width)}  and ${formatCount(rest)} more`];
}
