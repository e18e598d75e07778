import { attachmentOf } from '../spec/attachment.js';
import { familyOf, type SwitchCables, shapes } from '../spec/families/shape.js';
import type { Topology } from '../spec/topology.js';
import { present } from '../std/assert.js';
import { own } from '../std/record.js';
import { addTo, CableTally, type PartList } from './parts.js';

/**
 * The parts of a plane set by the closed formulas of its family, nothing expanded: the design,
 * without `exceptions`, and without kinds `within:…`, for which ends have to be known. A set that is
 * described only lists no switches and no cables, and neither does one that was sized.
 */
export function partsByFormula(topology: Topology, planeSet: string): PartList {
  const set = present(own(topology.planes, planeSet), planeSet);
  const shape = shapes[present(familyOf(set), 'family')];
  const { planes, entries } = attachmentOf(present(set.attach, 'attach'), topology);

  const switches = new Map<string, number>();
  for (const { model, count } of shape.tiers(set)) addTo(switches, model, planes * count);
  const nics = new Map<string, number>();
  const tally = new CableTally();
  for (const { model, hosts, nics: perHost, ports, portGbps } of entries) {
    addTo(nics, model, hosts * perHost);
    tally.add(['endpoint'], portGbps, hosts * perHost * ports);
  }
  for (const cables of shape.switchCables(set)) {
    tally.add([cables.kind, 'switch'], speedOf(topology, cables), planes * cables.count);
  }
  return { switches, nics, cables: tally.cables };
}

const speedOf = ({ switchModels }: Topology, cables: SwitchCables): number =>
  'gbps' in cables ? cables.gbps : present(own(switchModels, cables.model), cables.model).portGbps;
