import { type Attachment, nicGbps, unitsOf } from './attach.js';
import { type Attach, type Document, type FatTree, must, whole } from './document.js';
import { type Family, splitOf } from './family.js';
import { dealt, type Filled, filled, room, splitIn, uplinks, upperTier } from './tiers.js';

/** LANGUAGE section 3.2 and the fatTree of section 6. */
export function fatTree(
  document: Document,
  tree: FatTree,
  attach: Attach,
  attachment: Attachment,
  slots: number[][],
): Family {
  must(!tree.core || (tree.spine !== undefined && tree.pod !== undefined), 'core without a pod');
  const deal = tree.uneven === 'deal';
  const [leafAsWritten, spineAsWritten, coreAsWritten] = writtenTiers(document, tree);

  const aboveLeaf = uplinks(leafAsWritten!, spineAsWritten);
  const unit = unitOf(document, tree, attach, attachment, aboveLeaf);
  const leaf = filled(leafAsWritten!, unit.leafDown, nicGbps(attachment), aboveLeaf);
  const reached = unitsOf(slots, unit.hosts);
  const leaves = tree.leaf.count ?? reached * attachment.leavesPerUnit;
  must(leaves >= reached * attachment.leavesPerUnit, 'too few leaves');
  const ground = { tier: 'leaf', hostsPerUnit: unit.hosts, split: leaf.downSplit } as const;
  const family = (counts: Record<string, number>, tiers: Filled[], cables: Family['cables']) => {
    const splitAt = (name: string, port: number) => {
      const tier = tiers.find((filledTier) => filledTier.name === name);
      return tier ? splitIn(tier, port) : 1;
    };
    return { ground, counts: { leaf: leaves, ...counts }, cables, splitAt };
  };
  if (!spineAsWritten) return family({}, [leaf], () => []);

  const { pods, podOf } = podsOf(tree, attachment, leaves);
  const aboveSpine = uplinks(spineAsWritten, coreAsWritten);
  const perPod = { children: leaves / pods, groups: pods, deal };
  const { w: w2, numbers: spine } = upperTier(spineAsWritten, leaf, perPod, aboveSpine);
  const ranks = new Array<number>(pods).fill(0);
  const leafChildren = Array.from({ length: leaves }, (_, l) => {
    const pod = podOf(l);
    return { rank: ranks[pod]!++, firstParent: pod * w2 };
  });
  if (!coreAsWritten) {
    return family({ spine: w2 * pods }, [leaf, spine], (plane) =>
      dealt(plane, leaf, spine, leafChildren, w2),
    );
  }

  const perIndex = { children: pods, groups: w2, deal };
  const { w: w3, numbers: core } = upperTier(coreAsWritten, spine, perIndex, undefined);
  const spineChildren = Array.from({ length: w2 * pods }, (_, s) => ({
    rank: Math.floor(s / w2),
    firstParent: (s % w2) * w3,
  }));
  const counts = { spine: w2 * pods, core: w2 * w3 };
  return family(counts, [leaf, spine, core], function* (plane) {
    yield* dealt(plane, leaf, spine, leafChildren, w2);
    yield* dealt(plane, spine, core, spineChildren, w3);
  });
}

const writtenTiers = ({ switchModels = {} }: Document, tree: FatTree) =>
  (['leaf', 'spine', 'core'] as const).map((name) => {
    const tier = tree[name];
    return tier && { name, tier, model: switchModels[tier.model]! };
  });

/** Hosts of a unit, and `down` of a leaf: either follows from the other. */
function unitOf(
  document: Document,
  tree: FatTree,
  { hostsPerUnit }: Attach,
  attachment: Attachment,
  above: ReturnType<typeof uplinks>,
): { readonly hosts: number; readonly leafDown: number } {
  const [leaf] = writtenTiers(document, tree);
  const { portsPerHost: k } = attachment;
  const split = splitOf(leaf!.model, leaf!.model.portGbps, nicGbps(attachment));
  const derived = hostsPerUnit === undefined ? split * room(leaf!, above) : hostsPerUnit * k;
  const leafDown = tree.leaf.down ?? derived;
  const hosts = hostsPerUnit ?? Math.floor(leafDown / k);
  must(hosts >= 1 && hosts * k <= leafDown, 'the hosts of a unit do not fit its leaves');
  return { hosts, leafDown };
}

/** How many pods a plane has, and which leaf is in which. */
function podsOf({ pod }: FatTree, attachment: Attachment, leaves: number) {
  const { leavesPerUnit, columnsPerRail, rails, railsPerLeaf } = attachment;
  const units = whole(leaves / leavesPerUnit, 'units');
  const podUnits = pod?.units ?? units;
  const podRails = pod?.rails;
  const railGroups = podRails === undefined ? 1 : whole(rails / podRails, 'pods by rail');
  must(podRails === undefined || podRails % railsPerLeaf === 0, 'a leaf in two pods');
  const podOf = (leaf: number) => {
    const rail = Math.floor((leaf % leavesPerUnit) / columnsPerRail) * railsPerLeaf;
    const railGroup = podRails === undefined ? 0 : Math.floor(rail / podRails);
    return Math.floor(Math.floor(leaf / leavesPerUnit) / podUnits) * railGroups + railGroup;
  };
  return { pods: whole(units / podUnits, 'pods by unit') * railGroups, podOf };
}
