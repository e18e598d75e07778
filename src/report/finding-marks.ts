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

/** Marks of all findings together; a fabric that has so many of them is not looked at part by part. */
const mostMarks = 300_000;
/** Different patterns among what findings are about: each costs a look at all ids. */
const mostPatterns = 200;
const longestMessage = 300;
const longestExample = 160;
/** Messages that stand below a picture. */
const mostTold = 3;

/** The findings of a report at the elements that they are about; what is accepted is counted. */
export function findingMarks(fabric: CompactFabric, { findings }: Report): MarkedFindings {
  const marks: FindingMark[] = [];
  const accepted = findings.filter((one) => kindOf(one) === 'accepted');
  const known = new Map<string, ReadonlySet<string>>();
  let patterns = 0;
  const [shown, whole, foreign, over]: ReportFinding[][] = [[], [], [], []];
  for (const finding of findings) {
    const kind = kindOf(finding);
    if (kind === 'accepted') continue;
    const { subject } = finding;
    const isPattern = subject !== null && !known.has(subject) && /[*[=]/.test(subject);
    if (isPattern) patterns++;
    if (marks.length > mostMarks || (isPattern && patterns > mostPatterns)) {
      over!.push(finding);
      continue;
    }
    const ids = known.get(subject ?? '') ?? idsOf(fabric, subject);
    known.set(subject ?? '', ids);
    const text = oneLine(said(finding), longestMessage);
    for (const id of ids) marks.push({ id, mark: kind === 'error' ? 'finding' : 'warning', text });
    const isWhole = subject === null || subject === 'fabric';
    (ids.size > 0 ? shown : isWhole ? whole : foreign)!.push(finding);
  }
  const notes = [
    `Findings: ${countedKinds(findings)}.`,
    ...toldOf(shown!),
    ...unmarked(whole!, 'of no single element'),
    ...unmarked(foreign!, 'of what this fabric does not have'),
    ...unmarked(over!, 'for there are too many'),
    ...(accepted.length > 0
      ? [`Not marked: ${formatCounted(accepted.length, 'accepted finding')}.`]
      : []),
  ];
  return { marks, notes };
}

function idsOf(fabric: CompactFabric, subject: string | null): ReadonlySet<string> {
  const parts = subject === null ? [] : partsOfSubject(fabric, subject);
  return new Set(parts.flatMap((part) => elementsOf(fabric, part)));
}

function countedKinds(findings: readonly ReportFinding[]): string {
  const words = (['error', 'warning'] as const).flatMap((kind) => {
    const count = findings.filter((one) => kindOf(one) === kind).length;
    return count > 0 ? [formatCounted(count, kind)] : [];
  });
  return words.length > 0 ? words.join(', ') : 'none';
}

/** The first ones, for those who read the picture on paper. */
function toldOf(findings: readonly ReportFinding[]): string[] {
  const errorsFirst = (['error', 'warning'] as const).flatMap((kind) =>
    findings.filter((one) => kindOf(one) === kind),
  );
  const told = errorsFirst.slice(0, mostTold).map((one) => {
    const word = kindOf(one) === 'error' ? 'Error' : 'Warning';
    return `${word}: ${oneLine(said(one), longestExample)}${/[.!?]$/.test(one.message) ? '' : '.'}`;
  });
  const more = findings.length - told.length;
  return more > 0 ? [...told, `And ${formatCounted(more, 'more finding')} in the picture.`] : told;
}

function unmarked(findings: readonly ReportFinding[], of: string): string[] {
  const [first] = findings;
  if (!first) return [];
  const more = findings.length > 1 ? ` (and ${formatCount(findings.length - 1)} more)` : '';
  return [`Not marked, ${of}: ${oneLine(said(first), longestExample)}${more}.`];
}
