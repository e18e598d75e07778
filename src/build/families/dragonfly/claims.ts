import { dragonflyCables } from '../../../spec/families/dragonfly.js';
import { present } from '../../../std/assert.js';
import type { Claim, ClaimQuestion } from '../../family.js';
import { routerClaims } from '../router-claims.js';

/** What a dragonfly promises: a·g routers, groups that are full meshes, and its global cables. */
export function claims(question: ClaimQuestion): Claim[] {
  const { name: scope } = question;
  const dragonfly = present(question.planeSet.dragonfly, 'dragonfly');
  const { a, g } = dragonfly;
  const { local, global } = dragonflyCables(dragonfly);
  const { planes } = question.attachment;
  return [
    ...routerClaims(question, a * g),
    { scope, measure: 'cables', name: 'global', value: planes * global },
    ...(a === 1
      ? []
      : [
          { scope, measure: 'cables', name: 'local', value: planes * local } as const,
          { scope, measure: 'cablesPerPair', name: 'local', value: 1 } as const,
        ]),
  ];
}
