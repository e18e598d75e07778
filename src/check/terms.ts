import type { CompactFabric } from '../fabric/compact.js';
import { groupProblems } from '../fabric/groups.js';
import { type Part, readSelector } from '../fabric/select.js';
import { parseSelector } from '../fabric/selector.js';
import type { FailTerm } from '../spec/topology.js';

/** A part with the fraction of its speed that it is left with. */
export interface FaultPart extends Part {
  readonly fraction: number;
  /** What tells it apart from others of its kind: only parts with the same words are alike. */
  readonly like?: string;
}

/** A term of a scenario: so many of its parts fail, in every choice; null: all of them. */
export interface Term {
  readonly any: number | null;
  readonly parts: readonly FaultPart[];
}

/** What is wrong with a selector of a term (an index into `of`; −1: the term is a selector). */
export interface TermProblem {
  readonly at: number;
  readonly text: string;
  readonly problem: string;
}

/** A term, what is wrong with its selectors, and whether one of these may mean a wrong group. */
export interface ReadTerm {
  readonly term: Term;
  readonly problems: readonly TermProblem[];
  readonly dependsOnWrongGroup: boolean;
}

/** Reads a term; without `suggest` nothing is offered for a selector that matches nothing. */
export function readTerm(fabric: CompactFabric, term: FailTerm, suggest = true): ReadTerm {
  const texts = typeof term === 'string' ? [term] : term.of;
  const parts = new Map<string, FaultPart>();
  const problems: TermProblem[] = [];
  let dependsOnWrongGroup = false;
  texts.forEach((text, i) => {
    if (mayMeanWrongGroup(fabric, text)) dependsOnWrongGroup = true;
    const found = readSelector(fabric, text, suggest);
    if ('problem' in found) {
      problems.push({ at: typeof term === 'string' ? -1 : i, text, problem: found.problem });
      return;
    }
    const { fraction } = found.selector;
    for (const part of found.parts) {
      const key = `${part.kind}:${part.id}`;
      // Named twice, it is left with the smaller fraction, wherever that stands.
      const least = Math.min(fraction, parts.get(key)?.fraction ?? 1);
      parts.set(key, { ...part, fraction: least });
    }
  });
  const any = typeof term === 'string' ? null : term.any;
  return { term: { any, parts: [...parts.values()] }, problems, dependsOnWrongGroup };
}

/**
 * Whether a selector of groups may mean one that is wrong, and so is not there: that is said where
 * the group is declared, and not again.
 */
export function mayMeanWrongGroup(fabric: CompactFabric, text: string): boolean {
  const wrong = groupProblems(fabric);
  if (wrong.length === 0) return false;
  const selector = parseSelector(text);
  if ('problem' in selector || selector.kind !== 'group') return false;
  const [head = ''] = selector.pattern.text.split(/[*[]/);
  const stem = head.replace(/\d+$/, '');
  return wrong.some(({ name }) =>
    selector.pattern.literal ? stem === name : name.startsWith(stem) || stem.startsWith(name),
  );
}

/** How a part is named in an answer: the selector that picks it. */
export const selectorOf = ({ kind, id, fraction }: FaultPart): string =>
  `${kind}:${id}${fraction > 0 ? `@${fraction}` : ''}`;
