import { planeId, switchId } from '../../../fabric/ids.js';
import type { Tier } from '../../../spec/topology.js';
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
  const leafDown: PortRegion = { start: 0, split: leafModel.portGbps / nicGbps };

  addEndpoints(question, placed, writer);
  for (let p = 0; p < placed.attachment.planes; p++) {
    addLeaves(question, placed, p, writer);
    if (spine) addSpines(question, p, spine, writer);
  }
  const down = portsOf(leafDown, leaf.down);
  addEndpointCables(question, placed, { tier: 'leaf', down }, writer);
  if (!spine) return;

  const uplinkGbps = leafModel.uplinkPorts > 0 ? leafModel.uplinkGbps : leafModel.portGbps;
  const leafUp: PortRegion = {
    start: leafModel.uplinkPorts > 0 ? leafModel.ports : Math.ceil(leaf.down / leafDown.split),
    split: uplinkGbps / leaf.upGbps!,
  };
  const spineDown: PortRegion = {
    start: 0,
    split: switchModel(question.topology, spine.model).portGbps / leaf.upGbps!,
  };
  for (let p = 0; p < placed.attachment.planes; p++) {
    deal(planeId(question.name, p), leaf, leafUp, spine, spineDown, writer);
  }
}

function addLeaves(
  { topology, name, planeSet }: FamilyQuestion,
  { attachment: a }: Placed,
  p: number,
  writer: FabricWriter,
): void {
  const { leaf } = planeSet.fatTree;
  const model = switchModel(topology, leaf.model);
  const plane = planeId(name, p);
  const planeRail = a.planePerRail ? Math.floor(p / (a.planePerPort ? a.ports : 1)) : -1;
  for (let index = 0; index < leaf.count; index++) {
    const column = index % a.leavesPerUnit;
    const railGroup = Math.floor(column / (a.leafPerPort ? a.portsInPlane : 1));
    const first = a.planePerRail ? planeRail : railGroup * a.railsPerLeaf;
    const last = a.planePerRail ? planeRail : first + a.railsPerLeaf - 1;
    writer.addSwitch(switchId(plane, 'leaf', index), {
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
  }
}

function addSpines(
  { topology, name }: FamilyQuestion,
  p: number,
  spine: Tier,
  writer: FabricWriter,
): void {
  const model = switchModel(topology, spine.model);
  const plane = planeId(name, p);
  for (let index = 0; index < spine.count; index++) {
    writer.addSwitch(switchId(plane, 'spine', index), {
      kind: 'switch',
      planeSet: name,
      plane,
      tier: 'spine',
      index,
      model,
      upReserved: spine.upReserved,
      upReservedGbps: model.uplinkPorts > 0 ? model.uplinkGbps : model.portGbps,
    });
  }
}

/**
 * The dealing rule: uplink j of leaf i goes to spine (i·up + j) mod w; the down ports of a spine
 * fill in the order in which cables come.
 */
function deal(
  plane: string,
  leaf: Tier,
  leafUp: PortRegion,
  spine: Tier,
  spineDown: PortRegion,
  writer: FabricWriter,
): void {
  const up = leaf.up!;
  const upPorts = portsOf(leafUp, up);
  const downPorts = portsOf(spineDown, spine.down);
  const taken = new Int32Array(spine.count);
  const spines = Array.from({ length: spine.count }, (_, s) => switchId(plane, 'spine', s));
  for (let i = 0; i < leaf.count; i++) {
    const vertex = switchId(plane, 'leaf', i);
    for (let j = 0; j < up; j++) {
      const s = (i * up + j) % spine.count;
      writer.addCable({
        plane,
        gbps: leaf.upGbps!,
        lower: { vertex, port: upPorts[j]! },
        upper: { vertex: spines[s]!, port: downPorts[taken[s]!++]! },
      });
    }
  }
}
