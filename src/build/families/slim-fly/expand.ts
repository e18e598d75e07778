import { present } from '../../../std/assert.js';
import { type GaloisField, galoisField } from '../../../std/galois.js';
import { leafSockets } from '../../attach.js';
import type { FamilyQuestion, SwitchIds } from '../../family.js';
import type { FabricWriter } from '../../writer.js';
import * as direct from '../routers.js';
import { generatorSets } from './generator-sets.js';

/** Endpoints are cabled to the first ports of a router. */
export const sockets = (question: FamilyQuestion) =>
  leafSockets(direct.endpointPorts(question, routersOf(question)));

/** Adds the routers of a plane. */
export function addSwitches(question: FamilyQuestion, p: number, writer: FabricWriter): SwitchIds {
  return [direct.addRouters(question, p, routersOf(question), writer)];
}

/**
 * Cables the routers of a plane: by lower router, then by upper one. So the ports of a router fill
 * by ascending neighbour: those below it come first, when they are the lower ends.
 */
export function addSwitchCables(
  question: FamilyQuestion,
  p: number,
  [routers]: SwitchIds,
  writer: FabricWriter,
): void {
  const { q } = present(question.planeSet.slimFly, 'slimFly');
  const ids = present(routers, 'routers');
  const shape = routersOf(question);
  const field = galoisField(q);
  const sets = generatorSets(field);
  const columns = [sets.own, sets.other].map((differences) => columnOf(field, differences));
  const ports = direct.routerPorts(question, shape, q + sets.own.length);
  const taken = new Int32Array(ids.length);
  const addCable = direct.cableRouters(question, p, shape, writer);
  for (let lower = 0; lower < ids.length; lower++) {
    for (const upper of neighboursAbove(field, columns, lower)) {
      addCable(ids[lower]!, ports[taken[lower]!++]!, ids[upper]!, ports[taken[upper]!++]!);
    }
  }
}

function routersOf({ planeSet }: FamilyQuestion): direct.Routers {
  const { model, q, p } = present(planeSet.slimFly, 'slimFly');
  return { model, count: 2 * q * q, p, perColumn: q };
}

/** By element y of a column: the larger elements that it is joined to. */
type Column = readonly (readonly number[])[];

function columnOf({ order, add }: GaloisField, differences: readonly number[]): Column {
  return Array.from({ length: order }, (_, y) =>
    differences
      .map((difference) => add(y, difference))
      .filter((joined) => joined > y)
      .sort((a, b) => a - b),
  );
}

/** Routers of a higher index that router (s, x, y) = s·q² + x·q + y is joined to, ascending. */
function* neighboursAbove(
  { order: q, subtract, multiply }: GaloisField,
  columns: readonly Column[],
  router: number,
): Iterable<number> {
  const column = Math.floor(router / q);
  const y = router % q;
  for (const joined of columns[Math.floor(column / q)]![y]!) yield column * q + joined;
  if (column >= q) return;
  // (0, x, y) and (1, m, c) are joined if y = m·x + c.
  for (let m = 0; m < q; m++) yield (q + m) * q + subtract(y, multiply(m, column));
}
