import type { Attachment } from '../../../spec/attachment.js';
import { podsOf } from '../../../spec/families/fat-tree/pods.js';
import type { FatTree, Tier } from '../../../spec/topology.js';
import { present } from '../../../std/assert.js';

/** Two tiers of a plane, one above the other, in the numbers of a PGFT (LANGUAGE section 3.2). */
export interface Step {
  readonly kind: 'leaf-spine' | 'spine-core';
  readonly lower: Tier;
  readonly upper: Tier;
  /** Children that share their parents: m. Leaves of a pod, or pods. */
  readonly children: number;
  /** Parents of a child: w. */
  readonly parents: number;
  /** Uplinks of a child; p = up ÷ w cables to each parent where w divides it. */
  readonly up: number;
}

/** The steps of a fat-tree, lowest first. */
export function stepsOf(fatTree: FatTree, attachment: Attachment): Step[] {
  const { leaf, spine, core } = fatTree;
  if (!spine) return [];
  const pods = podsOf(fatTree, attachment, leaf.count);
  const toSpines: Step = {
    kind: 'leaf-spine',
    lower: leaf,
    upper: spine,
    children: pods.leaves,
    parents: spine.count / pods.count,
    up: present(leaf.up, 'leaf.up'),
  };
  if (!core) return [toSpines];
  const toCores: Step = {
    kind: 'spine-core',
    lower: spine,
    upper: core,
    children: pods.count,
    parents: core.count / toSpines.parents,
    up: present(spine.up, 'spine.up'),
  };
  return [toSpines, toCores];
}
