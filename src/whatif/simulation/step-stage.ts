import { Ints, Numbers } from '../../fabric/growing.js';
import type { Flows } from '../../flow/fluid/flows.js';
import type { Stage } from '../../flow/fluid/stage.js';
import type { NotRouted } from '../../flow/routing/routed.js';
import { formatCount } from '../../std/units.js';
import {
  type Flights,
  flightsOf,
  insideOf,
  messageCount,
  mostFlights,
} from '../../traffic/flights.js';
import { fromDomain, intoDomain } from '../../traffic/gpus.js';
import { type Farthest, latencyUs } from '../../traffic/latency.js';
import { bySpeed, type PlaneShares } from '../../traffic/plane-shares.js';
import type { Step } from '../../traffic/step.js';
import { carryAll, sharedFlights } from './carry-all.js';
import { type FlowList, flowList } from './flow-list.js';
import type { Site } from './site.js';

/** A step, all its messages as flows. */
export interface StepStage extends Stage {
  /** By flow: the NIC (a vertex) that takes it, −1: it stays in a domain. */
  readonly to: Int32Array;
  /** Messages without a way, which are not among the flows. */
  readonly unrouted: number;
  readonly farthest: Farthest;
}

export function stepStage(site: Site, step: Step): StepStage | NotRouted {
  const count = messageCount(step);
  if (count > mostFlights) {
    const most = formatCount(mostFlights);
    return {
      reason: `${formatCount(count)} messages at once are too many to be looked at one by one: at most ${most}`,
    };
  }
  const flights = flightsOf(site.relays, step);
  const shares = sharesOf(site, flights);
  if (typeof shares === 'object') return shares;
  const found = flowList(site, flights, shares);
  if ('reason' in found) return found;
  const list = step.inside ? withInside(site, found, step.inside) : found;
  const { times = 1 } = step;
  const farthest = withHandedOn({ switches: switchesOn(site, list), ...insideOf(flights) }, step);
  return {
    flows: list.flows,
    bytes: times === 1 ? list.bytes : list.bytes.map((bytes) => times * bytes),
    delayUs: times * latencyUs(site.latency, farthest, step.waits),
    to: list.to,
    unrouted: list.unrouted + flights.apart,
    farthest,
  };
}

/** How planes share the messages of a step: as they would if nothing else were under way. */
function sharesOf(site: Site, flights: Flights): PlaneShares | NotRouted {
  const isShared = flights.meetings.some(({ length }) => length > 1);
  if (!site.transport.balances || !isShared) return bySpeed;
  const scratch = new Float64Array(site.channelGbps.length);
  const carried = carryAll(site, sharedFlights(site, flights), scratch);
  return 'reason' in carried ? carried : carried.shares;
}

/** What is done inside domains of what has come by the network is handed on there. */
export const withHandedOn = (farthest: Farthest, { inside }: Step): Farthest =>
  inside ? { ...farthest, handedOn: true, inside: true } : farthest;

/** Switches on the longest way: one less than its cables. A flow that is split takes shares of one more. */
function switchesOn({ fabric }: Site, { flows }: FlowList): number {
  const { offsets, channels, shares } = flows;
  let most = 0;
  for (let f = 0; f < flows.count; f++) {
    let cables = 0;
    for (let i = offsets[f]!; i < offsets[f + 1]!; i++) {
      if (channels[i]! < 2 * fabric.cableCount) cables += shares?.[i] ?? 1;
    }
    most = Math.max(most, Math.round(cables) - 1);
  }
  return most;
}

/** And what GPUs send into their domains and take from them, as flows of one channel. */
function withInside(
  { gpus }: Site,
  { flows, bytes, to, unrouted }: FlowList,
  inside: NonNullable<Step['inside']>,
): FlowList {
  const [offsets, channels, sizes] = [new Ints(), new Ints(), new Numbers()];
  for (const gpu of inside.gpus) {
    for (const channel of [intoDomain(gpus, gpu), fromDomain(gpus, gpu)]) {
      channels.push(channel);
      offsets.push(flows.channels.length + channels.length);
      sizes.push(inside.bytes);
    }
  }
  const more = channels.close();
  const added: Flows = {
    count: flows.count + more.length,
    offsets: appended(flows.offsets, offsets.close()),
    channels: appended(flows.channels, more),
    shares: flows.shares && Float64Array.from([...flows.shares, ...more.map(() => 1)]),
  };
  return {
    flows: added,
    bytes: Float64Array.from([...bytes, ...sizes.close()]),
    to: appended(
      to,
      more.map(() => -1),
    ),
    unrouted,
  };
}

function appended(first: Int32Array, more: Int32Array): Int32Array {
  const all = new Int32Array(first.length + more.length);
  all.set(first);
  all.set(more, first.length);
  return all;
}
