import { pointerTo } from '../../../finding/pointer.js';
import { type Finding, finding } from '../../../finding/rule.js';
import { divisors } from '../../../std/divisors.js';
import { portBudget } from '../../port-rules.js';
import type { WrittenTier } from '../cable-speed.js';
import { tierSize } from '../tier-rule.js';
import { nearestOf } from './pods.js';
import { type Above, capacityDown, noRoom, uplinksOf } from './tier.js';

/** What a tier of spines or cores stands on; undefined: it depends on something that is wrong. */
export interface Ground {
  readonly lower: WrittenTier;
  readonly uplink: Above;
  /** Uplinks of each child. */
  readonly up: number | undefined;
  /** Children that share the parents of a group. Spines: leaves of a pod; cores: pods. */
  readonly children: number | undefined;
  /** Groups of parents. Spines: pods; cores: spines of a pod. */
  readonly groups: number | undefined;
  readonly hasPods: boolean;
  /** A stated count that does not divide is dealt. */
  readonly deal: boolean;
}

/** What is known of a tier of spines or cores. */
export interface UpperNumbers {
  readonly count?: number | undefined;
  /** Parents of a group: w₂ spines, w₃ cores. */
  readonly parents?: number | undefined;
  readonly down?: number | undefined;
  readonly up?: number | undefined;
  readonly findings: readonly Finding[];
}

/** The numbers of a tier above the leaves (LANGUAGE section 3.2). */
export function upperNumbers(written: WrittenTier, ground: Ground, above: Above): UpperNumbers {
  const { uplink } = ground;
  const below = uplink ? { gbps: uplink.gbps, split: uplink.upperSplit } : undefined;
  const capacity = capacityDown(written, below, above);
  if (capacity !== undefined && capacity < 1) return { findings: [noRoom(written)] };
  const known = fullGround(ground, capacity);
  const parents = known && parentsOf(written, known);
  const counted = typeof parents === 'number' ? parents : undefined;
  const come = known && counted && fullest(known, counted);
  const down = written.tier.down ?? come;
  const { up, findings } = uplinksOf(written, down, below, above);
  return {
    ...(known && counted ? { count: known.groups * counted, parents: counted } : {}),
    ...{ down, up },
    findings: [...(parents && typeof parents !== 'number' ? [parents] : []), ...findings],
  };
}

/** The most cables that come to one of so many parents: dealing fills them in turn. */
export const fullest = (
  { children, up }: { readonly children: number; readonly up: number },
  parents: number,
): number => Math.ceil((children * up) / parents);

interface FullGround {
  readonly ground: Ground;
  readonly up: number;
  readonly children: number;
  readonly groups: number;
  /** Cables that fit one parent. */
  readonly capacity: number;
}

function fullGround(ground: Ground, capacity: number | undefined): FullGround | undefined {
  const { up, children, groups } = ground;
  return up === undefined || !children || !groups || capacity === undefined
    ? undefined
    : { ground, up, children, groups, capacity };
}

/** Parents of a group: the fewest that spread evenly, or what a stated count gives. */
function parentsOf(written: WrittenTier, full: FullGround): number | Finding {
  const { ground, up, children, groups, capacity } = full;
  const { name, tier } = written;
  // A divisor of `up` gives every parent the same number of cables from every child.
  const even = divisors(up).filter((w) => children * (up / w) <= capacity);
  const stated = tier.count;
  if (even.length === 0 && (stated === undefined || !ground.deal)) return noCount(written, full);
  if (stated === undefined) return even[0]!;

  const least = Math.ceil((children * up) / capacity);
  const wanted = stated / groups;
  const dealt = [Math.floor(wanted), Math.ceil(wanted)].map((w) => Math.max(w, least));
  const near = (ground.deal ? [...new Set(dealt)] : nearestOf(even, wanted)).map((w) => w * groups);
  const place = pointerTo(written.at, 'count');
  const args = { tier: name, lower: ground.lower.name, count: stated, groups, near };
  if (!Number.isInteger(wanted)) {
    return finding(tierSize, 'tier-size-count-not-whole', args, place);
  }
  if (wanted < least || (up % wanted !== 0 && !ground.deal)) {
    const more = { up, least: least * groups, deal: ground.deal };
    return finding(tierSize, 'tier-size-count', { ...args, ...more }, place);
  }
  return wanted;
}

function noCount(written: WrittenTier, { ground, up, children, capacity }: FullGround): Finding {
  const { name, tier, model, at } = written;
  const downStated = tier.down !== undefined;
  const args = {
    tier: name,
    lower: ground.lower.name,
    ...{ up, children, room: capacity, model: model.name, downStated, pods: ground.hasPods },
  };
  return finding(portBudget, 'port-budget-no-count', args, downStated ? pointerTo(at, 'down') : at);
}
