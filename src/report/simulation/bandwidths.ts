import { groupBy } from '../../std/group.js';
import { formatBytes } from '../../std/units.js';
import type { CollectiveTime, SimulatedPoint, Simulation } from '../../whatif/simulation/answer.js';
import type { Reached } from './chart.js';

/** The bus bandwidth of one collective at one size and number of GPUs. */
export interface Bandwidth extends Reached {
  /** "all-reduce (ring)"; with its job or its size where only that tells it from another. */
  readonly what: string;
  readonly gpus: number;
  readonly bytes: number;
  /** So many alike collectives, of which this is the slowest. */
  readonly of: number;
  /** What makes `least` and `most` differ: so many seeds of hashes, or that only both ends are proved. */
  readonly spread: { readonly seeds: number } | 'ends' | null;
  /** Seeds, where their spread is not that of this collective. */
  readonly seedsApart: boolean;
  readonly unending: boolean;
}

export function bandwidthsOf({ points }: Simulation): Bandwidth[] {
  const name = namesOf(points);
  return points.flatMap((point) => {
    const alike = groupBy(point.collectives, (one) => name(point, one));
    return Array.from(alike, ([what, list]) => bandwidth(point, what, list));
  });
}

function bandwidth(
  { gpus, seeds, collectives }: SimulatedPoint,
  what: string,
  list: readonly CollectiveTime[],
): Bandwidth {
  const slowest = list.reduce((a, b) => (b.busGBps.lower < a.busGBps.lower ? b : a));
  const unending = list.some(({ us }) => us === null);
  const { bytes, busGBps } = slowest;
  const told = { what, gpus, bytes, of: list.length, unending };
  if (seeds && !unending && list.length === collectives.length) {
    // GB/s × µs of one seed are what is moved under any.
    const moved = list.reduce((sum, one) => sum + one.busGBps.lower * (one.us?.upper ?? 0), 0);
    const at = (us: number) => (us > 0 ? moved / us : 0);
    const [least, value, most] = [at(seeds.mostUs), at(seeds.medianUs), at(seeds.leastUs)];
    return {
      ...told,
      value,
      least,
      most,
      spread: { seeds: seeds.seeds },
      seedsApart: false,
      of: 1,
    };
  }
  const { lower, upper } = busGBps;
  const spread = upper - lower > 1e-9 * upper ? 'ends' : null;
  const seedsApart = seeds !== undefined;
  return { ...told, value: lower, least: lower, most: upper, spread, seedsApart };
}

/** What a collective is called: the same at every point. */
function namesOf(
  points: readonly SimulatedPoint[],
): (point: SimulatedPoint, one: CollectiveTime) => string {
  const jobs = new Set(points.flatMap(({ collectives }) => collectives.map(({ job }) => job)));
  const how = ({ kind, algorithm }: CollectiveTime) =>
    algorithm === null ? kind : `${kind} (${algorithm})`;
  // Groups of several sizes at one point are not alike; of all ranks, the number of GPUs says it.
  const grouped = new Set(
    points.flatMap(({ collectives }) =>
      Array.from(groupBy(collectives, how), ([name, list]) =>
        new Set(list.map(({ ranks }) => ranks)).size > 1 ? name : [],
      ).flat(),
    ),
  );
  const named = (one: CollectiveTime) => {
    const what = grouped.has(how(one)) ? `${how(one)} of ${one.ranks}` : how(one);
    return jobs.size > 1 ? `${one.job}: ${what}` : what;
  };
  const sizesAt = new Map(points.map((point) => [point, sizesBy(point.collectives, named)]));
  return (point, one) => {
    const name = named(one);
    const sizes = sizesAt.get(point)?.get(name) ?? [];
    if (sizes.length < 2) return name;
    // Of an exchange with experts the size depends on how many GPUs there are.
    const same = [...sizesAt.values()].every((by) => by.get(name)?.join() === sizes.join());
    const size = same ? formatBytes(one.bytes) : `size ${sizes.indexOf(one.bytes) + 1}`;
    return `${name}, ${size}`;
  };
}

const sizesBy = (
  collectives: readonly CollectiveTime[],
  named: (one: CollectiveTime) => string,
): Map<string, number[]> =>
  new Map(
    Array.from(groupBy(collectives, named), ([name, list]) => [
      name,
      [...new Set(list.map(({ bytes }) => bytes))],
    ]),
  );
