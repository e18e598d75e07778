import type { Family } from '../family.js';
import { claims } from './fat-tree/claims.js';
import { expand } from './fat-tree/expand.js';

export type FamilyId = 'fatTree';

/** The families, by their key in a plane set; a test compares it with the schema. */
export const families: Readonly<Record<FamilyId, Family>> = {
  fatTree: {
    tiers: ({ planeSet }) => (planeSet.fatTree.spine ? ['leaf', 'spine'] : ['leaf']),
    expand,
    claims,
  },
};
