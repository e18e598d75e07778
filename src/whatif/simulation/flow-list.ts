import { Ints, Numbers } from '../../fabric/growing.js';
import type { Flows } from '../../flow/fluid/flows.js';
import type { PlaneTraffic } from '../../flow/routing/plane-traffic.js';
import type { NotRouted } from '../../flow/routing/routed.js';
import { present } from '../../std/assert.js';
import type { Flights } from '../../traffic/flights.js';
import { bySpeed, type PlaneShares, pairsByPlane } from '../../traffic/plane-shares.js';
import type { Site } from './site.js';
import type { Taken } from './transport.js';

/** Messages as flows over channels: one by plane that a message takes, and one inside a domain. */
export interface FlowList {
  readonly flows: Flows;
  readonly bytes: Float64Array;
  /** By flow: the NIC (a vertex) that takes it; −1: it stays in a domain. */
  readonly to: Int32Array;
  /** Flows without a way, which are not among them. */
  readonly unrouted: number;
}

/** Flows of one plane: which flights they are (null: all, in their order), and their bytes. */
interface InPlane {
  readonly numbers: Int32Array | null;
  readonly bytes: Float64Array;
  readonly taken: Taken;
}

export function flowList(
  site: Site,
  flights: Flights,
  shares: PlaneShares = bySpeed,
): FlowList | NotRouted {
  const inPlanes: InPlane[] = [];
  let traffic: Map<number, PlaneTraffic> | undefined;
  const trafficOf = (plane: number) => {
    traffic ??= pairsByPlane(flights, shares, site.domains.domainOfNic);
    return present(traffic.get(plane), 'traffic of a plane');
  };
  for (const [plane, { numbers, bytes }] of byPlane(site, flights, shares)) {
    const pick = (of: Int32Array) => (numbers ? numbers.map((f) => of[f]!) : of);
    const sends = { from: pick(flights.from), to: pick(flights.to), key: pick(flights.key) };
    const taken = site.transport.take(plane, sends, () => trafficOf(plane));
    if ('reason' in taken) return { reason: `${site.fabric.planes[plane]!.id}: ${taken.reason}` };
    inPlanes.push({ numbers, bytes, taken });
  }
  return joined(flights, inPlanes);
}

/** Which flights go by which planes, and how much of them. */
function byPlane(
  { transport: { choose } }: Site,
  { count, meeting, meetings, bytes, key, inside }: Flights,
  shares: PlaneShares,
): Map<number, Pick<InPlane, 'numbers' | 'bytes'>> {
  const [first] = meetings.flat();
  // Nobody stays in a domain: there is nothing to choose.
  if (
    first &&
    !inside &&
    meetings.every((one) => one.length === 1 && one[0]!.plane === first.plane)
  ) {
    return new Map([[first.plane, { numbers: null, bytes }]]);
  }
  const parts = meetings.map((one) => shares(one));
  const visit = (see: (plane: number, flight: number, bytes: number) => void) => {
    for (let f = 0; f < count; f++) {
      const m = meeting[f]!;
      if (m < 0) continue;
      const planes = meetings[m]!;
      if (choose || planes.length === 1) {
        const at = planes.length === 1 ? 0 : choose!(key[f]!, planes.length);
        see(planes[at]!.plane, f, bytes[f]!);
        continue;
      }
      for (let i = 0; i < planes.length; i++) {
        see(planes[i]!.plane, f, bytes[f]! * parts[m]![i]!);
      }
    }
  };
  const counts = new Map<number, number>();
  visit((plane) => {
    counts.set(plane, (counts.get(plane) ?? 0) + 1);
  });
  const lists = new Map(
    Array.from(counts, ([plane, size]) => [
      plane,
      { numbers: new Int32Array(size), bytes: new Float64Array(size), filled: 0 },
    ]),
  );
  visit((plane, flight, part) => {
    const list = lists.get(plane)!;
    list.numbers[list.filled] = flight;
    list.bytes[list.filled++] = part;
  });
  return lists;
}

/** All flows that have a way, plane by plane, then those that stay in a domain. */
function joined(flights: Flights, inPlanes: readonly InPlane[]): FlowList {
  const { inside, firstInside, count, meeting, bytes: sizes } = flights;
  const [first] = inPlanes;
  if (inPlanes.length === 1 && !first!.numbers && first!.taken.unrouted === 0) {
    const { bytes, taken } = first!;
    return { flows: { count, ...taken }, bytes, to: flights.to, unrouted: 0 };
  }
  const list = new Joining(inPlanes.some(({ taken }) => taken.shares !== null));
  let unrouted = 0;
  const addInside = (flight: number) => {
    if (!inside || flight < firstInside) return;
    const at = 4 * (flight - firstInside);
    for (let i = at; i < at + 4; i++) if (inside[i]! >= 0) list.take(inside[i]!, 1);
  };
  for (const { numbers, bytes, taken } of inPlanes) {
    for (let i = 0; i < bytes.length; i++) {
      const f = numbers ? numbers[i]! : i;
      const [from, to] = [taken.offsets[i]!, taken.offsets[i + 1]!];
      if (from === to) {
        unrouted++;
        continue;
      }
      for (let k = from; k < to; k++) list.take(taken.channels[k]!, taken.shares?.[k] ?? 1);
      addInside(f);
      list.close(bytes[i]!, flights.to[f]!);
    }
  }
  for (let f = 0; f < count; f++) {
    if (meeting[f]! >= 0) continue;
    addInside(f);
    list.close(sizes[f]!, -1);
  }
  return { ...list.end(), unrouted };
}

/** Flows, channel by channel. */
class Joining {
  readonly #offsets = new Ints();
  readonly #channels = new Ints();
  readonly #shares: Numbers | null;
  readonly #bytes = new Numbers();
  readonly #to = new Ints();

  constructor(hasShares: boolean) {
    this.#shares = hasShares ? new Numbers() : null;
    this.#offsets.push(0);
  }

  take(channel: number, share: number): void {
    this.#channels.push(channel);
    this.#shares?.push(share);
  }

  close(bytes: number, to: number): void {
    this.#offsets.push(this.#channels.length);
    this.#bytes.push(bytes);
    this.#to.push(to);
  }

  end(): Omit<FlowList, 'unrouted'> {
    const flows = {
      count: this.#bytes.length,
      offsets: this.#offsets.close(),
      channels: this.#channels.close(),
      shares: this.#shares?.close() ?? null,
    };
    return {
      flows,
      bytes: this.#bytes.close(),
      to: this.#to.close(),
    };
  }
}
