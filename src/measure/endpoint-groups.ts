import type { FabricState } from './state.js';

/** Endpoints that are in the same parts of the same planes of a scope, and how many there are. */
export interface EndpointGroup {
  /** By plane (an index) in which they have a port: their parts; none if nothing joins them there. */
  readonly inPlanes: ReadonlyMap<number, readonly number[]>;
  endpoints: number;
}

/** The groups, and by endpoint its group (−1: it has no port in the scope). */
export interface EndpointGroups {
  readonly groups: readonly EndpointGroup[];
  readonly groupOf: Int32Array;
}

/** Groups endpoints plane by plane: a group is split by the parts that its endpoints are in. */
export function endpointGroups(state: FabricState, planes: readonly number[]): EndpointGroups {
  const { fabric } = state;
  // Group 0 is of those that no plane has named so far.
  const groups: EndpointGroup[] = [{ inPlanes: new Map(), endpoints: 0 }];
  const groupOf = new Int32Array(fabric.endpointCount);
  for (const p of planes) {
    const { endpoints } = fabric.planes[p]!;
    const { partOf, several } = state.parts(p);
    const next = new Map<string | number, number>();
    const before = groups.length;
    for (let i = 0; i < endpoints.length; i++) {
      const group = groupOf[endpoints[i]!]!;
      const parts = several.get(i);
      // Almost every endpoint is in one part: a number is then enough as a key.
      const key = parts ? `${parts} ${group}` : (partOf[i]! + 1) * before + group;
      let to = next.get(key);
      if (to === undefined) {
        const here = parts ?? (partOf[i]! < 0 ? [] : [partOf[i]!]);
        const inPlanes = new Map(groups[group]!.inPlanes).set(p, here);
        to = groups.push({ inPlanes, endpoints: 0 }) - 1;
        next.set(key, to);
      }
      groupOf[endpoints[i]!] = to;
    }
  }
  for (const group of groupOf) groups[group]!.endpoints++;
  return numbered(groups, groupOf);
}

/** Without groups that were split up, and without those that are in no plane. */
function numbered(groups: readonly EndpointGroup[], groupOf: Int32Array): EndpointGroups {
  const numberOf = new Int32Array(groups.length).fill(-1);
  const left: EndpointGroup[] = [];
  groups.forEach((group, g) => {
    if (group.endpoints > 0 && group.inPlanes.size > 0) numberOf[g] = left.push(group) - 1;
  });
  return { groups: left, groupOf: groupOf.map((group) => numberOf[group]!) };
}

/** How two groups meet: by a path of switches, in a plane without one, or in no plane. */
export type Meeting = 'joined' | 'same plane' | 'other planes';

export function meetingOf(a: EndpointGroup, b: EndpointGroup): Meeting {
  let meeting: Meeting = 'other planes';
  for (const [plane, parts] of a.inPlanes) {
    const other = b.inPlanes.get(plane);
    if (!other) continue;
    meeting = 'same plane';
    if (parts.some((part) => other.includes(part))) return 'joined';
  }
  return meeting;
}
