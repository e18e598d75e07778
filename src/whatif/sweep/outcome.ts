import type { FaultPart } from '../../check/terms.js';
import type { CompactFabric } from '../../fabric/compact.js';
import { bisectionKept } from '../../measure/bisection-sum.js';
import { counts } from '../../measure/counts.js';
import { cutOff } from '../../measure/cut-off.js';
import { hostPairs } from '../../measure/host-pairs.js';
import type { FabricState } from '../../measure/state.js';
import type { Keepable } from './keep.js';

/** A share with both ends proved, 0 to 1. */
export interface Share {
  readonly lower: number;
  readonly upper: number;
}

/** What one combination of faults does, over all plane sets. */
export interface Outcome {
  /** Of all plane sets together: a NIC is in one of them. */
  readonly endpointsCutOff: number;
  /** The most of one host in one plane set. */
  readonly endpointsCutOffPerHost: number;
  /** Of the plane set that loses the most. */
  readonly hostsCutOff: number;
  readonly hostPairsCutOff: number;
  /** Of what the healthy fabric has: of the plane set (or plane) that keeps the least. */
  readonly kept: Readonly<Record<Keepable, Share>>;
}

/** An outcome, and what tells it apart from others. */
export interface Measured {
  readonly outcome: Outcome;
  /** The same for all combinations that a symmetry maps onto each other. */
  readonly key: string;
  /** Nearly always so, too: ends of a bisection that were searched for may differ. */
  readonly searched: string;
  /** In a plane only ids decide what its main part is: symmetric cases need not measure alike. */
  readonly tied: boolean;
}

/** Measures a state, in which the chosen parts are down, against the healthy one. */
export function measureOutcome(
  state: FabricState,
  healthy: FabricState,
  chosen: readonly FaultPart[],
): Measured {
  const { fabric } = state;
  const sets = fabric.planeSets.map(({ planes }) => setOutcome(state, planes));
  const touched = touchedPlanes(fabric, chosen);
  const touchedSets = [...new Set(touched.map((p) => fabric.planes[p]!.planeSet))];
  const ofSets = touchedSets.map((set) => share(state, healthy, fabric.planeSets[set]!.planes));
  const ofPlanes = touched.map((p) => share(state, healthy, [p]));
  const outcome: Outcome = {
    endpointsCutOff: sets.reduce((sum, one) => sum + one.endpointsCutOff, 0),
    endpointsCutOffPerHost: most(sets.map((one) => one.endpointsCutOffPerHost)),
    hostsCutOff: most(sets.map((one) => one.hostsCutOff)),
    hostPairsCutOff: most(sets.map((one) => one.hostPairsCutOff)),
    kept: {
      bisection: least(ofSets),
      planeBisection: least(ofPlanes),
      endpoints: exactly(Math.min(1, ...sets.map((one) => one.endpointsKept))),
      hosts: exactly(Math.min(1, ...sets.map((one) => one.hostsKept))),
      hostPairs: exactly(Math.min(1, ...sets.map((one) => one.hostPairsKept))),
    },
  };
  const settled = touched.every((p) => state.bisection(p).method === 'leaf-classes');
  const lost = [...ofPlanes.map(endsOf).sort(), ...ofSets.map(endsOf).sort()];
  const words = chosen.map((part) => wordsOf(fabric, part)).sort();
  return {
    outcome,
    key: JSON.stringify([words, sets, settled ? lost : []]),
    searched: settled ? '' : lost.join(),
    tied: state.tied(),
  };
}

const endsOf = ({ lower, upper }: Share): string =>
  `${lower.toPrecision(digits)} ${upper.toPrecision(digits)}`;

/** Sums of planes in another order differ in their last bits. */
const digits = 9;

function setOutcome(state: FabricState, planes: readonly number[]) {
  const { hosts, endpoints } = counts(state.fabric, planes);
  const cut = cutOff(state, planes);
  const { hostPairsCutOff } = hostPairs(state, planes);
  const pairs = (hosts * (hosts - 1)) / 2;
  return {
    ...cut,
    hostPairsCutOff,
    endpointsKept: kept(cut.endpointsCutOff, endpoints),
    hostsKept: kept(cut.hostsCutOff, hosts),
    hostPairsKept: kept(hostPairsCutOff, pairs),
  };
}

/** Of nothing nothing can be lost. */
const kept = (lost: number, all: number): number => (all === 0 ? 1 : 1 - lost / all);

const exactly = (value: number): Share => ({ lower: value, upper: value });

function touchedPlanes({ cablePlane }: CompactFabric, chosen: readonly FaultPart[]): number[] {
  const planes = new Set<number>();
  for (const { cables } of chosen) for (const cable of cables) planes.add(cablePlane[cable]!);
  return [...planes].sort((a, b) => a - b);
}

function share(state: FabricState, healthy: FabricState, planes: readonly number[]): Share {
  const { min, max } = bisectionKept(state, healthy, planes);
  return { lower: min, upper: max };
}

const most = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.max(a, b), 0);

const least = (shares: readonly Share[]): Share =>
  shares.reduce(
    (a, b) => ({ lower: Math.min(a.lower, b.lower), upper: Math.min(a.upper, b.upper) }),
    exactly(1),
  );

/** What a symmetry keeps of a part: its kind and tiers, and the fraction that it is left with. */
function wordsOf(fabric: CompactFabric, { kind, index, fraction, cables }: FaultPart): string {
  const { lower, upper, tierOf, tierNames } = fabric;
  const tier = (v: number) => tierNames[tierOf[v]!]!;
  const words: string[] = [kind];
  if (kind === 'switch') words.push(tier(index));
  if (kind === 'cable' || kind === 'port' || kind === 'bundle') {
    for (const cable of cables) {
      words.push(tier(lower[cable]!), tier(upper[cable]!));
      break;
    }
  }
  return `${words.join(' ')} ${fraction}`;
}
