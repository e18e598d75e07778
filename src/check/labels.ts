import type { CompactFabric } from '../fabric/compact.js';
import { partsOf } from '../fabric/parts.js';
import { didYouMean, nearest } from '../std/suggest.js';

/** Kinds of parts, beside ports, that have a name on the machine. */
const labelled = ['host', 'nic', 'switch', 'plane', 'unit', 'rail', 'pod'] as const;

/** Why there is no part to be labelled, as the end of a sentence; null: there is one. */
export function labelProblem(fabric: CompactFabric, id: string, suggest: boolean): string | null {
  const port = /^(.*):(0|[1-9]\d*)(?:\.(0|[1-9]\d*))?$/.exec(id);
  if (!port) {
    const known = labelled.some((kind) => partsOf(fabric, kind).near!(id).length > 0);
    return known || isHost(fabric, id) ? null : offer(fabric, id, '', suggest);
  }
  const [, owner = '', number, sub] = port;
  const vertex = fabric.indexOfVertex.get(owner);
  if (vertex === undefined) return offer(fabric, owner, id.slice(owner.length), suggest);
  const { ports, subs } = portsOf(fabric, vertex);
  if (Number(number) >= ports) return `; ${owner} has ports 0 to ${ports - 1}`;
  if (Number(sub ?? 0) < subs) return null;
  return `; a port of ${owner} is split into at most ${subs}`;
}

/** Hosts are there although no plane set attaches them. */
function isHost({ hostGroups }: CompactFabric, id: string): boolean {
  const [, name, index] = /^(.*[a-z])(0|[1-9]\d*)$/.exec(id) ?? [];
  return hostGroups.some((group) => group.name === name && Number(index) < group.count);
}

/** Ports of a vertex, and into how many sub-ports one of them can be split. */
function portsOf(fabric: CompactFabric, vertex: number): { ports: number; subs: number } {
  const { endpointCount, portOffsets, switches } = fabric;
  if (vertex < endpointCount) {
    return { ports: portOffsets[vertex + 1]! - portOffsets[vertex]!, subs: 1 };
  }
  const { ports, uplinkPorts, splits } = switches[vertex - endpointCount]!.model;
  return { ports: ports + uplinkPorts, subs: Math.max(1, ...splits) };
}

function offer(fabric: CompactFabric, id: string, rest: string, suggest: boolean): string {
  if (!suggest) return '';
  const ids = function* () {
    for (const kind of labelled) {
      const parts = partsOf(fabric, kind);
      for (let n = 0; n < parts.count; n++) yield parts.ids(n)[0]!;
    }
  };
  const found = nearest(id, ids());
  return didYouMean(found && `${found}${rest}`);
}
