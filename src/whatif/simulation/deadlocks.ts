import type { CompactFabric } from '../../fabric/compact.js';
import { verifyDeadlock } from '../../flow/certify/deadlock.js';
import { dModKTables } from '../../flow/routing/d-mod-k-tables.js';
import { deadlockOf } from '../../flow/routing/deadlock.js';
import type { ForwardingTables } from '../../flow/routing/forwarding-tables.js';
import type { NotRouted } from '../../flow/routing/routed.js';
import { identicalPlanes } from '../../measure/identical-planes.js';
import { assert } from '../../std/assert.js';
import type { Deadlock, Routing } from './answer.js';

/** Cables of a plane whose evidence is looked at again, at most: a tenth of a second. */
const mostVerified = 512;

/**
 * Whether buffers of switches can wait for each other in a circle, plane by plane. A message that is handed on in a
 * host has arrived there first, so that planes do not wait for each other.
 */
export function deadlocksOf(
  fabric: CompactFabric,
  capacity: Float64Array,
  planeSet: number,
  routing: Routing,
  given: ((plane: number) => ForwardingTables | NotRouted) | null,
): Deadlock[] {
  const { planes } = fabric.planeSets[planeSet]!;
  // Tables that were read may differ between planes that are cabled alike.
  const same = given ? null : identicalPlanes(fabric, capacity, (plane) => planes.includes(plane));
  const found = new Map<number, Deadlock>();
  for (const plane of planes) {
    const like = found.get(same?.[plane] ?? plane);
    const { id } = fabric.planes[plane]!;
    if (like) found.set(plane, { ...like, plane: id, sameAs: like.plane });
    else {
      const tables =
        routing === 'static' ? (given?.(plane) ?? dModKTables(fabric, capacity, plane)) : null;
      found.set(plane, ofPlane(fabric, capacity, plane, tables));
    }
  }
  return [...found.values()];
}

function ofPlane(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  tables: ForwardingTables | NotRouted | null,
): Deadlock {
  const { id } = fabric.planes[plane]!;
  if (tables && 'reason' in tables) return { plane: id, unknown: tables.reason };
  const routes = tables ?? 'shortest';
  const found = deadlockOf(fabric, capacity, plane, routes);
  if ('reason' in found) return { plane: id, unknown: found.reason };
  const { evidence, longestRoute } = found;
  if (fabric.planes[plane]!.cables.length <= mostVerified) {
    const [wrong] = verifyDeadlock(fabric, capacity, plane, routes, evidence);
    assert(wrong === undefined, `evidence on deadlocks holds (${id}: ${wrong})`);
  }
  if (evidence.free) return { plane: id, free: true };
  const cycle = evidence.cycle.map(({ cable, up }) => `${up ? 'up' : 'down'} ${cable}`);
  return { plane: id, free: false, cycle, lanes: longestRoute };
}
