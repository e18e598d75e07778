import type { PortNumber } from '../../../fabric/attributes.js';
import { planeId, switchId } from '../../../fabric/ids.js';
import type { Tier } from '../../../spec/topology.js';
import { present } from '../../../std/assert.js';
import { splitOf } from '../../../std/ratio.js';
import type { FamilyQuestion, SwitchIds } from '../../family.js';
import { type PortRegion, portsOf } from '../../ports.js';
import { switchModel } from '../../switch-model.js';
import type { FabricWriter } from '../../writer.js';

/** Ports of a leaf that endpoints are cabled to (LANGUAGE section 6). */
export function endpointPorts({ topology, planeSet, placed }: FamilyQuestion): PortNumber[] {
  const { leaf } = present(planeSet.fatTree, 'fatTree');
  const nicGbps = placed.attachment.entries[0]!.portGbps;
  const split = splitOf(switchModel(topology, leaf.model).portGbps, nicGbps);
  return portsOf({ start: 0, split }, leaf.down);
}

/** Adds the leaves and spines of a plane. */
export function addSwitches(question: FamilyQuestion, p: number, writer: FabricWriter): SwitchIds {
  const { spine } = present(question.planeSet.fatTree, 'fatTree');
  const leaves = addLeaves(question, p, writer);
  return spine ? [leaves, addSpines(question, p, spine, writer)] : [leaves];
}

/** Cables the leaves of a plane to its spines. */
export function addSwitchCables(
  { topology, name, planeSet, placed }: FamilyQuestion,
  p: number,
  [leaves, spines]: SwitchIds,
  writer: FabricWriter,
): void {
  const { leaf, spine } = present(planeSet.fatTree, 'fatTree');
  if (!leaves || !spines || !spine) return;
  const leafModel = switchModel(topology, leaf.model);
  const downSplit = splitOf(leafModel.portGbps, placed.attachment.entries[0]!.portGbps);
  const uplinkGbps = leafModel.uplinkPorts > 0 ? leafModel.uplinkGbps : leafModel.portGbps;
  const gbps = present(leaf.upGbps, 'leaf.upGbps');
  const leafUp: PortRegion = {
    start: leafModel.uplinkPorts > 0 ? leafModel.ports : Math.ceil(leaf.down / downSplit),
    split: splitOf(uplinkGbps, gbps),
  };
  const spineDown: PortRegion = {
    start: 0,
    split: splitOf(switchModel(topology, spine.model).portGbps, gbps),
  };
  const tiers = {
    lower: { ids: leaves, ports: portsOf(leafUp, present(leaf.up, 'leaf.up')) },
    upper: { ids: spines, ports: portsOf(spineDown, spine.down) },
  };
  deal(planeId(name, p), gbps, tiers, writer);
}

function addLeaves(
  { topology, name, planeSet, placed: { attachment: a } }: FamilyQuestion,
  p: number,
  writer: FabricWriter,
): string[] {
  const { leaf } = present(planeSet.fatTree, 'fatTree');
  const model = switchModel(topology, leaf.model);
  const plane = planeId(name, p);
  const planeRail = a.planePerRail ? Math.floor(p / (a.planePerPort ? a.ports : 1)) : -1;
  const ids = Array.from({ length: leaf.count }, (_, index) => switchId(plane, 'leaf', index));
  ids.forEach((id, index) => {
    const column = index % a.leavesPerUnit;
    const railGroup = Math.floor(column / (a.leafPerPort ? a.portsInPlane : 1));
    const first = a.planePerRail ? planeRail : railGroup * a.railsPerLeaf;
    const last = a.planePerRail ? planeRail : first + a.railsPerLeaf - 1;
    writer.addSwitch(id, {
      kind: 'switch',
      planeSet: name,
      plane,
      tier: 'leaf',
      index,
      model,
      upReserved: leaf.upReserved,
      upReservedGbps: model.uplinkPorts > 0 ? model.uplinkGbps : model.portGbps,
      unit: Math.floor(index / a.leavesPerUnit),
      ...(a.planePerRail || a.leafPerRail ? { rails: [first, last] as const } : {}),
    });
  });
  return ids;
}

function addSpines(
  { topology, name }: FamilyQuestion,
  p: number,
  spine: Tier,
  writer: FabricWriter,
): string[] {
  const model = switchModel(topology, spine.model);
  const plane = planeId(name, p);
  const ids = Array.from({ length: spine.count }, (_, index) => switchId(plane, 'spine', index));
  ids.forEach((id, index) => {
    writer.addSwitch(id, {
      kind: 'switch',
      planeSet: name,
      plane,
      tier: 'spine',
      index,
      model,
      upReserved: spine.upReserved,
      upReservedGbps: model.uplinkPorts > 0 ? model.uplinkGbps : model.portGbps,
    });
  });
  return ids;
}

/** The switches of a tier in one plane, and the ports of each that the cables fill. */
interface DealtTier {
  readonly ids: readonly string[];
  readonly ports: readonly PortNumber[];
}

/**
 * The dealing rule: uplink j of child i goes to parent (i·up + j) mod w; the down ports of a parent
 * fill in the order in which cables come.
 */
function deal(
  plane: string,
  gbps: number,
  { lower, upper }: { readonly lower: DealtTier; readonly upper: DealtTier },
  writer: FabricWriter,
): void {
  const up = lower.ports.length;
  const taken = new Int32Array(upper.ids.length);
  lower.ids.forEach((vertex, i) => {
    for (let j = 0; j < up; j++) {
      const parent = (i * up + j) % upper.ids.length;
      writer.addCable({
        plane,
        gbps,
        lower: { vertex, port: lower.ports[j]! },
        upper: { vertex: upper.ids[parent]!, port: upper.ports[taken[parent]!++]! },
      });
    }
  });
}
