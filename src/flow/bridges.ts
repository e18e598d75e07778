import type { CompactFabric } from '../fabric/compact.js';

/**
 * Which cables separate what they join when they are lost, each alone: one search for bridges
 * answers all single failures of a plane (J. Hopcroft and R. Tarjan, Algorithm 447, CACM 16, 1973).
 * Where endpoints pass nothing on, each of their cables hangs on its switch alone, and its loss
 * separates its port whatever other cables the endpoint has. Planes are searched when asked for.
 */
export class Bridges {
  readonly #isBridge: Uint8Array;
  readonly #components: (number | undefined)[] = [];

  /** @param capacity Gb/s per cable; it must not change while this is in use */
  constructor(
    readonly fabric: CompactFabric,
    readonly capacity: Float64Array,
  ) {
    this.#isBridge = new Uint8Array(fabric.cableCount);
  }

  /** Whether a cable is in use, and nothing else joins its two ends inside its plane. */
  separates(cable: number): boolean {
    this.components(this.fabric.cablePlane[cable]!);
    return this.#isBridge[cable] === 1;
  }

  /**
   * Into how many pieces a plane falls: switches (those of other planes that its cables end on, too)
   * and endpoints with what joins them, each alone if nothing does. Where endpoints pass nothing on,
   * each of their cables makes a vertex of its own of them, and one without any stays one.
   */
  components(plane: number): number {
    this.#components[plane] ??= search(this.fabric, this.capacity, plane, this.#isBridge);
    return this.#components[plane];
  }
}

/** Marks the bridges of a plane, and counts its components. Depth first, without recursion. */
function search(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  isBridge: Uint8Array,
): number {
  const { endpointCount, vertexCount, offsets, neighbours, incident, cablePlane } = fabric;
  const { lower, upper } = fabric;
  const { cables, endpoints, switches, relays } = fabric.planes[plane]!;
  // Where endpoints pass nothing on they are leaves of the tree, and the search needs none of them.
  const first = relays ? 0 : endpointCount;
  const room = () => new Int32Array(vertexCount - first);
  const inPlane = (cable: number) => capacity[cable]! > 0 && cablePlane[cable] === plane;
  /** By vertex: when it was met (0: not yet), the earliest that is reached from below, where it goes on. */
  const [met, low, next, over, path] = [room(), room(), room(), room(), room()];
  let [clock, pieces] = [0, 0];

  const meet = (v: number, by: number): void => {
    met[v - first] = low[v - first] = ++clock;
    next[v - first] = offsets[v]!;
    over[v - first] = by;
  };

  const walk = (start: number): void => {
    if (met[start - first]! > 0) return;
    pieces++;
    meet(start, -1);
    path[0] = start;
    for (let depth = 0; depth >= 0; ) {
      const v = path[depth]!;
      const i = next[v - first]!++;
      if (i === offsets[v + 1]!) {
        depth--;
        if (depth < 0) return;
        const above = path[depth]!;
        low[above - first] = Math.min(low[above - first]!, low[v - first]!);
        // Nothing below leads past it: only the cable by which it was met joins it to what is above.
        if (low[v - first]! === met[v - first]!) isBridge[over[v - first]!] = 1;
        continue;
      }
      const [to, cable] = [neighbours[i]!, incident[i]!];
      // By another cable of the same bundle one may go back, by the same one not.
      if (to < first || cable === over[v - first] || !inPlane(cable)) continue;
      if (met[to - first]! > 0) low[v - first] = Math.min(low[v - first]!, met[to - first]!);
      else {
        meet(to, cable);
        path[++depth] = to;
      }
    }
  };

  for (let i = 0; i < switches.length; i++) walk(switches[i]!);
  for (let i = 0; i < cables.length; i++) {
    const cable = cables[i]!;
    if (met[upper[cable]! - first] === 0) walk(upper[cable]!);
    if (lower[cable]! < first) {
      if (capacity[cable]! > 0) isBridge[cable] = 1;
      else pieces++;
    } else if (met[lower[cable]! - first] === 0) walk(lower[cable]!);
  }
  if (relays) endpoints.forEach(walk);
  else for (const e of endpoints) if (!hasCableIn(fabric, e, plane)) pieces++;
  return pieces;
}

function hasCableIn(
  { offsets, incident, cablePlane }: CompactFabric,
  vertex: number,
  plane: number,
): boolean {
  for (let i = offsets[vertex]!; i < offsets[vertex + 1]!; i++) {
    if (cablePlane[incident[i]!] === plane) return true;
  }
  return false;
}
