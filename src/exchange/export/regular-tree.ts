import type { CompactFabric } from '../../fabric/compact.js';
import { groupBy } from '../../std/group.js';
import { formatCount, formatCounted } from '../../std/units.js';
import { Bundles } from './bundles.js';
import { betweenPlanes } from './cables.js';

/**
 * A plane that is a fat-tree of the plainest kind: all switches of a tier alike, every leaf of a pod
 * on every spine of it, the spines with the same place in their pods on the same cores, and all
 * bundles of a level equal. Verified cable by cable.
 */
export interface RegularTree {
  /** Endpoints in order of their leaves; each leaf has as many. */
  readonly endpoints: readonly number[];
  /** In order of pods. Without a core there is one pod. */
  readonly leaves: readonly number[];
  /** In order of pods; in each pod those with the same cores have the same place. */
  readonly spines: readonly number[];
  /** In order of the places of their spines. */
  readonly cores: readonly number[];
  readonly pods: number;
  /** From the endpoints up: cables of a bundle, and their speed. */
  readonly steps: readonly Step[];
}

interface Step {
  readonly parallel: number;
  readonly gbps: number;
}

type Found<T> = T | { readonly problem: string };

/** The plane as a regular tree, or the first thing that is not regular in it. */
export function regularTree(fabric: CompactFabric, plane: number): Found<RegularTree> {
  const tiers = tiersOf(fabric, plane);
  if ('problem' in tiers) return tiers;
  const { bundles, switches } = tiers;
  const [leaves = [], spines = [], cores = []] = switches;
  const steps: Step[] = [];
  for (let level = 0; level < switches.length; level++) {
    const step = bundles.stepBelow(switches[level]!);
    if ('problem' in step) return step;
    steps.push(step);
  }
  const hosts = bundles.evenly(leaves, 'below', 'NICs');
  if (hosts !== null) return { problem: hosts };
  if (spines.length === 0 && leaves.length > 1) {
    return { problem: `no switch connects its ${formatCounted(leaves.length, 'leaf')}` };
  }
  const endpoints = leaves.flatMap((leaf) => bundles.below(leaf));
  const twice = endpoints.find((e) => bundles.above(e).length > 1);
  if (twice !== undefined) {
    const on = bundles
      .above(twice)
      .slice(0, 2)
      .map((leaf) => fabric.vertexIds[leaf]!);
    return { problem: `${fabric.vertexIds[twice]!} is on ${on.join(' and on ')}` };
  }
  const podsFound = podsOf(fabric, bundles, leaves, spines);
  if ('problem' in podsFound) return podsFound;
  const { pods } = podsFound;
  if (cores.length === 0 && pods.length > 1) {
    return { problem: `leaves are in ${formatCount(pods.length)} parts that no spine connects` };
  }
  const placed = cores.length > 0 ? corePlaces(fabric, bundles, pods, cores) : { places: [] };
  if ('problem' in placed) return placed;
  const { places } = placed;
  const ordered = pods.flatMap(({ spines: inside }) =>
    places.length > 0
      ? places.map(({ spines: same }) => same.find((s) => inside.includes(s))!)
      : inside,
  );
  const orderedLeaves = pods.flatMap((pod) => pod.leaves);
  return {
    endpoints: orderedLeaves.flatMap((leaf) => bundles.below(leaf)),
    leaves: orderedLeaves,
    spines: ordered,
    cores: places.flatMap((place) => place.cores),
    pods: pods.length,
    steps,
  };
}

/** The switches of a plane by tier, none of which is cabled to its own or to one two tiers away. */
function tiersOf(
  fabric: CompactFabric,
  plane: number,
): Found<{ bundles: Bundles; switches: readonly (readonly number[])[] }> {
  const { planes, planeSets, switches, endpointCount, vertexIds, cableId } = fabric;
  const { id, planeSet } = planes[plane]!;
  const { tiers } = planeSets[planeSet]!;
  const levelOf = (v: number) =>
    v < endpointCount ? 0 : 1 + tiers.indexOf(switches[v - endpointCount]!.tier);
  const byLevel = [...groupBy(planes[plane]!.switches, levelOf)].sort(([a], [b]) => a - b);
  if (byLevel.length === 0) return { problem: `${id} has no switches` };
  if (byLevel.length > 3) return { problem: `${id} has ${byLevel.length} tiers of switches` };
  const between = betweenPlanes(fabric, plane);
  if (between !== undefined) return { problem: `${cableId(between)} joins two planes` };
  const bundles = new Bundles(fabric, plane, levelOf);
  const level = bundles.skipping();
  if (level !== null) {
    const [a, b] = level.map((v) => vertexIds[v]!);
    return { problem: `${a} is cabled to ${b}, which is not in the next tier` };
  }
  return { bundles, switches: byLevel.map(([, members]) => members) };
}

interface Pod {
  readonly leaves: readonly number[];
  readonly spines: readonly number[];
}

/** Leaves with the same spines are a pod; two pods share none. */
function podsOf(
  fabric: CompactFabric,
  bundles: Bundles,
  leaves: readonly number[],
  spines: readonly number[],
): Found<{ pods: Pod[] }> {
  const pods = [...groupBy(leaves, (leaf) => bundles.above(leaf).join())].map(([, members]) => ({
    leaves: members,
    spines: bundles.above(members[0]!),
  }));
  const [first] = pods;
  for (const pod of pods) {
    const leaf = fabric.vertexIds[pod.leaves[0]!]!;
    if (spines.length > 0 && pod.spines.length === 0) return { problem: `${leaf} has no uplinks` };
    const other = pods.find((one) => one !== pod && one.spines.some((s) => pod.spines.includes(s)));
    if (other) {
      const mate = fabric.vertexIds[other.leaves[0]!]!;
      return { problem: `${leaf} and ${mate} share some of their spines, not all` };
    }
    if (pod.leaves.length !== first!.leaves.length || pod.spines.length !== first!.spines.length) {
      const sizes = [first!, pod].map(
        (one) =>
          `${formatCounted(one.leaves.length, 'leaf')} below ${formatCounted(one.spines.length, 'spine')}`,
      );
      return { problem: `pods differ: ${sizes.join(', ')} (that of ${leaf})` };
    }
  }
  const lone = spines.find((spine) => bundles.below(spine).length === 0);
  if (lone !== undefined) return { problem: `${fabric.vertexIds[lone]!} has no leaves` };
  return { pods };
}

/** Spines with the same cores have the same place, one in every pod; each core is of one place. */
function corePlaces(
  fabric: CompactFabric,
  bundles: Bundles,
  pods: readonly Pod[],
  cores: readonly number[],
): Found<{ places: readonly { spines: readonly number[]; cores: readonly number[] }[] }> {
  const places = [
    ...groupBy(
      pods.flatMap((pod) => pod.spines),
      (s) => bundles.above(s).join(),
    ),
  ].map(([, spines]) => ({ spines, cores: bundles.above(spines[0]!) }));
  const used = new Set<number>();
  for (const { spines, cores: own } of places) {
    const name = fabric.vertexIds[spines[0]!]!;
    const onePerPod = pods.every(
      (pod) => spines.filter((s) => pod.spines.includes(s)).length === 1,
    );
    if (!onePerPod)
      return { problem: `the cores of ${name} are not those of one spine in every pod` };
    if (own.length !== places[0]!.cores.length) {
      return {
        problem: `${name} has ${formatCounted(own.length, 'core')}, ${fabric.vertexIds[places[0]!.spines[0]!]!} ${places[0]!.cores.length}`,
      };
    }
    for (const core of own) {
      if (used.has(core))
        return { problem: `${fabric.vertexIds[core]!} is a core of several places` };
      used.add(core);
    }
  }
  const lone = cores.find((core) => !used.has(core));
  if (lone !== undefined) return { problem: `${fabric.vertexIds[lone]!} has no spines` };
  return { places };
}
