import type { CompactFabric, CompactPlane } from '../fabric/compact.js';

/**
 * By plane: the first plane that is identical to it, cable by cable, under these capacities:
 * cable i of both joins the same positions (of endpoints and switches in their plane) at the same
 * capacity. What is measured of one plane then holds for the other, position by position. Only planes that
 * are asked for are compared, with each other.
 */
export function identicalPlanes(
  fabric: CompactFabric,
  capacity: Float64Array,
  isAsked = (_plane: number) => true,
): Int32Array {
  const local = localIndices(fabric);
  const representative = Int32Array.from(fabric.planes, (_, p) => p);
  for (let p = 1; p < fabric.planes.length; p++) {
    if (!isAsked(p)) continue;
    for (let q = 0; q < p; q++) {
      if (isAsked(q) && representative[q] === q && identical(fabric, capacity, local, q, p)) {
        representative[p] = q;
        break;
      }
    }
  }
  return representative;
}

/**
 * By plane, by cable of the plane: positions of its two ends, endpoints before switches; −1 for an
 * end in another plane.
 */
type LocalEnds = readonly { readonly lower: Int32Array; readonly upper: Int32Array }[];

const memory = new WeakMap<CompactFabric, LocalEnds>();

function localIndices(fabric: CompactFabric): LocalEnds {
  const known = memory.get(fabric);
  if (known) return known;
  const at = new Int32Array(fabric.vertexCount);
  const made = fabric.planes.map((plane: CompactPlane) => {
    at.fill(-1);
    plane.endpoints.forEach((e, i) => {
      at[e] = i;
    });
    plane.switches.forEach((s, i) => {
      at[s] = plane.endpoints.length + i;
    });
    const { lower, upper } = fabric;
    return {
      lower: plane.cables.map((cable) => at[lower[cable]!]!),
      upper: plane.cables.map((cable) => at[upper[cable]!]!),
    };
  });
  memory.set(fabric, made);
  return made;
}

function identical(
  fabric: CompactFabric,
  capacity: Float64Array,
  local: LocalEnds,
  p: number,
  q: number,
): boolean {
  const [a, b] = [fabric.planes[p]!, fabric.planes[q]!];
  const [x, y] = [local[p]!, local[q]!];
  if (
    a.relays !== b.relays ||
    a.cables.length !== b.cables.length ||
    a.endpoints.length !== b.endpoints.length ||
    a.switches.length !== b.switches.length
  ) {
    return false;
  }
  for (let i = 0; i < a.cables.length; i++) {
    const [c, d] = [a.cables[i]!, b.cables[i]!];
    if (x.lower[i] !== y.lower[i] || x.upper[i] !== y.upper[i]) return false;
    if (x.lower[i]! < 0 || x.upper[i]! < 0) return false;
    if (capacity[c] !== capacity[d] || fabric.gbps[c] !== fabric.gbps[d]) return false;
  }
  return true;
}
