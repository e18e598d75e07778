import { Ints } from '../fabric/growing.js';
import { type Domains, domainsOf } from './domains.js';
import { fromDomain, intoDomain } from './gpus.js';
import type { Meeting } from './meeting.js';
import type { Relays } from './relay.js';
import type { Step } from './step.js';

/**
 * The messages of a step one by one, each split over its ways: by what NICs it leaves and arrives, and what
 * of scale-up domains it takes. One inside a domain takes no NIC (−1).
 */
export interface Flights {
  readonly count: number;
  /** By flight: NICs (vertices of the fabric), and a number for the planes in which they meet. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly meeting: Int32Array;
  readonly meetings: readonly (readonly Meeting[])[];
  readonly bytes: Float64Array;
  /** By flight: a number for its sender and receiver. */
  readonly key: Int32Array;
  /**
   * By flight from `firstInside` on: four channels of GPUs (gpus.ts), −1 for none; null: nothing goes by
   * scale-up domains.
   */
  readonly inside: Int32Array | null;
  readonly firstInside: number;
  /** Messages without a way. */
  readonly apart: number;
}

/** More are refused: some ten seconds, and a gigabyte. */
export const mostFlights = 10_000_000;

/** How many messages a step has, to be asked before they are made. */
export function messageCount({ mesh, messages }: Step): number {
  const pairs = mesh?.groups.reduce((sum, { length }) => sum + length * (length - 1), 0) ?? 0;
  return pairs + (messages?.from.length ?? 0);
}

/** @param relays how messages leave and enter hosts */
export function flightsOf(relays: Relays, step: Step): Flights {
  const list = new FlightList(relays, messageCount(step));
  const { mesh, messages } = step;
  for (const group of mesh?.groups ?? []) {
    for (const from of group) for (const to of group) list.add(from, to, mesh!.bytes);
  }
  for (let m = 0; m < (messages?.from.length ?? 0); m++) {
    list.add(messages!.from[m]!, messages!.to[m]!, messages!.bytes[m]!);
  }
  return list.close();
}

/** Whether some messages stay in a domain, and whether others are handed on inside their hosts. */
export function insideOf({ inside, firstInside, meeting }: Flights): {
  readonly inside: boolean;
  readonly handedOn: boolean;
} {
  let [stays, handedOn] = [false, false];
  for (let i = 0; i < (inside?.length ?? 0) && !(stays && handedOn); i++) {
    if (inside![i]! < 0) continue;
    if (meeting[firstInside + (i >> 2)]! < 0) stays = true;
    else handedOn = true;
  }
  return { inside: stays, handedOn };
}

class FlightList {
  #count = 0;
  #apart = 0;
  #from: Int32Array;
  #to: Int32Array;
  #meeting: Int32Array;
  #key: Int32Array;
  #bytes: Float64Array;
  /** Channels of GPUs, four by flight, from the first flight on that has some. */
  readonly #inside = new Ints();
  #firstInside = -1;
  readonly #meetings: (readonly Meeting[])[] = [];
  readonly #numberOf = new Map<readonly Meeting[], number>();
  #last = -1;
  readonly #domains: Domains;

  constructor(
    readonly relays: Relays,
    expected: number,
  ) {
    this.#domains = domainsOf(relays.meetings.gpus);
    this.#from = new Int32Array(expected);
    this.#to = new Int32Array(expected);
    this.#meeting = new Int32Array(expected);
    this.#key = new Int32Array(expected);
    this.#bytes = new Float64Array(expected);
  }

  add(sender: number, receiver: number, bytes: number): void {
    if (sender === receiver) return;
    const { hostOf, domainOf } = this.#domains;
    const { gpus, kindOf } = this.relays.meetings;
    const key = keyOf(sender, receiver);
    if (domainOf[sender] === domainOf[receiver]) {
      this.#put(-1, -1, -1, key, bytes);
      this.#take(intoDomain(gpus, sender), fromDomain(gpus, receiver), -1, -1);
      return;
    }
    const { first, nics } = gpus;
    const [a, b] = [hostOf[sender]!, hostOf[receiver]!];
    const [i, j] = [sender - first[a]!, receiver - first[b]!];
    const ways = this.relays.ways(kindOf[a]!, i, kindOf[b]!, j);
    if (ways.length === 0) this.#apart++;
    for (const { from, to, share, planes, sentBy, takenBy } of ways) {
      // GPUs without a domain may share a NIC: what that would send itself takes no cable.
      if (nics[a]![from] === nics[b]![to]) continue;
      const meeting = this.#meetingOf(planes);
      this.#put(nics[a]![from]!, nics[b]![to]!, meeting, key, bytes * share);
      if (sentBy === i && takenBy === j) continue;
      const [out, into] = [first[a]! + sentBy, first[b]! + takenBy];
      this.#take(
        sentBy === i ? -1 : intoDomain(gpus, sender),
        sentBy === i ? -1 : fromDomain(gpus, out),
        takenBy === j ? -1 : intoDomain(gpus, into),
        takenBy === j ? -1 : fromDomain(gpus, receiver),
      );
    }
  }

  /** Most often it is that of the flight before. */
  #meetingOf(planes: readonly Meeting[]): number {
    if (this.#meetings[this.#last] === planes) return this.#last;
    this.#last = this.#numberOf.get(planes) ?? this.#meetings.push(planes) - 1;
    this.#numberOf.set(planes, this.#last);
    return this.#last;
  }

  #put(from: number, to: number, meeting: number, key: number, bytes: number): void {
    if (this.#count === this.#from.length) this.#grow();
    const at = this.#count++;
    this.#from[at] = from;
    this.#to[at] = to;
    this.#meeting[at] = meeting;
    this.#key[at] = key;
    this.#bytes[at] = bytes;
  }

  /** What the last flight takes of scale-up domains. */
  #take(...channels: readonly [number, number, number, number]): void {
    if (this.#firstInside < 0) this.#firstInside = this.#count - 1;
    this.#upTo(this.#count - 1);
    for (const channel of channels) this.#inside.push(channel);
  }

  #upTo(flight: number): void {
    while (this.#inside.length < 4 * (flight - this.#firstInside)) this.#inside.push(-1);
  }

  #grow(): void {
    const size = Math.max(16, 2 * this.#count);
    const grown = <T extends Int32Array | Float64Array>(old: T, fresh: T): T => {
      fresh.set(old);
      return fresh;
    };
    this.#from = grown(this.#from, new Int32Array(size));
    this.#to = grown(this.#to, new Int32Array(size));
    this.#meeting = grown(this.#meeting, new Int32Array(size));
    this.#key = grown(this.#key, new Int32Array(size));
    this.#bytes = grown(this.#bytes, new Float64Array(size));
  }

  close(): Flights {
    const count = this.#count;
    if (this.#firstInside >= 0) this.#upTo(count);
    return {
      count,
      from: this.#from.subarray(0, count),
      to: this.#to.subarray(0, count),
      meeting: this.#meeting.subarray(0, count),
      key: this.#key.subarray(0, count),
      bytes: this.#bytes.subarray(0, count),
      meetings: this.#meetings,
      inside: this.#firstInside < 0 ? null : this.#inside.close(),
      firstInside: this.#firstInside,
      apart: this.#apart,
    };
  }
}

/**
 * Both GPUs as one number: each pair has its own among 50,000 GPUs; some of more share one, as (0, 0) and
 * (50549, 11547) do. Flows are hashed with their NICs beside it (routing/hashed-ecmp.ts), so that is enough.
 */
const keyOf = (sender: number, receiver: number): number =>
  (Math.imul(sender, 0x9e3779b1) + receiver) | 0;
