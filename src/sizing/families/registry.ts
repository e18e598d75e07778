import type { FamilyId } from '../../spec/families/shape.js';
import type { Generator } from '../generator.js';
import { cube } from './cube.js';
import { dragonfly } from './dragonfly.js';
import { fatTree } from './fat-tree.js';
import { slimFly } from './slim-fly.js';

/** The families as designers. */
export const generators: Readonly<Record<FamilyId, Generator>> = {
  fatTree,
  slimFly,
  dragonfly,
  cube,
};
