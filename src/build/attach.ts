import type { PortNumber } from '../fabric/attributes.js';
import { hostId, nicId, planeId, switchId } from '../fabric/ids.js';
import { type AttachEntry, type Attachment, attachmentOf, attachPort } from '../spec/attachment.js';
import { isSlots, placeHosts, type Slots } from '../spec/slots.js';
import { assert } from '../std/assert.js';
import type { FamilyQuestion } from './family.js';
import { portsOf } from './ports.js';
import type { FabricWriter } from './writer.js';

/** The attachment of a plane set: its numbers, and the slot of every host. */
export interface Placed {
  readonly attachment: Attachment;
  readonly slots: Slots;
}

export function place({ topology, planeSet }: FamilyQuestion): Placed {
  const attachment = attachmentOf(planeSet.attach, topology);
  const slots = placeHosts(planeSet.attach, attachment, '', Number.MAX_SAFE_INTEGER);
  assert(isSlots(slots), 'a normalised document has slots');
  return { attachment, slots };
}

/** Adds the endpoints of a plane set, by entry of `nics`, host and NIC. */
export function addEndpoints(
  { name, planeSet: { attach } }: FamilyQuestion,
  { attachment, slots }: Placed,
  writer: FabricWriter,
): void {
  attachment.entries.forEach((entry, i) => {
    const portPlanes = portPlanesByNic(name, attachment, entry);
    for (let h = 0; h < entry.hosts; h++) {
      const host = hostId(entry.hostGroup, h);
      const unit = Math.floor(slots[i]![h]! / attach.hostsPerUnit);
      for (let rail = 0; rail < entry.nics; rail++) {
        writer.addEndpoint(nicId(host, entry.nicGroup, rail), {
          kind: 'endpoint',
          host,
          planeSet: name,
          rail,
          unit,
          portGbps: entry.portGbps,
          portPlanes: portPlanes[rail]!,
        });
      }
    }
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

/** Adds the cables of the endpoints, by entry of `nics`, host, NIC and port. */
export function addEndpointCables(
  { name, planeSet: { attach } }: FamilyQuestion,
  { attachment, slots }: Placed,
  leaf: { readonly tier: string; readonly down: readonly PortNumber[] },
  writer: FabricWriter,
): void {
  const planes = Array.from({ length: attachment.planes }, (_, p) => planeId(name, p));
  attachment.entries.forEach((entry, i) => {
    const nicPorts = portsOf({ start: 0, split: 1 }, entry.ports);
    for (let h = 0; h < entry.hosts; h++) {
      const host = hostId(entry.hostGroup, h);
      for (let nic = 0; nic < entry.nics; nic++) {
        const vertex = nicId(host, entry.nicGroup, nic);
        for (let port = 0; port < entry.ports; port++) {
          const at = attachPort(attachment, attach.hostsPerUnit, slots[i]![h]!, nic, port);
          const plane = planes[at.plane]!;
          writer.addCable({
            plane,
            gbps: entry.portGbps,
            lower: { vertex, port: nicPorts[port]! },
            upper: { vertex: switchId(plane, leaf.tier, at.leaf), port: leaf.down[at.leafPort]! },
          });
        }
      }
    }
  });
}
