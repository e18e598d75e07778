import { rule } from '../../finding/rule.js';
import { quoted } from '../../std/terminal.js';
import { formatCount, formatCounted, plural } from '../../std/units.js';

/** A stated count of spines or cores, and the groups that it is shared out to. */
export interface SharedCount {
  readonly tier: string;
  readonly lower: string;
  readonly count: number;
  /** Spines: pods. Cores: spines of a pod, whose cables go to cores of their own. */
  readonly groups: number;
  readonly near: readonly number[];
}

export const tierSize = rule({
  id: 'tier-size',
  summary: 'the tiers of a fat-tree come out whole',
  explanation: `Proves that the tiers of a fat-tree fit on top of each other, and that their counts,
stated or derived, are whole and large enough: \`leaf.count\` is a multiple of the leaves of a unit
and reaches the last host; units and rails make whole pods; uplinks come out whole; \`spine.count\`
is so many spines for each pod, and they divide the uplinks of a leaf, so that every pair has the
same number of cables (24 leaves with 32 uplinks on 64 ports need 16 spines, not 12);
\`core.count\` is so many cores for each spine of a pod, and they divide the uplinks of a spine.

To mend it: take one of the counts that the message offers, or state \`"uneven": "deal"\` to wire a
count that does not divide by dealing.`,
  messages: {
    'tier-size-leaf-count': (a: { count: number; perUnit: number; needed: number }) =>
      `leaf.count is ${formatCount(a.count)}; it must be ${a.perUnit > 1 ? `a multiple of ${a.perUnit} (the leaves of a unit) and ` : ''}at least ${formatCount(a.needed)} to reach the last host`,
    'tier-size-up-not-whole': (a: {
      tier: string;
      up: number;
      down: number;
      gbps: number;
      upGbps: number;
    }) =>
      `non-blocking uplinks of a ${a.tier} come out as ${a.down} × ${a.gbps} ÷ ${a.upGbps} = ${a.up}, which is not a whole number of cables ≥ 1; state "up"`,
    'tier-size-up-none': (a: { tier: string; model: string; uplinkPorts: number }) =>
      `a ${a.tier} has no port for uplinks: "upReserved" takes ${a.uplinkPorts === 1 ? 'the uplink port' : `all ${a.uplinkPorts} uplink ports`} of ${quoted(a.model)}; lower it to at most ${a.uplinkPorts - 1}`,
    'tier-size-up-on-top': ({ tier, key }: { tier: string; key: string }) =>
      `${tier} is the top tier: it has no "${key}" (ports kept for a tier outside this file are upReserved)`,
    'tier-size-count-not-whole': ({ tier, count, groups, near }: SharedCount) =>
      `${tier}.count is ${formatCount(count)}, which is no multiple of ${
        tier === 'core'
          ? `the ${formatCounted(groups, 'spine')} of a pod; each of them is joined to cores of its own`
          : `the ${formatCounted(groups, 'pod')}; each of them has spines of its own`
      }${offer(near, 'nearest that fit')}`,
    'tier-size-count': (a: SharedCount & { up: number; least: number; deal: boolean }) =>
      a.count < a.least
        ? `${a.tier}.count is ${formatCount(a.count)}, but the uplinks of the ${plural(a.lower)} need at least ${formatCounted(a.least, a.tier)}${offer(a.near, a.deal ? 'nearest that fits' : `nearest that ${a.near.length === 1 ? 'spreads' : 'spread'} ${formatCounted(a.up, 'uplink')} evenly`)}`
        : `${a.tier}.count is ${formatCount(a.count)}${share(a)} not divide the ${formatCounted(a.up, 'uplink')} of a ${a.lower}${offer(a.near, 'nearest that do and fit')}${a.near.length === 0 ? ';' : ','} or state "uneven": "deal"`,
    'tier-size-no-room': ({ model }: { model: string }) =>
      `no port of ${quoted(model)} is left for cables from below: uplinks and reserved ports take them all; lower "up", "upReserved" or the "reservedPorts" of the model`,
    'tier-size-core-without-spine': (_: object) =>
      'a core stands above spines, which this fat-tree does not have; state "spine", or call this tier "spine"',
    'tier-size-core-without-pod': ({ byRail }: { byRail: boolean }) =>
      `a core joins pods, leaves that share their spines; state "pod", so many consecutive units: { "units": … }${byRail ? ', or rails: { "rails": 1 }' : ''}`,
    'tier-size-pod-without-core': (_: object) =>
      'pods are joined by a core or by "cables", and this plane set has neither; state "core", or remove "pod"',
    'tier-size-pod-units': (a: {
      units: number;
      podUnits: number;
      whole: number;
      near: readonly number[];
    }) =>
      `${formatCounted(a.units, 'unit')} cannot be cut into pods of ${formatCounted(a.podUnits, 'unit')}; state "leaf.count": ${a.whole} to build the last pod whole, or "pod.units": ${a.near.join(' or ')}`,
    'tier-size-pod-rails-unused': ({ rails }: { rails: number }) =>
      `"pod.rails": ${rails} cuts pods by rail, but rails have no leaves of their own here; remove it, or attach by oneLeafPer "rail" or "rail+port"`,
    'tier-size-pod-rails': (a: {
      rails: number;
      podRails: number;
      railsPerLeaf: number;
      near: readonly number[];
    }) =>
      `pod.rails is ${a.podRails}; it must divide the ${formatCounted(a.rails, 'rail')} of a plane${a.railsPerLeaf > 1 ? ` and be a multiple of railsPerLeaf, ${a.railsPerLeaf}` : ''}${offer(a.near, 'nearest')}`,
  },
});

/** What a count means for one pod, or for one spine of it, up to "does not divide". */
function share({ tier, count, groups }: SharedCount): string {
  if (groups === 1) return ', which does';
  const each = count / groups;
  const whose = tier === 'core' ? 'for each spine of a pod' : 'for each pod';
  return `: ${formatCounted(each, tier)} ${whose} ${each === 1 ? 'does' : 'do'}`;
}

const offer = (near: readonly number[], what: string): string =>
  near.length === 0 ? '' : `; ${what}: ${near.map(formatCount).join(' or ')}`;
