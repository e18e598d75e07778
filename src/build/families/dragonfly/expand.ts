import { present } from '../../../std/assert.js';
import { leafSockets } from '../../attach.js';
import type { FamilyQuestion, SwitchIds } from '../../family.js';
import type { FabricWriter } from '../../writer.js';
import * as direct from '../routers.js';

/** Endpoints are cabled to the first ports of a router. */
export const sockets = (question: FamilyQuestion) =>
  leafSockets(direct.endpointPorts(question, routersOf(question)));

/** Adds the routers of a plane, group by group. */
export function addSwitches(question: FamilyQuestion, p: number, writer: FabricWriter): SwitchIds {
  return [direct.addRouters(question, p, routersOf(question), writer)];
}

/**
 * Cables the routers of a plane, router by router: first to later routers of its group (a full
 * mesh), then from its global ports to later groups. Ports: endpoints, local, global.
 */
export function addSwitchCables(
  question: FamilyQuestion,
  p: number,
  [routers]: SwitchIds,
  writer: FabricWriter,
): void {
  const { a, h, g } = present(question.planeSet.dragonfly, 'dragonfly');
  const ids = present(routers, 'routers');
  const shape = routersOf(question);
  const ports = direct.routerPorts(question, shape, a - 1 + h);
  const globalPort = (t: number) => ports[a - 1 + (t % h)]!;
  const addCable = direct.cableRouters(question, p, shape, writer);
  const mates = Array.from({ length: a * h }, (_, t) => mateOf(t, a * h, g));
  for (let router = 0; router < ids.length; router++) {
    const [group, i] = [Math.floor(router / a), router % a];
    const first = group * a;
    for (let j = i + 1; j < a; j++) {
      addCable(ids[router]!, ports[j - 1]!, ids[first + j]!, ports[i]!);
    }
    for (let t = i * h; t < (i + 1) * h; t++) {
      const mate = mates[t];
      const joined = mate ? (group + mate.offset) % g : -1;
      if (!mate || joined < group) continue;
      const upper = joined * a + Math.floor(mate.port / h);
      addCable(ids[router]!, globalPort(t), ids[upper]!, globalPort(mate.port));
    }
  }
}

function routersOf({ planeSet }: FamilyQuestion): direct.Routers {
  const { model, a, g, p } = present(planeSet.dragonfly, 'dragonfly');
  return { model, count: a * g, p, perGroup: a };
}

/** What a global port of a group is joined to: so many groups on, and which of its ports. */
export interface Mate {
  readonly offset: number;
  readonly port: number;
}

/**
 * The other end of port t of the `ports` global ports of a group (LANGUAGE section 6); null: it
 * stays free. Runs of g − 1 ports reach every other group once; what is left over reaches groups
 * ahead and behind in turn, so that pairs of groups differ by at most one cable.
 */
export function mateOf(t: number, ports: number, g: number): Mate | null {
  const full = ports - (ports % (g - 1));
  if (t < full) {
    const place = t % (g - 1);
    return { offset: place + 1, port: t - place + (g - 2 - place) };
  }
  const e = t - full;
  if (e % 2 === 1) return { offset: g - (e - 1) / 2 - 1, port: t - 1 };
  if (t + 1 < ports) return { offset: e / 2 + 1, port: t + 1 };
  return g % 2 === 0 ? { offset: g / 2, port: t } : null;
}
