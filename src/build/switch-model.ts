import type { SwitchModel } from '../fabric/attributes.js';
import type { Topology } from '../spec/topology.js';
import { present } from '../std/assert.js';
import { own } from '../std/record.js';

/** A switch model of the document as the vertices of the fabric carry it. */
export function switchModel({ switchModels }: Topology, name: string): SwitchModel {
  const model = present(own(switchModels, name), name);
  return {
    name,
    ports: model.ports,
    portGbps: model.portGbps,
    uplinkPorts: model.uplinkPorts,
    uplinkGbps: model.uplinkGbps ?? 0,
    splits: model.splits,
    reservedPorts: model.reservedPorts,
  };
}
