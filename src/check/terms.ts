import type { CompactFabric } from '../fabric/compact.js';
import { groupProblems } from '../fabric/groups.js';
import { groupNameOf } from '../fabric/ids.js';
import { type Part, readSelector, type Selected } from '../fabric/select.js';
import { parseSelector, type SelectorKind } from '../fabric/selector.js';
import type { FailTerm } from '../spec/topology.js';

/** A part with the fraction of its speed that it is left with. */
export interface FaultPart extends Part {
  readonly fraction: number;
  /** What tells it apart from others of its kind: only parts with the same words are alike. */
  readonly like: string;
}

/** A part that fails. */
export const faultPart = (part: Part, fraction = 0, like = ''): FaultPart =>
  new Failing(part, fraction, like);

class Failing implements FaultPart {
  constructor(
    readonly part: Part,
    readonly fraction: number,
    readonly like: string,
  ) {}

  get kind(): SelectorKind {
    return this.part.kind;
  }

  get id(): string {
    return this.part.id;
  }

  get index(): number {
    return this.part.index;
  }

  get cables(): Iterable<number> {
    return this.part.cables;
  }

  get vertices(): Iterable<number> {
    return this.part.vertices;
  }

  get members(): readonly Part[] | undefined {
    return this.part.members;
  }
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
  const read = texts.map((text) => readSelector(fabric, text, suggest));
  const problems = read.flatMap((found, i): TermProblem[] => {
    if (!('problem' in found)) return [];
    return [{ at: typeof term === 'string' ? -1 : i, text: texts[i]!, problem: found.problem }];
  });
  const parts = withoutRepeats(read.flatMap((found) => ('problem' in found ? [] : [found])));
  const dependsOnWrongGroup = texts.some((text) => mayMeanWrongGroup(fabric, text));
  const any = typeof term === 'string' ? null : term.any;
  return { term: { any, parts }, problems, dependsOnWrongGroup };
}

/** What is named twice is one part, left with the smaller fraction, wherever that stands. */
function withoutRepeats(selected: readonly Selected[]): FaultPart[] {
  const kinds = selected.map(({ selector }) => selector.kind);
  if (new Set(kinds).size === kinds.length) {
    return selected.flatMap(({ selector: { fraction }, parts }) =>
      parts.map((part) => faultPart(part, fraction)),
    );
  }
  const byName = new Map<string, FaultPart>();
  for (const { selector, parts } of selected) {
    for (const part of parts) {
      const name = `${part.kind}:${part.id}`;
      const fraction = Math.min(selector.fraction, byName.get(name)?.fraction ?? 1);
      byName.set(name, faultPart(part, fraction));
    }
  }
  return [...byName.values()];
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
  const stem = groupNameOf(head);
  return wrong.some(({ name }) =>
    selector.pattern.literal ? stem === name : name.startsWith(stem) || stem.startsWith(name),
  );
}

/** How a part is named in an answer: the selector that picks it. */
export const selectorOf = ({ kind, id, fraction }: FaultPart): string =>
  `${kind}:${id}${fraction > 0 ? `@${fraction}` : ''}`;
