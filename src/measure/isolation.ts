import type { CompactFabric } from '../fabric/compact.js';

/** Two NIC ports of different planes that a switch path joins: the shortest such path. */
export interface IsolationWitness {
  readonly planes: readonly [string, string];
  /** Ids of cables from one endpoint to the other. */
  readonly cables: readonly string[];
  /** Ids of the vertices on the way, both endpoints included. */
  readonly vertices: readonly string[];
  /** The cable among them that ends in two planes by its own ids; without such labels, the middle. */
  readonly joint: string;
}

/**
 * Plane isolation (DESIGN section 6): no path through switches joins two ports that the attachment
 * rule puts in different planes. Labels of switches are not looked at, so a cable that joins two
 * planes is found whatever its label says. Null: the planes are isolated. Endpoints that relay do so
 * inside one plane, and every switch that they are cabled to is where the search starts: no path
 * through them leads to another plane before one that starts at them.
 *
 * @param without ids of cables that are not looked at
 */
export function isolationWitness(
  fabric: CompactFabric,
  without: ReadonlySet<string> = new Set(),
): IsolationWitness | null {
  const { vertexCount, endpointCount, offsets, neighbours, incident } = fabric;
  // One search from all ports at once: the first edge between the regions of two planes lies on a
  // shortest path between ports of different planes.
  const plane = new Int32Array(vertexCount).fill(-1);
  const from = new Int32Array(vertexCount).fill(-1);
  const depth = new Int32Array(vertexCount);
  const queue: number[] = [];
  let best: { length: number; a: number; b: number; cable: number } | null = null;
  const meet = (a: number, b: number, cable: number, length: number) => {
    if (!best || length < best.length) best = { length, a, b, cable };
  };
  const entry = new Int32Array(vertexCount).fill(-1);
  const left = (cable: number) => without.size === 0 || !without.has(fabric.cableId(cable));
  for (let c = 0; c < fabric.cableCount; c++) {
    const e = fabric.lower[c]!;
    if (e >= endpointCount || !left(c)) continue;
    const label = fabric.attachedPlane[c]!;
    const s = fabric.upper[c]!;
    if (label < 0) continue;
    if (plane[s] === -1) {
      plane[s] = label;
      entry[s] = c;
      queue.push(s);
    } else if (plane[s] !== label) meet(s, s, c, 2);
  }
  for (let head = 0; head < queue.length; head++) {
    const v = queue[head]!;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const w = neighbours[i]!;
      if (w < endpointCount || !left(incident[i]!)) continue;
      if (plane[w] === -1) {
        plane[w] = plane[v]!;
        from[w] = incident[i]!;
        depth[w] = depth[v]! + 1;
        queue.push(w);
      } else if (plane[w] !== plane[v]) meet(v, w, incident[i]!, depth[v]! + depth[w]! + 3);
    }
  }
  return best ? spell(fabric, best, { plane, from, entry }) : null;
}

function spell(
  fabric: CompactFabric,
  { a, b, cable }: { a: number; b: number; cable: number },
  { plane, from, entry }: { plane: Int32Array; from: Int32Array; entry: Int32Array },
): IsolationWitness {
  const { lower, upper, vertexIds, cableId, planes } = fabric;
  /** From a switch back to the endpoint from which it was reached. */
  const walk = (start: number): { cables: number[]; vertices: number[] } => {
    const cables: number[] = [];
    const vertices = [start];
    let v = start;
    while (from[v]! >= 0) {
      const c = from[v]!;
      cables.push(c);
      v = lower[c] === v ? upper[c]! : lower[c]!;
      vertices.push(v);
    }
    cables.push(entry[v]!);
    vertices.push(lower[entry[v]!]!);
    return { cables, vertices };
  };
  const left = walk(a);
  const direct = a === b;
  const right = direct ? { cables: [cable], vertices: [lower[cable]!] } : walk(b);
  const cables = [...left.cables.reverse(), ...(direct ? [] : [cable]), ...right.cables];
  const other = direct ? fabric.attachedPlane[cable]! : plane[b]!;
  const joint = cables.find((c) => endsApart(fabric, c)) ?? cables[cables.length >> 1]!;
  return {
    planes: [planes[plane[a]!]!.id, planes[other]!.id],
    joint: cableId(joint),
    cables: cables.map(cableId),
    vertices: [...left.vertices.reverse(), ...right.vertices].map((v) => vertexIds[v]!),
  };
}

/** Whether the ids of its two ends put a cable in two planes. */
function endsApart(fabric: CompactFabric, cable: number): boolean {
  const { lower, upper, attachedPlane, planeOfSwitch, endpointCount } = fabric;
  const low = lower[cable]!;
  const plane = low < endpointCount ? attachedPlane[cable]! : planeOfSwitch[low]!;
  return plane !== planeOfSwitch[upper[cable]!];
}
