import { planeId } from '../fabric/ids.js';
import { attachmentOf } from '../spec/attachment.js';
import { isBuilt } from '../spec/described.js';
import type { Topology } from '../spec/topology.js';
import { present } from '../std/assert.js';
import { parsePattern } from '../std/pattern.js';

/** A plane set that is described only, or a plane of it. */
export interface DescribedScope {
  readonly id: string;
  readonly planeSet: string;
  /** Its index in the set; null: the set. */
  readonly plane: number | null;
}

/** Names of the plane sets that are described only, in document order. */
export const describedSets = ({ planes }: Topology): string[] =>
  Object.keys(planes).filter((name) => !isBuilt(planes[name]!));

/**
 * What a key of `expect` names of plane sets that are described only: a set, or planes by a pattern.
 * `*` and `fabric` are about what is built.
 */
export function describedScopes(topology: Topology, text: string): DescribedScope[] {
  const sets = describedSets(topology);
  if (sets.includes(text)) return [{ id: text, planeSet: text, plane: null }];
  if (sets.length === 0 || text.includes(':') || text === '*') return [];
  const pattern = parsePattern(text);
  if (typeof pattern === 'string') return [];
  return sets.flatMap((planeSet) => {
    const { planes } = attachmentOf(present(topology.planes[planeSet]?.attach, 'attach'), topology);
    return Array.from({ length: planes }, (_, plane) => ({
      id: planeId(planeSet, plane),
      planeSet,
      plane,
    })).filter(({ id }) => pattern.matches(id));
  });
}

/** Why a selector or an id names nothing, if it names a part of what is described only. */
export function describedReason(topology: Topology, text: string): string | null {
  const sets = describedSets(topology);
  if (sets.length === 0 || text.startsWith('group:')) return null;
  const pattern = text.slice(text.indexOf(':') < 0 ? 0 : text.indexOf(':') + 1);
  const [name = ''] = /^[a-z][a-z-]*(?<!-)/.exec(pattern) ?? [];
  const set = sets.includes(name) ? name : sets.find((one) => isOnlyIn(topology, one, name));
  return set === undefined ? null : `plane set "${set}" is described only, nothing of it is built`;
}

/** Whether all NICs of a host group that are attached at all are in one plane set. */
function isOnlyIn({ planes }: Topology, set: string, hostGroup: string): boolean {
  const owners = Object.keys(planes).filter((name) =>
    planes[name]!.attach?.nics.some((entry) => entry.split('/')[0] === hostGroup),
  );
  return owners.length === 1 && owners[0] === set;
}
