import { runStages } from '../../flow/fluid/run-stages.js';
import { stageBounds } from '../../flow/fluid/stage-bounds.js';
import type { PlaneTraffic } from '../../flow/routing/plane-traffic.js';
import type { NotRouted } from '../../flow/routing/routed.js';
import { BYTES_PER_US } from '../../std/units.js';
import { mostSwitches } from '../../traffic/farthest.js';
import { type Flights, flightsOf, insideOf, messageCount } from '../../traffic/flights.js';
import { fromDomain, intoDomain } from '../../traffic/gpus.js';
import type { Farthest } from '../../traffic/latency.js';
import { type MeshLoad, meshLoad } from '../../traffic/mesh-load.js';
import { blocksByPlane, bySpeed, oneEach } from '../../traffic/plane-shares.js';
import type { Step } from '../../traffic/step.js';
import { carryAll, type Shared, sharedFlights } from './carry-all.js';
import type { Site } from './site.js';
import { stepStage, withHandedOn } from './step-stage.js';

/** What a step comes to when nothing else is under way, once. */
export interface StepOutcome {
  /** µs of transfer, both ends; infinite: something has no way. */
  readonly lowerUs: number;
  readonly upperUs: number;
  /** By channel (flow/fluid/flows.ts). */
  readonly bytes: Float64Array;
  readonly farthest: Farthest;
  /** Messages that have no way. */
  readonly unrouted: number;
}

/**
 * Flows of one size take as long as their fullest channel, together, and nobody asks for single ones where a
 * routing can do without. Where sizes differ, rates change while flows arrive: then they are followed one by one.
 */
export function stepOutcome(site: Site, step: Step): StepOutcome | NotRouted {
  const bytes = new Float64Array(site.channelGbps.length);
  const found = foundOf(site, step, bytes);
  if ('reason' in found) return found;
  const { inside } = step;
  for (const gpu of inside?.gpus ?? []) {
    bytes[intoDomain(site.gpus, gpu)]! += inside!.bytes;
    bytes[fromDomain(site.gpus, gpu)]! += inside!.bytes;
  }
  const within = insideUs(site, bytes);
  const ends = found.unrouted > 0 ? [Number.POSITIVE_INFINITY] : [];
  return {
    ...found,
    lowerUs: Math.max(found.lowerUs, within, ...ends),
    upperUs: Math.max(found.upperUs, within, ...ends),
    bytes,
    farthest: withHandedOn(found.farthest, step),
  };
}

function foundOf(site: Site, step: Step, bytes: Float64Array): Found | NotRouted {
  const { carry, balances } = site.transport;
  if (carry === null) return oneByOne(site, step, bytes);
  if (step.mesh) {
    const mesh = meshLoad(site.relays, step.mesh);
    const isUneven = mesh.mostBytes > mesh.leastBytes * (1 + 1e-9);
    return isUneven && messageCount(step) <= fewMessages
      ? oneByOne(site, step, bytes)
      : meshTogether(site, step, mesh, isUneven && !balances, bytes);
  }
  // Tables walk single messages as fast as all of them.
  if (!balances || !step.messages || isUnequal(step.messages.bytes)) {
    return oneByOne(site, step, bytes);
  }
  const flights = flightsOf(site.relays, step);
  return isUnequal(flights.bytes)
    ? oneByOne(site, step, bytes)
    : flightsTogether(site, flights, bytes);
}

const isUnequal = (bytes: Float64Array): boolean =>
  bytes.some((one) => Math.abs(one - bytes[0]!) > 1e-9 * bytes[0]!);

type Found = Omit<StepOutcome, 'bytes'>;

/** So many flows of different size are followed one by one, which takes seconds; of more both ends are known. */
const fewMessages = 200_000;

/** What GPUs and their domains need for what they have to carry. */
function insideUs({ fabric, channelGbps }: Site, bytes: Float64Array): number {
  let most = 0;
  for (let c = 2 * fabric.cableCount; c < bytes.length; c++) {
    if (bytes[c]! > 0) most = Math.max(most, bytes[c]! / channelGbps[c]!);
  }
  return most / BYTES_PER_US;
}

/** All of a mesh at once, without a look at single flows. */
function meshTogether(
  site: Site,
  step: Step,
  mesh: MeshLoad,
  isUneven: boolean,
  bytes: Float64Array,
): Found | NotRouted {
  addMesh(site, mesh, bytes);
  const shared = sharedBlocks(site, mesh);
  const carried = carryAll(site, shared, bytes);
  if ('reason' in carried) return carried;
  const upper = isUneven ? unevenUs(site, step, mesh) : 0;
  if (typeof upper === 'object') return upper;
  return {
    lowerUs: carried.lowerUs,
    upperUs: Math.max(carried.upperUs, upper),
    farthest: {
      switches: switchesOf(site, shared.trafficOf(bySpeed)),
      handedOn: mesh.handedOn,
      inside: messageCount(step) > mesh.messages,
    },
    unrouted: carried.unrouted + mesh.apart,
  };
}

/** All messages of one size at once. */
function flightsTogether(site: Site, flights: Flights, bytes: Float64Array): Found | NotRouted {
  addInside(flights, bytes);
  const shared = sharedFlights(site, flights);
  const carried = carryAll(site, shared, bytes);
  if ('reason' in carried) return carried;
  const { lowerUs, upperUs, unrouted } = carried;
  const switches = switchesOf(site, shared.trafficOf(bySpeed));
  return {
    lowerUs,
    upperUs,
    farthest: { switches, ...insideOf(flights) },
    unrouted: unrouted + flights.apart,
  };
}

const sharedBlocks = ({ domains }: Site, { blocks }: MeshLoad): Shared => ({
  trafficOf: (shares) => blocksByPlane(blocks, shares, domains.domainOfNic),
  meetings: blocks.map(({ planes }) => planes),
});

/**
 * µs after which flows of different size have surely arrived: a flow never has less than the fullest
 * channel gives to each of its flows at first (`runStages`).
 */
function unevenUs(site: Site, step: Step, mesh: MeshLoad): number | NotRouted {
  const counted = meshLoad(site.relays, step.mesh!, 'flows');
  const flows = new Float64Array(site.channelGbps.length);
  addMesh(site, counted, flows);
  const trafficOf = () => blocksByPlane(counted.blocks, oneEach, site.domains.domainOfNic);
  const carried = carryAll(site, { trafficOf, meetings: [] }, flows);
  if ('reason' in carried) return carried;
  return mesh.mostBytes * Math.max(carried.upperUs, insideUs(site, flows));
}

function addMesh({ gpus }: Site, { into, from }: MeshLoad, bytes: Float64Array): void {
  for (let gpu = 0; gpu < into.length; gpu++) {
    bytes[intoDomain(gpus, gpu)]! += into[gpu]!;
    bytes[fromDomain(gpus, gpu)]! += from[gpu]!;
  }
}

function addInside(flights: Flights, bytes: Float64Array): void {
  const { inside, firstInside, bytes: sizes } = flights;
  for (let i = 0; i < (inside?.length ?? 0); i++) {
    const channel = inside![i]!;
    if (channel >= 0) bytes[channel]! += sizes[firstInside + (i >> 2)]!;
  }
}

/** 0 where nobody asks how long messages take to arrive. */
function switchesOf(site: Site, traffic: ReadonlyMap<number, PlaneTraffic>): number {
  const { baseUs, perSwitchUs } = site.latency;
  if (baseUs === 0 && perSwitchUs === 0) return 0;
  let most = 0;
  for (const [plane, one] of traffic) {
    most = Math.max(most, mostSwitches(site.fabric, site.capacity, plane, one));
  }
  return most;
}

/** Flow by flow, at the rates that max-min fairness gives. */
function oneByOne(site: Site, step: Step, bytes: Float64Array): Found | NotRouted {
  const { inside: _, waits: __, ...once } = { ...step, times: 1 };
  const stage = stepStage(site, once);
  if ('reason' in stage) return stage;
  const { flows, bytes: sizes, unrouted, farthest } = stage;
  for (let f = 0; f < flows.count; f++) {
    for (let i = flows.offsets[f]!; i < flows.offsets[f + 1]!; i++) {
      bytes[flows.channels[i]!]! += sizes[f]! * (flows.shares?.[i] ?? 1);
    }
  }
  const alone = [[{ flows, bytes: sizes, delayUs: 0 }]];
  const run = runStages(alone, site.channelGbps);
  const end = run.jobs[0]!.endUs[0] ?? 0;
  const ends = run.tooMuch
    ? stageBounds(alone, site.channelGbps)[0]!
    : { lowerUs: end, upperUs: end };
  return { ...ends, farthest, unrouted };
}
