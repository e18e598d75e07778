import type { FamilyId } from '../spec/families/shape.js';
import { normalize } from '../spec/normalize.js';
import type { TopologyInput } from '../spec/topology.js';
import { type Design, designOf } from './design.js';
import { designDocument } from './document.js';
import { generators } from './families/registry.js';
import { type Ranked, rank } from './rank.js';
import { sketchOf } from './sketch.js';
import { questionsOf, type Wish } from './wish.js';

/** A design that the language takes, and its topology. */
export interface Sized {
  readonly design: Design;
  readonly document: TopologyInput;
}

/** What there is for a wish. */
export interface Sizing {
  /** Best first. */
  readonly designs: readonly Sized[];
  /** At most so many more: what is behind the listed ones was never normalised whole. */
  readonly more: number;
  /** By family that was asked for: the most endpoints that it reaches with such parts. */
  readonly most: Readonly<Partial<Record<FamilyId, number>>>;
}

/**
 * The designs of every family that reach a wish, best first, at most so many. Nothing is expanded: the
 * families derive their numbers, closed formulas count, and only what is listed is normalised whole.
 */
export function size(wish: Wish, atMost: number): Sizing {
  const questions = questionsOf(wish);
  const drawn = wish.families.flatMap((family) =>
    questions.flatMap((question) =>
      generators[family].drafts(question).flatMap((draft): Ranked[] => {
        const sketch = sketchOf(question, draft);
        return sketch ? [{ sketch, design: designOf(sketch) }] : [];
      }),
    ),
  );
  const ranked = rank(drawn);
  const designs: Sized[] = [];
  let looked = 0;
  for (; looked < ranked.length && designs.length < atMost; looked++) {
    const document = designDocument(ranked[looked]!);
    if (isValid(document)) designs.push({ design: ranked[looked]!.design, document });
  }
  const most = wish.families.map((family) => [
    family,
    Math.max(...questions.map((question) => generators[family].most(question))),
  ]);
  return { designs, more: ranked.length - looked, most: Object.fromEntries(most) };
}

/** Of any size: nothing is built here. */
const limits = { maxCables: Number.MAX_SAFE_INTEGER };

const isValid = (document: TopologyInput): boolean =>
  normalize(document, limits).findings.length === 0;
