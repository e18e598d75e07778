import type { PortNumber } from '../fabric/attributes.js';
import { hostId, nicId, planeId } from '../fabric/ids.js';
import {
  type AttachEntry,
  type Attached,
  type Attachment,
  attachmentOf,
  attachPort,
} from '../spec/attachment.js';
import { isSlots, placeHosts, type Slots } from '../spec/slots.js';
import type { Attach, Topology } from '../spec/topology.js';
import { assert, present } from '../std/assert.js';
import type { FamilyQuestion, Socket } from './family.js';
import { portsOf } from './ports.js';
import type { FabricWriter } from './writer.js';

/** The attachment of a plane set: its numbers, and the slot of every host. */
export interface Placed {
  readonly attachment: Attachment;
  readonly slots: Slots;
}

export function place(topology: Topology, attach: Attach): Placed {
  const attachment = attachmentOf(attach, topology);
  const slots = placeHosts(attach, attachment, '', Number.MAX_SAFE_INTEGER);
  assert(isSlots(slots), 'a normalised document has slots');
  return { attachment, slots };
}

/**
 * Adds the endpoints of a plane set, by entry of `nics`, host and NIC. Returns their ids by entry,
 * in that order: a graph finds a vertex fastest by the very string that it knows.
 */
export function addEndpoints(
  { name, planeSet, placed: { attachment, slots } }: FamilyQuestion,
  writer: FabricWriter,
): string[][] {
  const hostsPerUnit = planeSet.attach?.hostsPerUnit;
  return attachment.entries.map((entry, i) => {
    const ids: string[] = [];
    const portPlanes = portPlanesByNic(name, attachment, entry);
    for (let h = 0; h < entry.hosts; h++) {
      const host = hostId(entry.hostGroup, h);
      const unit = hostsPerUnit === undefined ? -1 : Math.floor(slots[i]![h]! / hostsPerUnit);
      for (let rail = 0; rail < entry.nics; rail++) {
        const id = nicId(host, entry.nicGroup, rail);
        ids.push(id);
        writer.addEndpoint(id, {
          kind: 'endpoint',
          host,
          planeSet: name,
          rail,
          unit,
          model: entry.model,
          portGbps: entry.portGbps,
          portPlanes: portPlanes[rail]!,
        });
      }
    }
    return ids;
  });
}

/** By NIC, by port: the plane. The lists are shared by all hosts of an entry. */
function portPlanesByNic(name: string, attachment: Attachment, entry: AttachEntry): string[][] {
  return Array.from({ length: entry.nics }, (_, nic) =>
    Array.from({ length: entry.ports }, (_, port) =>
      planeId(name, attachPort(attachment, 1, 0, nic, port).plane),
    ),
  );
}

/** The switches that endpoints are cabled to: by plane, those of the lowest tier. */
export interface Ground {
  readonly ids: readonly (readonly string[])[];
  readonly socketOf: (attached: Attached) => Socket;
}

/** The sockets of families whose hosts hang on leaves: ports of the down region, by leaf port. */
export const leafSockets =
  (down: readonly PortNumber[]) =>
  ({ leaf, leafPort }: Attached): Socket => ({ index: leaf, port: down[leafPort]! });

/** Adds the cables of the endpoints, by entry of `nics`, host, NIC and port. */
export function addEndpointCables(
  { name, planeSet, placed: { attachment, slots } }: FamilyQuestion,
  endpoints: readonly (readonly string[])[],
  ground: Ground,
  writer: FabricWriter,
): void {
  const hostsPerUnit = present(planeSet.attach?.hostsPerUnit, 'hostsPerUnit');
  const planes = Array.from({ length: attachment.planes }, (_, p) => planeId(name, p));
  attachment.entries.forEach((entry, i) => {
    const nicPorts = portsOf({ start: 0, split: 1 }, entry.ports);
    for (let h = 0; h < entry.hosts; h++) {
      for (let nic = 0; nic < entry.nics; nic++) {
        const vertex = endpoints[i]![h * entry.nics + nic]!;
        for (let port = 0; port < entry.ports; port++) {
          const at = attachPort(attachment, hostsPerUnit, slots[i]![h]!, nic, port);
          const socket = ground.socketOf(at);
          writer.addCable({
            plane: planes[at.plane]!,
            gbps: entry.portGbps,
            lower: { vertex, port: nicPorts[port]! },
            upper: { vertex: ground.ids[at.plane]![socket.index]!, port: socket.port },
          });
        }
      }
    }
  });
}
