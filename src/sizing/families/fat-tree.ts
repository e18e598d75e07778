import type { FatTreeInput, TierInput } from '../../spec/topology.js';
import { formatSpeed } from '../../std/units.js';
import { type Ground, groundOf, type Tree } from '../fat-tree/ground.js';
import { mostUnderThreeTiers, threeTiers } from '../fat-tree/three-tiers.js';
import { mostUnderOneTier, mostUnderTwoTiers, oneTier, twoTiers } from '../fat-tree/two-tiers.js';
import type { Draft, Generator } from '../generator.js';
import { type Wiring, wiringsOf } from '../wirings.js';
import { type Question, type Ratio, ratiosUpTo } from '../wish.js';

/** A way to stack tiers: its tree for a plane, and the most hosts that it takes. */
interface Stack {
  readonly words: string;
  readonly name: string;
  readonly tiers: number;
  readonly tree: (ground: Ground) => Tree | null;
  readonly most: (ground: Ground) => number;
}

const stacks: readonly Stack[] = [
  {
    words: 'one switch per plane',
    name: '1-tier',
    tiers: 1,
    tree: oneTier,
    most: mostUnderOneTier,
  },
  {
    words: 'two-tier fat-tree',
    name: '2-tier',
    tiers: 2,
    tree: twoTiers,
    most: mostUnderTwoTiers,
  },
  {
    words: 'three-tier fat-tree',
    name: '3-tier',
    tiers: 3,
    tree: (ground) => threeTiers(ground, 'unit'),
    most: (ground) => mostUnderThreeTiers(ground, 'unit'),
  },
  {
    words: 'three-tier fat-tree, pods by rail',
    name: '3-tier-rail-pods',
    tiers: 3,
    tree: (ground) => (ground.leafRails > 1 ? threeTiers(ground, 'rail') : null),
    most: (ground) => mostUnderThreeTiers(ground, 'rail'),
  },
];

/**
 * Fat-trees of one to three tiers: for each wiring, ratio, speed of the cables between switches and
 * kind of pod the one with the fewest switches. Oversubscription is at the leaves.
 */
export const fatTree: Generator = {
  drafts: (question) =>
    wiringsOf(question).flatMap((wiring) =>
      ratiosUpTo(question.oversubscription).flatMap((ratio) =>
        splitsOf(question).flatMap((split) => {
          const ground = groundOf(question, wiring, ratio, split);
          return stacks.flatMap((stack) => {
            const tree = stack.tree(ground);
            return tree ? [draft({ question, wiring, ratio, split, stack, ground }, tree)] : [];
          });
        }),
      ),
    ),
  most: (question) =>
    Math.max(
      0,
      ...wiringsOf(question).flatMap((wiring) =>
        splitsOf(question).flatMap((split) => {
          const ground = groundOf(question, wiring, question.oversubscription, split);
          return stacks.map((stack) => stack.most(ground) * question.nicsPerHost);
        }),
      ),
    ),
};

/** Into how many cables a port may be split for uplinks; whole ports first. */
const splitsOf = ({ switchModel }: Question): number[] => [1, ...switchModel.splits];

interface Choice {
  readonly question: Question;
  readonly wiring: Wiring;
  readonly ratio: Ratio;
  readonly split: number;
  readonly stack: Stack;
  readonly ground: Ground;
}

function draft(choice: Choice, tree: Tree): Draft {
  const { question, wiring, ratio, split, stack, ground } = choice;
  const gbps = question.switchModel.portGbps / split;
  const slower = split > 1 && tree.up !== undefined;
  return {
    planeSet: {
      attach: { ...wiring.attach, hostsPerUnit: tree.hostsPerUnit },
      fatTree: written(tree, question.switchModel.name, gbps),
    },
    wiring,
    ratio,
    words: `${stack.words}${slower ? `, ${formatSpeed(gbps)} between switches` : ''}`,
    name: `${stack.name}${slower ? `-split-${split}` : ''}`,
    tiers: stack.tiers,
    // Up to a tier in which the two ends meet, and down again: every spine has a cable from every
    // leaf of its pod, every core one from every pod.
    hops: 2 * stack.tiers,
    growsTo: stack.most(ground) * question.nicsPerHost,
  };
}

/** A tree in the language, all of it stated. */
function written(tree: Tree, model: string, upGbps: number): FatTreeInput {
  const { leaves, up, spines, spineUp, cores, pod } = tree;
  const upwards = (cables: number | undefined): Partial<TierInput> =>
    cables === undefined ? {} : { up: cables, upGbps };
  return {
    leaf: { model, count: leaves, ...upwards(up) },
    ...(spines === undefined ? {} : { spine: { model, count: spines, ...upwards(spineUp) } }),
    ...(cores === undefined ? {} : { core: { model, count: cores } }),
    ...(pod === undefined ? {} : { pod }),
  };
}
