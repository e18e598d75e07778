import { byFormula } from '../build/described.js';
import type { Subject } from '../check/checker.js';
import { costOfSet } from '../cost/cost.js';
import { partWords } from '../cost/words.js';
import type { CompactFabric } from '../fabric/compact.js';
import { bisectionOf, fullOf } from '../measure/bisection-sum.js';
import { counts } from '../measure/counts.js';
import { oversubscription } from '../measure/oversubscription.js';
import type { PathCounts } from '../measure/paths/path-counts.js';
import { pathDiversity } from '../measure/paths/path-diversity.js';
import { averageHopsSwitchDown, pathLengths } from '../measure/paths/path-lengths.js';
import type { FabricState } from '../measure/state.js';
import type { Topology } from '../spec/topology.js';
import { ratioText } from '../std/ratio.js';

/** Both ends of a figure, proved; they are equal where it is exact. */
export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

/** Paths between the endpoints of a plane set; null where there is none. */
export interface ComparedPaths {
  readonly diameterHops: number | null;
  readonly averageHops: number | null;
  readonly averageHopsViaHosts: number | null;
  /** The means over every switch of the set, while it is down. */
  readonly averageHopsAnySwitchDown: number | null;
  readonly averageHopsViaHostsAnySwitchDown: number | null;
  /** Of ordered pairs of endpoints, 0 to 1. */
  readonly shareWithoutPath: number | null;
  /** Of pairs that share no switch. */
  readonly shortestPaths: PathCounts | null;
  /** Of the worst pair of endpoints, and of the worst pair of switches that they hang on. */
  readonly disjointPaths: number | null;
  readonly disjointSwitchPaths: number | null;
  /** False: some figures are null because there are too many paths to be searched. */
  readonly searched: boolean;
}

/** What the parts of a plane set cost; what has no price counts nothing. */
export interface ComparedCost {
  readonly currency: string | null;
  readonly total: number;
  readonly watts: number | null;
  /** Parts without a price, and switches and NICs without a power, in words. */
  readonly missing: readonly string[];
  readonly withoutWatts: readonly string[];
}

/** One plane set of one file. */
export interface ComparedSet {
  readonly topology: string;
  readonly file: string;
  readonly planeSet: string;
  /** Counted and measured on the fabric; false: by closed formulas, nothing was built. */
  readonly built: boolean;
  /** Why it cannot be built, if so. */
  readonly note: string | null;
  readonly planes: number;
  readonly hosts: number;
  readonly endpoints: number;
  readonly ports: number;
  /** By tier, and `total`. */
  readonly switches: Readonly<Record<string, number>>;
  /** By kind: `endpoint`, `switch`, and what is more special. */
  readonly cables: Readonly<Record<string, number>>;
  /** By tier, "down:up" of its worst switch. */
  readonly oversubscription: Readonly<Record<string, string>>;
  /** The sum of its planes' bisections, Gb/s per direction, and relative to full bisection. */
  readonly bisectionGbps: Bounds | null;
  readonly bisectionRatio: Bounds | null;
  readonly paths: ComparedPaths | null;
  /** Null: no prices are given. */
  readonly cost: ComparedCost | null;
}

type Compared = Omit<ComparedSet, 'topology' | 'file'>;

/**
 * Every plane set of a topology, in document order: measured on the fabric as it stands (what is
 * `off` is out of use), or by closed formulas where it is described only.
 *
 * @param file what the file of the topology is called
 */
export function compareSets(subject: Subject, file: string): ComparedSet[] {
  const { topology, fabric } = subject;
  const built = new Map(fabric.planeSets.map((set) => [set.id, set.planes]));
  return Object.keys(topology.planes).map((id) => {
    const planes = built.get(id);
    const set = planes ? measuredSet(subject, id, planes) : describedSet(subject, id);
    return { topology: topology.name, file, ...set };
  });
}

function measuredSet(
  { topology, fabric, healthy }: Subject,
  planeSet: string,
  planes: readonly number[],
): Compared {
  const { hosts, endpoints, ports, switches, cables } = counts(fabric, planes);
  const { min: lower, max: upper } = bisectionOf(healthy, planes);
  const full = fullOf(healthy, planes);
  const worst = Object.entries(oversubscription(fabric, planes));
  return {
    planeSet,
    built: true,
    note: null,
    planes: planes.length,
    hosts,
    endpoints,
    ports,
    switches,
    cables,
    oversubscription: Object.fromEntries(
      worst.map(([tier, { downGbps, upGbps }]) => [tier, ratioText(downGbps, upGbps)]),
    ),
    bisectionGbps: { lower, upper },
    bisectionRatio: full === 0 ? null : { lower: lower / full, upper: upper / full },
    paths: pathsOf(healthy, planes),
    cost: costIn(topology, fabric, planeSet),
  };
}

/** Nothing was built, so nothing is measured: paths are not known. */
function describedSet({ topology, fabric }: Subject, planeSet: string): Compared {
  const { sizes, switchTotal, figures } = byFormula(topology, planeSet);
  const gbps = figures.get('bisectionGbps');
  const ratios = [...figures].filter(([key]) => key.startsWith('oversubscription.'));
  return {
    planeSet,
    built: false,
    note: sizes.cannotBeBuilt,
    planes: sizes.planes,
    hosts: sizes.hosts,
    endpoints: sizes.endpoints,
    ports: sizes.ports,
    switches: { ...sizes.switches, total: switchTotal },
    cables: sizes.cables,
    oversubscription: Object.fromEntries(
      ratios.map(([key, ratio]) => [key.slice('oversubscription.'.length), String(ratio)]),
    ),
    bisectionGbps: typeof gbps === 'number' ? { lower: gbps, upper: gbps } : null,
    bisectionRatio: null,
    paths: null,
    cost: costIn(topology, fabric, planeSet),
  };
}

function pathsOf(state: FabricState, planes: readonly number[]): ComparedPaths {
  const direct = { planes, relays: 'switches' } as const;
  const viaHosts = { planes, relays: 'hosts' } as const;
  const lengths = pathLengths(state, direct);
  const lengthsViaHosts = pathLengths(state, viaHosts);
  const switchDown = averageHopsSwitchDown(state, direct);
  const switchDownViaHosts = averageHopsSwitchDown(state, viaHosts);
  const diversity = pathDiversity(state, { planes });
  const all = [lengths, lengthsViaHosts, switchDown, switchDownViaHosts, diversity];
  return {
    diameterHops: lengths?.diameterHops ?? null,
    averageHops: lengths?.averageHops ?? null,
    averageHopsViaHosts: lengthsViaHosts?.averageHops ?? null,
    averageHopsAnySwitchDown: switchDown?.averageHops ?? null,
    averageHopsViaHostsAnySwitchDown: switchDownViaHosts?.averageHops ?? null,
    shareWithoutPath: lengths && lengths.pairs > 0 ? 1 - lengths.joined / lengths.pairs : null,
    shortestPaths: diversity?.shortestPaths ?? null,
    disjointPaths: diversity?.disjointPaths ?? null,
    disjointSwitchPaths: diversity?.disjointSwitchPaths ?? null,
    searched: all.every((one) => one !== null),
  };
}

function costIn(topology: Topology, fabric: CompactFabric, planeSet: string): ComparedCost | null {
  const cost = costOfSet(topology, fabric, planeSet);
  if (!cost) return null;
  const { currency, total, watts, missing, withoutWatts } = cost;
  return {
    currency,
    total,
    watts,
    missing: missing.map(partWords),
    withoutWatts: withoutWatts.map(partWords),
  };
}
