import { attachmentOf } from '../spec/attachment.js';
import { familyOf } from '../spec/families/shape.js';
import type { Topology } from '../spec/topology.js';
import { present } from '../std/assert.js';
import { families } from './families/registry.js';
import type { Claim } from './family.js';

/**
 * What the family of a plane set promises of it and of its planes, by closed formulas alone; exceptions
 * and listed cables are not in them.
 */
export function claimsOfSet(topology: Topology, name: string): readonly Claim[] {
  const planeSet = present(topology.planes[name], name);
  const family = present(familyOf(planeSet), 'family');
  const attachment = attachmentOf(present(planeSet.attach, 'attach'), topology);
  return families[family].claims({ topology, name, planeSet, attachment });
}
