import type { PortNumber } from '../../../fabric/attributes.js';
import { planeId, switchId } from '../../../fabric/ids.js';
import type { Tier } from '../../../spec/topology.js';
import { splitOf } from '../../../std/ratio.js';
import { addEndpointCables, addEndpoints, type Placed, place } from '../../attach.js';
import type { FamilyQuestion } from '../../family.js';
import { type PortRegion, portsOf } from '../../ports.js';
import { switchModel } from '../../switch-model.js';
import type { FabricWriter } from '../../writer.js';

/** Builds the planes of a fat-tree of one or two tiers (LANGUAGE section 6). */
export function expand(question: FamilyQuestion, writer: FabricWriter): void {
  const placed = place(question);
  const { leaf, spine } = question.planeSet.fatTree;
  const nicGbps = placed.attachment.entries[0]!.portGbps;
  const leafModel = switchModel(question.topology, leaf.model);
  const leafDown: PortRegion = { start: 0, split: splitOf(leafModel.portGbps, nicGbps) };

  const endpoints = addEndpoints(question, placed, writer);
  const leaves: string[][] = [];
  const spines: string[][] = [];
  for (let p = 0; p < placed.attachment.planes; p++) {
    leaves.push(addLeaves(question, placed, p, writer));
    if (spine) spines.push(addSpines(question, p, spine, writer));
  }
  const down = portsOf(leafDown, leaf.down);
  addEndpointCables(question, placed, endpoints, { ids: leaves, down }, writer);
  if (!spine) return;

  const uplinkGbps = leafModel.uplinkPorts > 0 ? leafModel.uplinkGbps : leafModel.portGbps;
  const leafUp: PortRegion = {
    start: leafModel.uplinkPorts > 0 ? leafModel.ports : Math.ceil(leaf.down / leafDown.split),
    split: splitOf(uplinkGbps, leaf.upGbps!),
  };
  const spineDown: PortRegion = {
    start: 0,
    split: splitOf(switchModel(question.topology, spine.model).portGbps, leaf.upGbps!),
  };
  const gbps = leaf.upGbps!;
  const lower = portsOf(leafUp, leaf.up!);
  const upper = portsOf(spineDown, spine.down);
  leaves.forEach((ids, p) => {
    const tiers = { lower: { ids, ports: lower }, upper: { ids: spines[p]!, ports: upper } };
    deal(planeId(question.name, p), gbps, tiers, writer);
  });
}

function addLeaves(
  { topology, name, planeSet }: FamilyQuestion,
  { attachment: a }: Placed,
  p: number,
  writer: FabricWriter,
): string[] {
  const { leaf } = planeSet.fatTree;
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
