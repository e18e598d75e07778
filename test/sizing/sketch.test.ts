import { expect, test } from 'vitest';
import { designOf } from '../../src/sizing/design.js';
import { designDocument } from '../../src/sizing/document.js';
import { generators } from '../../src/sizing/families/registry.js';
import { setName, sketchOf } from '../../src/sizing/sketch.js';
import { questionsOf, type Wish } from '../../src/sizing/wish.js';
import { familyIds } from '../../src/spec/families/shape.js';
import { normalize } from '../../src/spec/normalize.js';
import { sizeOf } from '../../src/spec/size.js';
import { checkStructure } from '../../src/spec/structure/schema.js';
import { seededDraw } from '../../src/std/random.js';
import { wish } from './wishes.js';

const limits = { maxCables: Number.MAX_SAFE_INTEGER };
const draw = seededDraw(7);
const pick = <T>(...values: readonly T[]): T => values[draw(values.length)]!;

/** Wishes of every size, most of them far too large to be built here. */
function someWish(): Wish {
  const gbps = pick(100, 400, 800);
  const split = pick(1, 1, 2, 4);
  return wish({
    endpoints: 1 + draw(pick(50, 5_000, 500_000)),
    ports: 2 + draw(pick(16, 64, 130)),
    gbps,
    splits: split === 1 ? pick([], [2], [2, 4]) : [split, 2 * split],
    nicGbps: gbps / split,
    nicPorts: pick(1, 1, 2, 4),
    nics: pick(1, 2, 4, 8),
    nicSplits: pick([], [], split === 1 ? [] : [2]),
    most: pick([1, 1], [2, 1], [7, 3], [15, 1]),
  });
}

test('a document of a design normalises to what was sized, and says what is counted by formula', () => {
  let compared = 0;
  for (let i = 0; i < 40; i++) {
    const asked = someWish();
    for (const question of questionsOf(asked)) {
      for (const family of familyIds) {
        for (const draft of generators[family].drafts(question)) {
          const sketch = sketchOf(question, draft);
          const what = `${JSON.stringify(asked)} ${JSON.stringify(draft.planeSet)}`;
          expect(sketch, what).not.toBeNull();
          if (!sketch || compared >= 1500) continue;
          const design = designOf(sketch);
          const document = designDocument({ design, sketch });
          expect(checkStructure(document).findings, what).toEqual([]);
          const { topology, findings } = normalize(document, limits);
          expect(findings, what).toEqual([]);
          const { attach, ...shape } = topology!.planes[setName]!;
          const { attach: sized, ...said } = sketch.topology.planes[setName]!;
          expect(shape, what).toEqual(said);
          expect(attach!.hostsPerUnit, what).toBe(sized!.hostsPerUnit);
          const { planes, endpointCables, switchCables, switches } = sizeOf(topology!, setName);
          expect([planes, endpointCables, switchCables, switches], what).toEqual([
            design.planes,
            design.cables.endpoint,
            design.cables.switch,
            design.switches.total,
          ]);
          compared++;
        }
      }
    }
  }
  expect(compared).toBeGreaterThan(1000);
});
