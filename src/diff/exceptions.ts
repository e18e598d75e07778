import type { Place } from '../finding/rule.js';
import type { Exception } from '../spec/topology.js';
import type { Arrangement } from './arrangement.js';
import type { Unseen } from './explain.js';
import { trailsOf } from './mates.js';
import { movesAlong } from './move.js';
import { Namer } from './say.js';

/** What was found, as exceptions to a design. */
export interface AsExceptions {
  readonly exceptions: readonly Exception[];
  /** By exception: where what it says was found; null where the design says it. */
  readonly places: readonly (Place | null)[];
  /** Cables that no exception can say: they lead to machines that the design does not have. */
  readonly unsaid: number;
}

/**
 * What was found as exceptions to a design without any.
 *
 * @param arrangement nothing is exchanged in it: two machines that were are moved cables
 */
export function exceptionsOf(arrangement: Arrangement, unseen: readonly Unseen[]): AsExceptions {
  const { fabric: bare, what } = arrangement;
  const { ports, design, found, foundCable, designCable } = arrangement;
  const namer = new Namer(arrangement);
  const isOurs = (port: number) => ports.machine[port]! < bare.vertexCount;
  const off = new Set(
    unseen.flatMap(({ vertices }) =>
      vertices.flatMap((v) => [...bare.incident.subarray(bare.offsets[v]!, bare.offsets[v + 1]!)]),
    ),
  );
  const said: { exception: Exception; place: Place | null }[] = unseen.map(
    ({ kind, vertices }) => ({
      exception: {
        off:
          kind === 'host' ? `host:${namer.host(vertices)}` : `switch:${namer.vertex(vertices[0]!)}`,
      },
      place: null,
    }),
  );
  let unsaid = 0;
  const placeAt = (port: number) => what.cables[foundCable[port]!]!.place;
  const sayExtra = (a: number, b: number) => {
    if (!isOurs(a) || !isOurs(b)) {
      unsaid++;
      return;
    }
    const { gbps } = what.cables[foundCable[a]!]!;
    const extra: [string, string] = [namer.portId(a), namer.portId(b)];
    said.push({
      exception: gbps === null ? { extra } : { extra, gbps },
      place: placeAt(a),
    });
  };
  const differing = [...arrangement.differing].sort((a, b) => a - b);
  for (const trail of trailsOf(design, found, differing)) {
    const moves = movesAlong(trail, () => 0);
    if (trail.ring) {
      // Each cable keeps one of its ends: s –d– t –f– s′ is the cable in t, moved to s′.
      for (let i = 0; i + 2 < trail.ports.length; i += 2) {
        const [, t, to] = trail.ports.slice(i, i + 3) as [number, number, number];
        said.push({
          exception: { moved: namer.portId(t), to: namer.portId(to) },
          place: placeAt(t),
        });
      }
      continue;
    }
    for (const move of moves) {
      if (move.kind === 'move') {
        if (isOurs(move.from)) {
          const exception = { moved: namer.portId(move.stays), to: namer.portId(move.from) };
          said.push({ exception, place: placeAt(move.stays) });
        } else {
          unsaid++;
          said.push({ exception: { missing: namer.portId(move.to) }, place: null });
        }
      } else if (move.kind === 'extra') sayExtra(...(move.ends as [number, number]));
      else if (move.kind === 'missing' && !off.has(designCable[move.ends[0]]!)) {
        said.push({ exception: { missing: namer.portId(move.ends[0]) }, place: null });
      }
    }
  }
  for (let port = 0; port < design.length; port++) {
    const mate = design[port]!;
    if (mate < port || mate !== found[port]) continue;
    const { gbps, place } = what.cables[foundCable[port]!]!;
    if (gbps === null || gbps >= bare.gbps[designCable[port]!]!) continue;
    said.push({ exception: { slower: namer.portId(port), gbps }, place });
  }
  return {
    exceptions: said.map(({ exception }) => exception),
    places: said.map(({ place }) => place),
    unsaid,
  };
}
