import { pointerTo } from '../finding/pointer.js';
import { type Finding, finding } from '../finding/rule.js';
import { described as rule } from './described-rule.js';
import type { FamilyId } from './families/shape.js';
import type { PlaneSet, PlaneSetInput } from './topology.js';

/** Whether a plane set is expanded; if not, it is described only: sized by closed formulas. */
export const isBuilt = ({ built }: PlaneSetInput | PlaneSet): boolean => built !== false;

/** What does not go with a plane set that is described only. */
export function describedFindings(
  name: string,
  set: PlaneSetInput,
  family: FamilyId | undefined,
  pointer: string,
): Finding[] {
  if (isBuilt(set)) return [];
  const key = (of: string) => ({ pointer: pointerTo(pointer, of), part: 'key' }) as const;
  if (!family) return [finding(rule, 'described-no-family', { name }, key('built'))];
  return (['switches', 'cables'] as const)
    .filter((listed) => set[listed] !== undefined && Object.keys(set[listed]).length > 0)
    .map((listed) => finding(rule, 'described-listed', { key: listed, name }, key(listed)));
}
