import type { Attached } from '../../../spec/attachment.js';
import { present } from '../../../std/assert.js';
import type { FamilyQuestion, Socket, SwitchIds } from '../../family.js';
import type { FabricWriter } from '../../writer.js';
import * as direct from '../routers.js';

/**
 * Endpoint e has the digits of its number base n. Port j of it goes to level j: to the router whose
 * index there is e without digit j, in the port that digit j says.
 */
export function sockets(question: FamilyQuestion): (attached: Attached) => Socket {
  const { n } = present(question.planeSet.cube, 'cube');
  const { railsInPlane } = question.placed.attachment;
  const routers = routersOf(question);
  const ports = direct.endpointPorts(question, routers);
  return ({ unit, place, rail, port: level }) => {
    const endpoint = unit * n + place * railsInPlane + rail;
    const below = n ** level;
    const digit = Math.floor(endpoint / below) % n;
    const without = Math.floor(endpoint / below / n) * below + (endpoint % below);
    return { index: level * routers.perLevel + without, port: ports[digit]! };
  };
}

/** Adds the routers of a plane, level by level. */
export function addSwitches(question: FamilyQuestion, p: number, writer: FabricWriter): SwitchIds {
  return [direct.addRouters(question, p, routersOf(question), writer)];
}

/** Joins each router of level 0 to each of level 1, if that is asked for; ports by the other's index. */
export function addSwitchCables(
  question: FamilyQuestion,
  p: number,
  [routers]: SwitchIds,
  writer: FabricWriter,
): void {
  const { n, joined } = present(question.planeSet.cube, 'cube');
  if (!joined) return;
  const ids = present(routers, 'routers');
  const shape = routersOf(question);
  const ports = direct.routerPorts(question, shape, n);
  const addCable = direct.cableRouters(question, p, shape, writer);
  for (let lower = 0; lower < n; lower++) {
    for (let upper = 0; upper < n; upper++) {
      addCable(ids[lower]!, ports[upper]!, ids[n + upper]!, ports[lower]!);
    }
  }
}

function routersOf({ planeSet }: FamilyQuestion) {
  const { model, n, levels } = present(planeSet.cube, 'cube');
  const perLevel = n ** (levels - 1);
  return { model, count: levels * perLevel, p: n, perLevel };
}
