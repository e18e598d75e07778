import { present } from '../std/assert.js';
import { own } from '../std/record.js';
import type { AttachInput, HostGroup, NicModel } from './topology.js';

type Parts = {
  readonly hosts: Readonly<Record<string, HostGroup>>;
  readonly nicModels: Readonly<Record<string, NicModel>>;
};

/** One entry of `attach.nics`: a NIC group of every host of a host group. */
export interface AttachEntry {
  readonly entry: string;
  readonly hostGroup: string;
  readonly nicGroup: string;
  readonly hosts: number;
  readonly nics: number;
  /** Name of their model. */
  readonly model: string;
  readonly ports: number;
  readonly portGbps: number;
}

/** The numbers of an attachment rule (LANGUAGE section 3.1), all from the document. */
export interface Attachment {
  readonly entries: readonly AttachEntry[];
  /** R and S: the largest NIC count, and number of ports per NIC, over the entries. */
  readonly rails: number;
  readonly ports: number;
  readonly planes: number;
  readonly planePerRail: boolean;
  readonly planePerPort: boolean;
  readonly leafPerRail: boolean;
  readonly leafPerPort: boolean;
  readonly railsPerLeaf: number;
  /** R′ and S′: what is left of rails and ports inside a plane. */
  readonly railsInPlane: number;
  readonly portsInPlane: number;
  /** L: leaves per unit. */
  readonly leavesPerUnit: number;
  /** k: ports of one host on one leaf. */
  readonly hostPortsPerLeaf: number;
}

const has = (kind: string | undefined, word: 'rail' | 'port'): boolean =>
  kind?.split('+').includes(word) ?? false;

/** The attachment of a plane set whose NIC groups and models exist. */
export function attachmentOf(attach: AttachInput, { hosts, nicModels }: Parts): Attachment {
  const entries = attach.nics.map((entry): AttachEntry => {
    const [hostGroup, nicGroup] = entry.split('/') as [string, string];
    const group = present(own(hosts, hostGroup), hostGroup);
    const nic = present(own(group.nics, nicGroup), entry);
    const model = present(own(nicModels, nic.model), nic.model);
    return {
      entry,
      hostGroup,
      nicGroup,
      hosts: group.count,
      nics: nic.count,
      model: nic.model,
      ports: model.ports,
      portGbps: model.portGbps,
    };
  });
  const rails = Math.max(...entries.map((e) => e.nics));
  const ports = Math.max(...entries.map((e) => e.ports));
  const planePerRail = has(attach.onePlanePer, 'rail');
  const planePerPort = has(attach.onePlanePer, 'port');
  const leafPerRail = has(attach.oneLeafPer, 'rail');
  const leafPerPort = has(attach.oneLeafPer, 'port');
  const railsPerLeaf = attach.railsPerLeaf ?? 1;
  const railsInPlane = planePerRail ? 1 : rails;
  const portsInPlane = planePerPort ? 1 : ports;
  const leavesPerUnit =
    (leafPerRail ? railsInPlane / railsPerLeaf : 1) * (leafPerPort ? portsInPlane : 1);
  return {
    entries,
    rails,
    ports,
    planes: (planePerRail ? rails : 1) * (planePerPort ? ports : 1),
    planePerRail,
    planePerPort,
    leafPerRail,
    leafPerPort,
    railsPerLeaf,
    railsInPlane,
    portsInPlane,
    leavesPerUnit,
    hostPortsPerLeaf: (railsInPlane * portsInPlane) / leavesPerUnit,
  };
}

/** Where one NIC port goes, for a host in a slot. */
export interface Attached {
  /** The unit of the host, and its place there. */
  readonly unit: number;
  readonly place: number;
  /** The NIC and its port as its plane counts them: 0 where planes have used them up. */
  readonly rail: number;
  readonly port: number;
  /** Index of the plane in its set, of the leaf in its plane, and sub-port of the down region. */
  readonly plane: number;
  readonly leaf: number;
  readonly leafPort: number;
}

/** (slot, NIC, port) → (plane, leaf, leaf port); LANGUAGE section 3.1. */
export function attachPort(
  a: Attachment,
  hostsPerUnit: number,
  slot: number,
  nic: number,
  port: number,
): Attached {
  const plane =
    (a.planePerRail ? nic * (a.planePerPort ? a.ports : 1) : 0) + (a.planePerPort ? port : 0);
  const rail = a.planePerRail ? 0 : nic;
  const portInPlane = a.planePerPort ? 0 : port;
  const unit = Math.floor(slot / hostsPerUnit);
  const place = slot % hostsPerUnit;
  const column =
    (a.leafPerRail ? Math.floor(rail / a.railsPerLeaf) : 0) * (a.leafPerPort ? a.portsInPlane : 1) +
    (a.leafPerPort ? portInPlane : 0);
  const railOnLeaf = a.leafPerRail ? rail % a.railsPerLeaf : rail;
  const onLeaf = a.leafPerPort ? railOnLeaf : railOnLeaf * a.portsInPlane + portInPlane;
  return {
    unit,
    place,
    rail,
    port: portInPlane,
    plane,
    leaf: unit * a.leavesPerUnit + column,
    leafPort: place * a.hostPortsPerLeaf + onLeaf,
  };
}
