import type { CompactFabric } from '../fabric/compact.js';
import { elementsOf, partsOfSubject } from '../fabric/named.js';
import { oneLine } from '../std/markup.js';
import { formatCount, formatCounted } from '../std/units.js';
import type { Report, ReportFinding } from './report.js';
import { kindOf, said } from './words.js';

/** A finding at an element of a picture: `finding` is an error. */
export interface FindingMark {
  readonly id: string;
  readonly mark: 'finding' | 'warning';
  readonly text: string;
}

export interface MarkedFindings {
  readonly marks: readonly FindingMark[];
  /** How many findings there are, and what of them no mark shows. */
  readonly notes: readonly string[];
}

const longestMessage = 300;
const longestExample = 160;

/** The findings of a report at the elements that they are about; what is accepted is counted. */
export function findingMarks(fabric: CompactFabric, { findings }: Report): MarkedFindings {
  const marks: FindingMark[] = [];
  const accepted = findings.filter((one) => kindOf(one) === 'accepted');
  const [whole, foreign]: ReportFinding[][] = [[], []];
  for (const finding of findings) {
    const kind = kindOf(finding);
    if (kind === 'accepted') continue;
    const { subject } = finding;
    const parts = subject === null ? [] : partsOfSubject(fabric, subject);
    const ids = new Set(parts.flatMap((part) => elementsOf(fabric, part)));
    const text = oneLine(said(finding), longestMessage);
    for (const id of ids) marks.push({ id, mark: kind === 'error' ? 'finding' : 'warning', text });
    if (ids.size === 0) (subject === null || subject === 'fabric' ? whole : foreign)!.push(finding);
  }
  const notes = [
    `Findings: ${countedKinds(findings)}.`,
    ...unmarked(whole!, 'of no single element'),
    ...unmarked(foreign!, 'of what this fabric does not have'),
    ...(accepted.length > 0
      ? [`Not marked: ${formatCounted(accepted.length, 'accepted finding')}.`]
      : []),
  ];
  return { marks, notes };
}

function countedKinds(findings: readonly ReportFinding[]): string {
  const words = (['error', 'warning'] as const).flatMap((kind) => {
    const count = findings.filter((one) => kindOf(one) === kind).length;
    return count > 0 ? [formatCounted(count, kind)] : [];
  });
  return words.length > 0 ? words.join(', ') : 'none';
}

function unmarked(findings: readonly ReportFinding[], of: string): string[] {
  const [first] = findings;
  if (!first) return [];
  const more = findings.length > 1 ? ` (and ${formatCount(findings.length - 1)} more)` : '';
  return [`Not marked, ${of}: ${oneLine(said(first), longestExample)}${more}.`];
}
