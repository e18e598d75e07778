import { attachment, endpointCables, slotsOf } from './attach.js';
import { cube } from './cube.js';
import { dragonfly, slimFly } from './direct.js';
import { type Cable, type Document, must, type Read } from './document.js';
import { withExceptions } from './exceptions.js';
import type { Family } from './family.js';
import { fatTree } from './fat-tree.js';
import { cablesIn, listedCables } from './listed.js';

/**
 * The reference expansion: the cables of a topology document in the order of LANGUAGE section 6,
 * written from LANGUAGE alone. It shares nothing with `src/`, fills its own defaults, favours
 * plainness over speed, and trusts the document: what is wrong in it may throw or go unnoticed.
 *
 * `document` has its `extends` resolved (`load` in merge.ts does it); `read` gives CSV files.
 */
export function expand(document: Document, read: Read = noFiles): Cable[] {
  return [...cablesOf(document, read)];
}

/** The same, one by one: with millions of cables there need not be a list of them. */
export function* cablesOf(document: Document, read: Read = noFiles): Iterable<Cable> {
  const built = Object.keys(document.planes).filter(
    (name) => document.planes[name]!.built !== false,
  );
  const designs = built.map((name) => designOf(document, name, read));
  if (!document.exceptions?.length) {
    for (const { cables } of designs) yield* cables();
    return;
  }
  const families = new Map(
    designs.flatMap(({ name, family }) => (family ? [[name, family] as const] : [])),
  );
  const design = designs.flatMap(({ cables }) => [...cables()]);
  yield* withExceptions(document, families, design);
}

interface Design {
  readonly name: string;
  readonly planes: number;
  readonly family: Family | undefined;
  readonly cables: () => Iterable<Cable>;
}

/** A plane set: its endpoint cables, then plane by plane those of its family and those listed. */
export function designOf(document: Document, name: string, read: Read = noFiles): Design {
  const set = document.planes[name]!;
  const { attach } = set;
  const families = [set.fatTree, set.slimFly, set.dragonfly, set.cube].filter(Boolean);
  must(families.length <= 1, `${name} has several families`);
  must(families.length === 0 || attach !== undefined, `${name} has no attach`);

  const attached = attach && attachment(document, attach);
  const planes = attached?.planes ?? 1;
  const listed = listedCables(document, name, attached, read);
  const slots = attach && attached && families.length > 0 ? slotsOf(attach, attached.entries) : [];
  let family: Family | undefined;
  if (attach && attached) {
    if (set.fatTree) family = fatTree(document, set.fatTree, attach, attached, slots);
    if (set.slimFly) family = slimFly(document, set.slimFly, attach, attached);
    if (set.dragonfly) family = dragonfly(document, set.dragonfly, attach, attached);
    if (set.cube) family = cube(document, set.cube, attach, attached);
  }
  return {
    name,
    planes,
    family,
    *cables() {
      if (family && attached) yield* endpointCables(name, attached, slots, family.ground);
      for (let plane = 0; plane < planes; plane++) {
        if (family) yield* family.cables(`${name}/p${plane}`);
        yield* cablesIn(document, name, plane, listed);
      }
    },
  };
}

const noFiles: Read = (path) => {
  throw new Error(`no files here: ${path}`);
};
