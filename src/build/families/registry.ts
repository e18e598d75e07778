import type { FamilyId } from '../../spec/families/shape.js';
import type { Family } from '../family.js';
import { claims as cubeClaims } from './cube/claims.js';
import * as cube from './cube/expand.js';
import { claims as dragonflyClaims } from './dragonfly/claims.js';
import * as dragonfly from './dragonfly/expand.js';
import { claims as fatTreeClaims } from './fat-tree/claims.js';
import * as fatTree from './fat-tree/expand.js';
import { claims as slimFlyClaims } from './slim-fly/claims.js';
import * as slimFly from './slim-fly/expand.js';

/** The families, by their key in a plane set; a test compares it with the schema. */
export const families: Readonly<Record<FamilyId, Family>> = {
  fatTree: { ...fatTree, claims: fatTreeClaims },
  slimFly: { ...slimFly, claims: slimFlyClaims },
  dragonfly: { ...dragonfly, claims: dragonflyClaims },
  cube: { ...cube, claims: cubeClaims },
};
