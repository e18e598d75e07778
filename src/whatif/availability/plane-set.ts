import type { RatedPart } from '../../failure/rates.js';
import { bisectionOf } from '../../measure/bisection-sum.js';
import type { FabricState } from '../../measure/state.js';
import type { Ends } from '../answer.js';
import type { AvailabilityQuestion, PlaneSetAvailability, Proved } from './answer.js';
import { type Coupled, coupledPlanes } from './coupled.js';
import { type Enumerated, enumerate } from './enumerate.js';
import { drawn, figuresOf } from './figures.js';
import { independent } from './independent.js';
import { endsOf, type Loss, meanLoss, oddsOf, together } from './losses.js';
import { sample } from './sample.js';

/** Looks at cables while states are tried: some seconds. */
const mostLooks = 2e8;
/** A share of the bisection, or of the time, that is open by more than this is estimated, too. */
const tolerance = 1e-4;

/** How often none of some parts is down. */
export const nothingDown = (parts: readonly RatedPart[]): number =>
  Math.exp(parts.reduce((sum, { unavailability }) => sum + Math.log1p(-unavailability), 0));

/** How many parts are down on average. */
const meanDown = (parts: readonly RatedPart[]): number =>
  parts.reduce((sum, { unavailability }) => sum + unavailability, 0);

/**
 * By id: the plane sets of a fabric as it stands.
 *
 * @param looks at cables while states are tried, shared by all planes that fail by themselves
 */
export function availabilityOfSets(
  healthy: FabricState,
  parts: readonly RatedPart[],
  question: AvailabilityQuestion,
  looks: number = mostLooks,
): Record<string, PlaneSetAvailability> {
  const { fabric, capacity } = healthy;
  const sets = fabric.planeSets.map(({ id, planes }) => {
    const apart = coupledPlanes(fabric, capacity, planes, parts);
    return { id, planes, apart };
  });
  const distinct = new Map(sets.flatMap(({ apart }) => apart.map((one) => [one.key, one])));
  const budget = looks / distinct.size;
  const tried = new Map<string, Enumerated>();
  const enumerated = (one: Coupled): Enumerated => {
    const found = tried.get(one.key) ?? enumerate(independent(healthy, one), budget);
    tried.set(one.key, found);
    return found;
  };
  return Object.fromEntries(
    sets.map(({ id, planes, apart }) => [
      id,
      ofSet(healthy, planes, apart, { ...question, parts, enumerated }),
    ]),
  );
}

/** What is asked of a plane set. */
interface Asked extends AvailabilityQuestion {
  readonly parts: readonly RatedPart[];
  /** Planes that are the same are tried once, whatever sets they are of. */
  readonly enumerated: (one: Coupled) => Enumerated;
}

function ofSet(
  healthy: FabricState,
  planes: readonly number[],
  apart: readonly Coupled[],
  asked: Asked,
): PlaneSetAvailability {
  const { fabric } = healthy;
  const { min: lower, max: upper } = bisectionOf(healthy, planes);
  const endpoints = new Set(planes.flatMap((p) => [...fabric.planes[p]!.endpoints])).size;
  const healthyGbps = endsOf(lower, upper);
  const parts = partsIn(healthy, planes, asked.parts);
  const proved = asked.samples === null ? prove(apart, healthyGbps, endpoints, asked) : null;
  const { seed, samples, keep } = asked;
  const sampled =
    proved === null || isOpen(proved)
      ? drawn(
          sample(healthy, { planes, parts, keep, healthyGbps, seed, samples }),
          keep,
          healthyGbps,
        )
      : null;
  return {
    planes: planes.length,
    endpoints,
    independent: apart.reduce((sum, { times }) => sum + times, 0),
    distinct: apart.length,
    parts: parts.length,
    partsDown: meanDown(parts),
    nothingDown: nothingDown(parts),
    ...{ healthyGbps, proved, sampled },
  };
}

function partsIn(
  { fabric, capacity }: FabricState,
  planes: readonly number[],
  parts: readonly RatedPart[],
): RatedPart[] {
  const inSet = new Set(planes);
  return parts.filter(({ part }) => {
    for (const c of part.cables)
      if (capacity[c]! > 0 && inSet.has(fabric.cablePlane[c]!)) return true;
    return false;
  });
}

function prove(
  apart: readonly Coupled[],
  healthyGbps: Ends,
  endpoints: number,
  { keep, enumerated }: Asked,
): Proved {
  let losses: readonly Loss[] = nothingLost;
  let [cases, logLeft, attached] = [0, 0, 0];
  const lost = { least: 0, most: 0 };
  const cut = { lower: 0, upper: 0 };
  const spared = { lower: 0, upper: 0 };
  for (const one of apart) {
    const { times } = one;
    const tried = enumerated(one);
    const all = severalTimes(tried.losses, times, tried.healthyGbps.upper);
    losses = together(losses, all, healthyGbps.upper);
    // Means add, whatever the convolution puts together.
    const mean = meanLoss(tried.losses);
    lost.least += times * mean.least;
    lost.most += times * mean.most;
    cases += tried.cases;
    logLeft += times * Math.log1p(-Math.min(1, tried.left));
    attached += times * tried.endpoints;
    for (const end of ['lower', 'upper'] as const) {
      cut[end] += times * tried.cutOff[end];
      spared[end] += times * Math.log1p(-Math.min(1, tried.anyCutOff[end]));
    }
  }
  const atLeastOnce = (logSpared: number) => Math.max(0, -Math.expm1(logSpared));
  const counted = {
    endpointsCutOff: endsOf(cut.lower, Math.min(endpoints, cut.upper)),
    anybodyCutOff: oddsOf(atLeastOnce(spared.lower), atLeastOnce(spared.upper)),
  };
  return {
    ...figuresOf(losses, lost, keep, healthyGbps),
    ...(attached === endpoints
      ? counted
      : cutOffInAll(
          apart.map((one) => [one, enumerated(one)]),
          endpoints,
        )),
    cases,
    left: atLeastOnce(logLeft),
  };
}

/**
 * Who is cut off in all planes that fail apart, if each endpoint is in all of them and fares like the
 * others: as often as all of its planes cut it off. Null if that is not so.
 */
function cutOffInAll(
  all: readonly (readonly [Coupled, Enumerated])[],
  endpoints: number,
): Pick<Proved, 'endpointsCutOff' | 'anybodyCutOff'> {
  const each = { lower: 1, upper: 1 };
  for (const [{ times }, { eachCutOff, endpoints: attached }] of all) {
    if (attached !== endpoints || !eachCutOff)
      return { endpointsCutOff: null, anybodyCutOff: null };
    each.lower *= eachCutOff.lower ** times;
    each.upper *= eachCutOff.upper ** times;
  }
  return {
    endpointsCutOff: endsOf(endpoints * each.lower, endpoints * each.upper),
    // At least as often as one of them, at most as often as all of them one after the other.
    anybodyCutOff: oddsOf(each.lower, Math.min(1, endpoints * each.upper)),
  };
}

const nothingLost: readonly Loss[] = [{ probability: 1, least: 0, most: 0 }];

/** So many networks that are the same, by doubling. @param whole the bisection of one, Gb/s */
function severalTimes(losses: readonly Loss[], times: number, whole: number): readonly Loss[] {
  if (times === 1) return losses;
  const half = severalTimes(losses, times >> 1, whole);
  const even = together(half, half, whole * 2 * (times >> 1));
  return times % 2 === 0 ? even : together(even, losses, whole * times);
}

/** Whether too much is open for what was not tried: an open bisection is as open when it is drawn. */
const isOpen = ({ share, kept, left }: Proved): boolean =>
  left > tolerance &&
  [share, ...kept.map(({ probability }) => probability)].some(
    ({ lower, upper }) => upper - lower > tolerance,
  );
