import type { CompactFabric } from '../fabric/compact.js';

/**
 * Whether cables of a plane that changed leave its parts as they were: no endpoint has lost a cable,
 * and the ends of each dead cable between switches are still joined. False where the parts have to
 * be found again.
 *
 * @param before the capacities under which the parts are known
 * @param after the capacities that are asked about
 */
export function joinedAsBefore(
  fabric: CompactFabric,
  before: Float64Array,
  after: Float64Array,
  plane: number,
  changed: readonly number[] | Int32Array,
): boolean {
  const { lower, upper, cablePlane, endpointCount } = fabric;
  const dead: number[] = [];
  for (const cable of changed) {
    if (cablePlane[cable] !== plane || before[cable]! > 0 === after[cable]! > 0) continue;
    if (after[cable]! > 0 || lower[cable]! < endpointCount) return false;
    dead.push(cable);
  }
  if (dead.length === 0) return true;
  const meeting = meetings.get(fabric) ?? new Meeting(fabric);
  meetings.set(fabric, meeting);
  return dead.every((cable) => meeting.joins(after, plane, lower[cable]!, upper[cable]!));
}

const meetings = new WeakMap<CompactFabric, Meeting>();

/** Above so many switches to search, walking the plane once is no more work. */
const mostMet = 10_000;

/** Two searches, one from either of two switches, until they meet: mostly after a few steps. */
class Meeting {
  /** By vertex: which search has met it last. */
  readonly #metBy: Int32Array;
  readonly #queues: readonly [Int32Array, Int32Array];
  #searches = 0;

  constructor(readonly fabric: CompactFabric) {
    const { vertexCount, endpointCount } = fabric;
    this.#metBy = new Int32Array(vertexCount);
    const room = () => new Int32Array(vertexCount - endpointCount);
    this.#queues = [room(), room()];
  }

  joins(capacity: Float64Array, plane: number, a: number, b: number): boolean {
    const { offsets, neighbours, incident, cablePlane, endpointCount } = this.fabric;
    const metBy = this.#metBy;
    const searches = [++this.#searches, ++this.#searches];
    const [filled, read] = [
      [1, 1],
      [0, 0],
    ];
    [a, b].forEach((v, side) => {
      metBy[v] = searches[side]!;
      this.#queues[side]![0] = v;
    });
    for (;;) {
      // The search that has met less goes on; when it has nowhere to go, they never meet.
      const side = filled[0]! <= filled[1]! ? 0 : 1;
      if (read[side] === filled[side] || filled[0]! + filled[1]! > mostMet) return false;
      const queue = this.#queues[side]!;
      const v = queue[read[side]!++]!;
      for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
        const next = neighbours[i]!;
        if (next < endpointCount || cablePlane[incident[i]!] !== plane) continue;
        if (metBy[next] === searches[side] || !(capacity[incident[i]!]! > 0)) continue;
        if (metBy[next] === searches[1 - side]) return true;
        metBy[next] = searches[side]!;
        queue[filled[side]!++] = next;
      }
    }
  }
}
