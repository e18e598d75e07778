import { pointerTo } from '../../finding/pointer.js';
import { type Finding, finding } from '../../finding/rule.js';
import { present } from '../../std/assert.js';
import type { Attachment } from '../attachment.js';
import type { FatTree, FatTreeInput, Tier } from '../topology.js';
import { upSpeed, type WrittenTier } from './cable-speed.js';
import { type LeafNumbers, leafNumbers } from './fat-tree/leaf.js';
import { type Pods, podFindings, podsOf, unitFindings } from './fat-tree/pods.js';
import { type Above, filledTier, type TierNumbers } from './fat-tree/tier.js';
import { type UpperNumbers, upperNumbers } from './fat-tree/upper.js';
import type { Shape, ShapeAnswer, ShapeQuestion, SwitchCables } from './shape.js';
import { tierSize } from './tier-rule.js';

const tierNames = ['leaf', 'spine', 'core'] as const;

export const fatTreeShape: Shape = {
  called: 'fat-tree',
  derive: deriveFatTree,
  tiers: ({ fatTree }) =>
    tierNames.flatMap((name) => {
      const tier = present(fatTree, 'fatTree')[name];
      return tier ? [{ name, model: tier.model, count: tier.count }] : [];
    }),
  switchCables: ({ fatTree }) => {
    const { leaf, spine, core } = present(fatTree, 'fatTree');
    return [
      ...(spine ? [uplinks('leaf-spine', leaf)] : []),
      ...(spine && core ? [uplinks('spine-core', spine)] : []),
    ];
  },
};

const uplinks = (kind: 'leaf-spine' | 'spine-core', { count, up, upGbps }: Tier): SwitchCables => ({
  kind,
  gbps: present(upGbps, 'upGbps'),
  count: count * present(up, 'up'),
});

/**
 * Fills the defaults of a fat-tree (LANGUAGE section 3.2), or says all that keeps it from being
 * built. Numbers that depend on something that is wrong are not known, and nothing is said of them.
 */
function deriveFatTree(question: ShapeQuestion): ShapeAnswer | Finding[] {
  const { set, attachment, pointer } = question;
  const fatTree = present(set.fatTree, 'fatTree');
  const at = pointerTo(pointer, 'fatTree');
  const tiers = writtenTiers(question, fatTree, at);
  const hasCables = (set.cables ?? []).length > 0;
  const podsWrong = podFindings(fatTree, attachment, hasCables, at);
  const structure = [...podsWrong, ...topTierHasNoUp(tiers)];
  // Nobody knows where the uplinks of leaves below a core are to go.
  if (fatTree.core && !fatTree.spine) return structure;

  const speeds = tiers.map((tier, i) => (tiers[i + 1] ? upSpeed(tier, tiers[i + 1]!) : null));
  const above = speeds.map((speed): Above => (Array.isArray(speed) ? undefined : speed));
  const leaves = leafNumbers(question, tiers[0]!, above[0]!);
  const unitsWrong = unitFindings(fatTree, attachment, leaves.count, at);
  const podsKnown = podsWrong.length === 0 && unitsWrong.length === 0;
  const pods =
    podsKnown && leaves.count !== undefined ? podsOf(fatTree, attachment, leaves.count) : undefined;
  const uppers = upperTiers(fatTree, { tiers, above }, leaves, pods);

  const findings = [
    ...structure,
    ...speeds.flatMap((speed) => (Array.isArray(speed) ? speed : [])),
    ...leaves.findings,
    ...unitsWrong,
    ...uppers.flatMap((numbers) => numbers.findings),
  ];
  // A model may be wrong by itself: then there is nothing to say here, and nothing to build.
  if (findings.length > 0 || above.includes(undefined)) return findings;
  const numbers = [leaves, ...uppers];
  const filled = tiers.map((tier, i): [string, Tier] => [
    tier.name,
    filledTier(tier, above[i]!, allOf(numbers[i]!)),
  ]);
  const pod = podFilled(fatTree, attachment, pods);
  return {
    hostsPerUnit: present(leaves.hostsPerUnit, 'hostsPerUnit'),
    filled: { fatTree: { ...fatTree, ...Object.fromEntries(filled), ...pod } as FatTree },
  };
}

function writtenTiers({ model }: ShapeQuestion, fatTree: FatTreeInput, at: string): WrittenTier[] {
  return tierNames.flatMap((name) => {
    const tier = fatTree[name];
    return tier ? [{ name, tier, model: model(tier.model), at: pointerTo(at, name) }] : [];
  });
}

function topTierHasNoUp(tiers: readonly WrittenTier[]): Finding[] {
  const { name: tier, tier: top, at } = tiers.at(-1)!;
  return (['up', 'upGbps'] as const)
    .filter((key) => top[key] !== undefined)
    .map((key) => {
      const place = { pointer: pointerTo(at, key), part: 'key' } as const;
      return finding(tierSize, 'tier-size-up-on-top', { tier, key }, place);
    });
}

/** The spines and, if there are, the cores: both by one rule, on what is known below them. */
function upperTiers(
  { pod, uneven }: FatTreeInput,
  { tiers, above }: { readonly tiers: readonly WrittenTier[]; readonly above: readonly Above[] },
  leaves: LeafNumbers,
  pods: Pods | undefined,
): UpperNumbers[] {
  const [leaf, spine, core] = tiers;
  if (!leaf || !spine) return [];
  const common = { hasPods: pod !== undefined, deal: uneven === 'deal' };
  const ofPod = { up: leaves.up, children: pods?.leaves, groups: pods?.count };
  const onLeaves = { lower: leaf, uplink: above[0], ...ofPod, ...common };
  const spines = upperNumbers(spine, onLeaves, above[1]);
  if (!core) return [spines];
  const ofIndex = { up: spines.up, children: pods?.count, groups: spines.parents };
  const onSpines = { lower: spine, uplink: above[1], ...ofIndex, ...common };
  return [spines, upperNumbers(core, onSpines, above[2])];
}

/** Numbers against which nothing was found are all known. */
const allOf = ({ count, down, up }: LeafNumbers | UpperNumbers): TierNumbers => ({
  count: present(count, 'count'),
  down: present(down, 'down'),
  up: present(up, 'up'),
});

/** Rails only where leaves are by rail. */
function podFilled(
  { pod }: FatTreeInput,
  { leafPerRail }: Attachment,
  pods: Pods | undefined,
): Pick<FatTree, 'pod'> {
  if (!pod) return {};
  const { units, rails } = present(pods, 'pods');
  return { pod: leafPerRail ? { units, rails } : { units } };
}
