import type { PortNumber } from '../../../fabric/attributes.js';
import { planeId } from '../../../fabric/ids.js';
import { podOfLeaf, podsOf } from '../../../spec/families/fat-tree/pods.js';
import { present } from '../../../std/assert.js';
import { leafSockets } from '../../attach.js';
import type { FamilyQuestion, SwitchIds } from '../../family.js';
import type { FabricWriter } from '../../writer.js';
import { downGbps, downPorts, upPorts } from './regions.js';

export { addSwitches } from './switches.js';

/** Endpoints are cabled to the down region of a leaf (LANGUAGE section 6). */
export function sockets(question: FamilyQuestion) {
  const { planeSet, placed } = question;
  const { leaf } = present(planeSet.fatTree, 'fatTree');
  const lastSlot = placed.slots.reduce(
    (last, slots) => slots.reduce((a, b) => Math.max(a, b), last),
    -1,
  );
  // A leaf may have far more ports than there are hosts.
  const reached = (lastSlot + 1) * placed.attachment.hostPortsPerLeaf;
  return leafSockets(downPorts(question, 'leaf', Math.min(leaf.down, reached)));
}

/** Cables the leaves of a plane to its spines, pod by pod, and these to the cores. */
export function addSwitchCables(
  question: FamilyQuestion,
  p: number,
  [leaves, spines, cores]: SwitchIds,
  writer: FabricWriter,
): void {
  if (!leaves || !spines) return;
  const { attachment } = question.placed;
  const fatTree = present(question.planeSet.fatTree, 'fatTree');
  const plane = planeId(question.name, p);
  const pods = podsOf(fatTree, attachment, leaves.length);
  const perPod = spines.length / pods.count;
  const ofLeaf = (leaf: number): Child => {
    const { pod, rank } = podOfLeaf(attachment, pods, leaf);
    return { rank, firstParent: pod * perPod };
  };
  deal(tiersOf(question, plane, ['leaf', leaves], ['spine', spines]), perPod, ofLeaf, writer);
  if (!cores) return;

  const perIndex = cores.length / perPod;
  const ofSpine = (spine: number): Child => ({
    rank: Math.floor(spine / perPod),
    firstParent: (spine % perPod) * perIndex,
  });
  deal(tiersOf(question, plane, ['spine', spines], ['core', cores]), perIndex, ofSpine, writer);
}

/** Two tiers of a plane that are cabled, and the ports of each switch that the cables fill. */
interface DealtTiers {
  readonly plane: string;
  readonly gbps: number;
  readonly lower: { readonly ids: readonly string[]; readonly ports: readonly PortNumber[] };
  readonly upper: { readonly ids: readonly string[]; readonly ports: readonly PortNumber[] };
}

type NamedTier = readonly [name: 'leaf' | 'spine' | 'core', ids: readonly string[]];

function tiersOf(
  question: FamilyQuestion,
  plane: string,
  [lower, children]: NamedTier,
  [upper, parents]: NamedTier,
): DealtTiers {
  const ports = upPorts(question, lower);
  // Dealing fills parents in turn: none of them has more than its share, rounded up.
  const come = Math.ceil((children.length * ports.length) / parents.length);
  return {
    plane,
    gbps: downGbps(question, upper),
    lower: { ids: children, ports },
    upper: { ids: parents, ports: downPorts(question, upper, come) },
  };
}

/** A switch with uplinks: its rank among the children of its group, and their first parent. */
interface Child {
  readonly rank: number;
  readonly firstParent: number;
}

/**
 * The dealing rule: uplink j of child i goes to parent (i·up + j) mod w of its group; the down ports
 * of a parent fill in the order in which cables come.
 */
function deal(
  { plane, gbps, lower, upper }: DealtTiers,
  w: number,
  childOf: (index: number) => Child,
  writer: FabricWriter,
): void {
  const up = lower.ports.length;
  const taken = new Int32Array(upper.ids.length);
  lower.ids.forEach((vertex, index) => {
    const { rank, firstParent } = childOf(index);
    for (let j = 0; j < up; j++) {
      const parent = firstParent + ((rank * up + j) % w);
      writer.addCable({
        plane,
        gbps,
        lower: { vertex, port: lower.ports[j]! },
        upper: { vertex: upper.ids[parent]!, port: upper.ports[taken[parent]!++]! },
      });
    }
  });
}
