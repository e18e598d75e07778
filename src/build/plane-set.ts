import type { EndpointAttributes } from '../fabric/attributes.js';
import { hostId, nicId, planeId, switchId } from '../fabric/ids.js';
import { pointerTo } from '../finding/pointer.js';
import { attachmentOf } from '../spec/attachment.js';
import { cableListOf, type ListedCable } from '../spec/cables/cable-list.js';
import type { NicPortId, SwitchPortId } from '../spec/cables/port-id.js';
import { familyOf } from '../spec/families/shape.js';
import type { PlaneSet, Topology } from '../spec/topology.js';
import { present } from '../std/assert.js';
import { addEndpointCables, addEndpoints, place } from './attach.js';
import { families } from './families/registry.js';
import type { FamilyQuestion, SwitchIds } from './family.js';
import { switchModel } from './switch-model.js';
import type { CableEnd, FabricWriter } from './writer.js';

/** Planes of a set: as `attach` says, one without it. */
export const planesOf = (topology: Topology, { attach }: PlaneSet): number =>
  attach ? attachmentOf(attach, topology).planes : 1;

/**
 * Expands one plane set (LANGUAGE section 6): endpoints, switches plane by plane, endpoint cables of
 * the family, then plane by plane the switch cables of the family and the listed ones.
 */
export function expandPlaneSet(topology: Topology, name: string, writer: FabricWriter): void {
  const planeSet = present(topology.planes[name], name);
  const id = familyOf(planeSet);
  const family = id && families[id];
  const question: FamilyQuestion | null = planeSet.attach
    ? { topology, name, planeSet, placed: place(topology, planeSet.attach) }
    : null;
  const planes = planesOf(topology, planeSet);
  const listed = cableListOf(topology, name).cables;

  const endpoints = question ? addEndpoints(question, writer) : [];
  addListedEndpoints(topology, name, listed, writer);
  const switches: SwitchIds[] = [];
  for (let p = 0; p < planes; p++) {
    switches.push(family && question ? family.addSwitches(question, p, writer) : []);
    addExtraSwitches(topology, name, p, writer);
  }
  if (family && question) {
    const ids = switches.map(([tier]) => tier!);
    addEndpointCables(question, endpoints, { ids, socketOf: family.sockets(question) }, writer);
  }
  for (let p = 0; p < planes; p++) {
    if (family && question) family.addSwitchCables(question, p, switches[p]!, writer);
    for (const cable of listed) if (cable.plane === p) addListedCable(name, cable, writer);
  }
}

function addExtraSwitches(topology: Topology, name: string, p: number, writer: FabricWriter): void {
  const plane = planeId(name, p);
  for (const [tier, { model: modelName, count }] of Object.entries(
    topology.planes[name]!.switches,
  )) {
    const model = switchModel(topology, modelName);
    for (let index = 0; index < count; index++) {
      writer.addSwitch(switchId(plane, tier, index), {
        kind: 'switch',
        planeSet: name,
        plane,
        tier,
        index,
        model,
        upReserved: 0,
        upReservedGbps: 0,
      });
    }
  }
}

/** NICs that only `cables` connect, in the order in which the list first names them. */
function addListedEndpoints(
  topology: Topology,
  name: string,
  listed: readonly ListedCable[],
  writer: FabricWriter,
): void {
  const attached = new Set(topology.planes[name]!.attach?.nics ?? []);
  const found = new Map<string, { end: NicPortId; planes: Map<number, string> }>();
  for (const { lower, plane } of listed) {
    if (lower.kind !== 'nic' || attached.has(`${lower.hostGroup}/${lower.nicGroup}`)) continue;
    const id = vertexOf(lower);
    const known = found.get(id) ?? { end: lower, planes: new Map<number, string>() };
    known.planes.set(lower.port, planeId(name, plane));
    found.set(id, known);
  }
  for (const [id, { end, planes }] of found) {
    const nics = present(topology.hosts[end.hostGroup]?.nics[end.nicGroup], end.nicGroup);
    const model = present(topology.nicModels[nics.model], nics.model);
    const attributes: EndpointAttributes = {
      kind: 'endpoint',
      host: hostId(end.hostGroup, end.host),
      planeSet: name,
      rail: end.nic,
      unit: -1,
      model: nics.model,
      portGbps: model.portGbps,
      portPlanes: Array.from({ length: model.ports }, (_, port) => planes.get(port) ?? ''),
    };
    writer.addEndpoint(id, attributes);
  }
}

function addListedCable(name: string, cable: ListedCable, writer: FabricWriter): void {
  writer.addCable({
    plane: planeId(name, cable.plane),
    gbps: cable.gbps,
    lower: endOf(cable.lower),
    upper: endOf(cable.upper),
    writtenAt: pointerTo('', 'planes', name, 'cables', cable.item),
    added: true,
  });
}

/** Id of the vertex that a port is on; a switch port with its plane. */
export function vertexOf(end: NicPortId | SwitchPortId): string {
  if (end.kind === 'nic') return nicId(hostId(end.hostGroup, end.host), end.nicGroup, end.nic);
  const { planeSet, index } = present(end.plane, 'plane');
  return switchId(planeId(planeSet, index), end.tier, end.index);
}

const endOf = (end: NicPortId | SwitchPortId): CableEnd => ({
  vertex: vertexOf(end),
  port: { port: end.port, sub: end.kind === 'nic' ? -1 : end.sub },
});
