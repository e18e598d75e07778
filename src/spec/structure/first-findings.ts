import { type Finding, finding } from '../../finding/rule.js';
import { structure } from './structure-rule.js';

/** Findings of a file that are told one by one; nobody reads more. */
export const maxFindings = 1000;

/** Characters of pointers that findings may have together: keys of a megabyte are no reading. */
export const maxPointerCharacters = 4 * 1024 * 1024;

/**
 * The first findings, errors before warnings before what is accepted; of the others how many they
 * are (null: nobody counted).
 */
export function firstOf(
  findings: readonly Finding[],
  total: number | null = findings.length,
): readonly Finding[] {
  if (findings.length === 0 || (total !== null && total <= maxFindings)) return findings;
  const byWeight = [...findings].sort((a, b) => weight(b) - weight(a));
  const shown = byWeight.slice(0, maxFindings);
  const rest = byWeight.slice(maxFindings);
  const next = rest[0] ?? shown.at(-1)!;
  const counted = total !== null && rest.every(({ code }) => code !== 'structure-more');
  const count = counted ? total - shown.length : null;
  const { severity } = next;
  const more = finding(structure, 'structure-more', { count }, next.place, { severity });
  const accepted = next.accepted === undefined ? {} : { accepted: next.accepted };
  return [...shown, { ...more, ...accepted }];
}

const weight = ({ severity, accepted }: Finding): number =>
  accepted !== undefined ? 0 : severity === 'warning' ? 1 : 2;

/** How many of the first pointers are together short enough to be told, at least one. */
export function withinReading(pointers: readonly { readonly length: number }[]): number {
  let characters = 0;
  const tooLong = pointers.findIndex(({ length }) => {
    characters += length;
    return characters > maxPointerCharacters;
  });
  return Math.min(tooLong < 0 ? pointers.length : Math.max(tooLong, 1), maxFindings + 1);
}
