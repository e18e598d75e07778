import { attachmentOf } from '../spec/attachment.js';
import { cableListOf, type ListedCable } from '../spec/cables/cable-list.js';
import { familyOf, type SwitchCables, shapes, tiersOf } from '../spec/families/shape.js';
import type { PlaneSet, Topology } from '../spec/topology.js';
import { present } from '../std/assert.js';
import { own } from '../std/record.js';
import { addTo, CableTally, type PartList } from './parts.js';

/**
 * The parts of a plane set by the closed formulas of its family, nothing expanded: the design,
 * without `exceptions`, and without kinds `within:…`, for which ends have to be known.
 */
export function partsByFormula(topology: Topology, planeSet: string): PartList {
  const set = present(own(topology.planes, planeSet), planeSet);
  const family = familyOf(set);
  const attachment = set.attach ? attachmentOf(set.attach, topology) : null;
  const planes = attachment?.planes ?? 1;
  const listed = cableListOf(topology, planeSet).cables;

  const switches = new Map<string, number>();
  for (const { model, count } of tiersOf(set)) addTo(switches, model, planes * count);
  const nics = new Map<string, number>();
  const tally = new CableTally();
  for (const { model, hosts, nics: perHost, ports, portGbps } of attachment?.entries ?? []) {
    addTo(nics, model, hosts * perHost);
    if (family) tally.add(['endpoint'], portGbps, hosts * perHost * ports);
  }
  if (family) {
    for (const cables of shapes[family].switchCables(set)) {
      tally.add([cables.kind, 'switch'], speedOf(topology, cables), planes * cables.count);
    }
  }
  for (const cable of listed) tally.add(kindsOfListed(set, cable), cable.gbps, 1);
  for (const [model, count] of listedNics(topology, set, listed)) addTo(nics, model, count);
  return { switches, nics, cables: tally.cables };
}

const speedOf = ({ switchModels }: Topology, cables: SwitchCables): number =>
  'gbps' in cables ? cables.gbps : present(own(switchModels, cables.model), cables.model).portGbps;

/** Routers of a dragonfly are numbered group by group. */
function kindsOfListed({ dragonfly }: PlaneSet, { lower, upper }: ListedCable): readonly string[] {
  if (lower.kind === 'nic') return ['endpoint'];
  if (dragonfly && lower.tier === 'router' && upper.tier === 'router') {
    const [x, y] = [lower, upper].map(({ index }) => Math.floor(index / dragonfly.a));
    return [x === y ? 'local' : 'global', 'switch'];
  }
  return [`${lower.tier}-${upper.tier}`, 'switch'];
}

/** NICs that only `cables` connect, by model. */
function listedNics(
  { hosts }: Topology,
  { attach }: PlaneSet,
  listed: readonly ListedCable[],
): ReadonlyMap<string, number> {
  const attached = new Set(attach?.nics ?? []);
  const seen = new Set<string>();
  const nics = new Map<string, number>();
  for (const { lower } of listed) {
    if (lower.kind !== 'nic' || attached.has(`${lower.hostGroup}/${lower.nicGroup}`)) continue;
    const id = `${lower.hostGroup}${lower.host}/${lower.nicGroup}${lower.nic}`;
    if (seen.has(id)) continue;
    seen.add(id);
    const group = present(own(hosts, lower.hostGroup), lower.hostGroup);
    addTo(nics, present(own(group.nics, lower.nicGroup), id).model, 1);
  }
  return nics;
}
