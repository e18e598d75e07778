import { attachmentOf } from '../spec/attachment.js';
import { cableListOf, type ListedCable } from '../spec/cables/cable-list.js';
import { dragonflyCables } from '../spec/families/dragonfly.js';
import { type FamilyId, familyOf, tiersOf } from '../spec/families/shape.js';
import { slimFlyShape } from '../spec/families/slim-fly.js';
import type { PlaneSet, Topology } from '../spec/topology.js';
import { present } from '../std/assert.js';
import { own } from '../std/record.js';
import { addTo, type CableCount, CableTally, type PartList } from './parts.js';

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
    for (const { kinds, gbps, count } of switchCables[family](set, topology)) {
      tally.add(kinds, gbps, planes * count);
    }
  }
  for (const cable of listed) tally.add(kindsOfListed(set, cable), cable.gbps, 1);
  for (const [model, count] of listedNics(topology, set, listed)) addTo(nics, model, count);
  return { switches, nics, cables: tally.cables };
}

/** By family: the cables between the switches of one plane. */
const switchCables: Readonly<
  Record<FamilyId, (set: PlaneSet, topology: Topology) => readonly CableCount[]>
> = {
  fatTree: ({ fatTree }) => {
    const { leaf, spine, core } = present(fatTree, 'fatTree');
    const steps = [
      ...(spine ? [{ kind: 'leaf-spine', lower: leaf }] : []),
      ...(spine && core ? [{ kind: 'spine-core', lower: spine }] : []),
    ];
    return steps.map(({ kind, lower: { count, up, upGbps } }) => ({
      kinds: [kind, 'switch'],
      gbps: present(upGbps, 'upGbps'),
      count: count * present(up, 'up'),
    }));
  },
  slimFly: (set, topology) => {
    const gbps = speedOf(topology, present(set.slimFly, 'slimFly').model);
    return [{ kinds: ['router-router', 'switch'], gbps, count: slimFlyShape.switchCables(set) }];
  },
  dragonfly: ({ dragonfly }, topology) => {
    const filled = present(dragonfly, 'dragonfly');
    const { local, global } = dragonflyCables(filled);
    const gbps = speedOf(topology, filled.model);
    return [
      { kinds: ['local', 'switch'], gbps, count: local },
      { kinds: ['global', 'switch'], gbps, count: global },
    ];
  },
  cube: ({ cube }, topology) => {
    const { model, n, joined } = present(cube, 'cube');
    const gbps = speedOf(topology, model);
    return joined ? [{ kinds: ['router-router', 'switch'], gbps, count: n ** 2 }] : [];
  },
};

const speedOf = ({ switchModels }: Topology, model: string): number =>
  present(own(switchModels, model), model).portGbps;

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
