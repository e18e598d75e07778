import { present } from '../../../std/assert.js';
import type { Claim, ClaimQuestion } from '../../family.js';
import { routerClaims } from '../router-claims.js';

/**
 * What a cube promises: levels × n^(levels − 1) routers, a NIC joined to one of each level, and where
 * it is joined n² cables, one for each pair of routers of different levels.
 */
export function claims(question: ClaimQuestion): Claim[] {
  const { name: scope } = question;
  const { n, levels, joined } = present(question.planeSet.cube, 'cube');
  const pair = { scope, measure: 'cablesPerPair', value: 1 } as const;
  return [
    ...routerClaims(question, levels * n ** (levels - 1)),
    { ...pair, name: 'endpoint' },
    ...(joined ? [{ ...pair, name: 'switch' }] : []),
  ];
}
