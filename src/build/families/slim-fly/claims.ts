import { present } from '../../../std/assert.js';
import type { Claim, ClaimQuestion } from '../../family.js';
import { routerClaims } from '../router-claims.js';

/** What a Slim Fly promises: 2q² routers, no two of them joined twice. */
export function claims(question: ClaimQuestion): Claim[] {
  const { q } = present(question.planeSet.slimFly, 'slimFly');
  return [
    ...routerClaims(question, 2 * q ** 2),
    { scope: question.name, measure: 'cablesPerPair', name: 'switch', value: 1 },
  ];
}
