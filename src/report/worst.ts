import type { ReportFinding } from './report.js';
import { type Kind, kindOf } from './words.js';

const kinds: readonly Kind[] = ['error', 'warning', 'accepted'];

/** At most so many findings, errors before warnings before what is accepted; in file order. */
export function worstOf(
  findings: readonly ReportFinding[],
  most: number,
): readonly ReportFinding[] {
  if (findings.length <= most) return findings;
  const bySeverity = kinds.flatMap((kind) => findings.filter((one) => kindOf(one) === kind));
  const kept = new Set(bySeverity.slice(0, most));
  return findings.filter((finding) => kept.has(finding));
}
