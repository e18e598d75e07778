import { planeId, switchId } from '../../../fabric/ids.js';
import { uplinkGbpsOf } from '../../../spec/families/cable-speed.js';
import { podOfLeaf, podsOf } from '../../../spec/families/fat-tree/pods.js';
import type { Tier } from '../../../spec/topology.js';
import { present } from '../../../std/assert.js';
import type { FamilyQuestion, SwitchIds } from '../../family.js';
import { switchModel } from '../../switch-model.js';
import type { FabricWriter } from '../../writer.js';

/** Adds the leaves, spines and cores of a plane. */
export function addSwitches(question: FamilyQuestion, p: number, writer: FabricWriter): SwitchIds {
  const { planeSet, placed } = question;
  const { leaf, spine, core, pod } = present(planeSet.fatTree, 'fatTree');
  const ids = [addLeaves(question, p, writer)];
  if (spine) {
    const pods = pod && podsOf({ pod }, placed.attachment, leaf.count);
    const perPod = pods && spine.count / pods.count;
    const podOf = (index: number) => (perPod ? { pod: Math.floor(index / perPod) } : {});
    ids.push(addTier(question, p, { name: 'spine', tier: spine, more: podOf }, writer));
  }
  if (core) ids.push(addTier(question, p, { name: 'core', tier: core, more: () => ({}) }, writer));
  return ids;
}

/** What a switch has beside what all of its tier have. */
interface More {
  readonly unit?: number;
  readonly rails?: readonly [first: number, last: number];
  readonly pod?: number;
}

function addLeaves(question: FamilyQuestion, p: number, writer: FabricWriter): string[] {
  const { planeSet, placed } = question;
  const a = placed.attachment;
  const { leaf, pod } = present(planeSet.fatTree, 'fatTree');
  const pods = pod && podsOf({ pod }, a, leaf.count);
  const planeRail = a.planePerRail ? Math.floor(p / (a.planePerPort ? a.ports : 1)) : -1;
  const more = (index: number): More => {
    const column = index % a.leavesPerUnit;
    const group = Math.floor(column / (a.leafPerPort ? a.portsInPlane : 1));
    const first = a.planePerRail ? planeRail : group * a.railsPerLeaf;
    const last = a.planePerRail ? planeRail : first + a.railsPerLeaf - 1;
    return {
      unit: Math.floor(index / a.leavesPerUnit),
      ...(a.planePerRail || a.leafPerRail ? { rails: [first, last] as const } : {}),
      ...(pods ? { pod: podOfLeaf(a, pods, index).pod } : {}),
    };
  };
  return addTier(question, p, { name: 'leaf', tier: leaf, more }, writer);
}

function addTier(
  { topology, name: planeSet }: FamilyQuestion,
  p: number,
  { name, tier, more }: { name: string; tier: Tier; more: (index: number) => More },
  writer: FabricWriter,
): string[] {
  const plane = planeId(planeSet, p);
  const model = switchModel(topology, tier.model);
  const ids = Array.from({ length: tier.count }, (_, index) => switchId(plane, name, index));
  ids.forEach((id, index) => {
    writer.addSwitch(id, {
      kind: 'switch',
      planeSet,
      plane,
      tier: name,
      index,
      model,
      upReserved: tier.upReserved,
      upReservedGbps: uplinkGbpsOf(model),
      ...more(index),
    });
  });
  return ids;
}
