import type { Relay } from '../spec/workload.js';
import { gpuOfNic, nicsOfGpu } from './gpus.js';
import type { HostKind, Meeting, Meetings } from './meeting.js';

/** How a part of a message leaves one host and enters another: NICs as places in the lists of their hosts. */
export interface Way {
  readonly from: number;
  readonly to: number;
  readonly share: number;
  /** Planes in which these NICs meet. */
  readonly planes: readonly Meeting[];
  /** Places of the GPUs that send and take on the network: others than its own ones hand it on. */
  readonly sentBy: number;
  readonly takenBy: number;
}

/**
 * The ways of a message between GPUs of two hosts (places in their hosts) under a relay rule; none: they
 * are apart. Each rule is tried until one finds NICs that meet:
 *
 * 1. `direct` only: NICs of both GPUs;
 * 2. the receiver's NIC, and that with the same number at the sender, whose GPU hands on (NCCL PXN);
 * 3. the receiver's NIC and one of the sender's own, then any other one of its host;
 * 4. any two NICs with the same number, then any two at all: hosts on both sides hand on.
 *
 * What several ways serve is shared evenly. A host without a scale-up domain hands nothing on.
 */
export class Relays {
  /** By kinds and places, as one number. */
  readonly #known = new Map<number, readonly Way[]>();
  readonly #places: number;

  constructor(
    readonly meetings: Meetings,
    readonly rule: Relay,
  ) {
    this.#places = Math.max(1, ...meetings.kinds.map(({ gpus }) => gpus));
  }

  /** @param sender,receiver kinds, by number; the GPUs by their places */
  ways(sender: number, from: number, receiver: number, to: number): readonly Way[] {
    const { kinds } = this.meetings;
    const at = (kind: number, place: number) => kind * this.#places + place;
    const key = at(sender, from) * kinds.length * this.#places + at(receiver, to);
    const known = this.#known.get(key);
    if (known) return known;
    const found = this.#find(kinds[sender]!, from, kinds[receiver]!, to);
    this.#known.set(key, found);
    return found;
  }

  #find(a: HostKind, i: number, b: HostKind, j: number): readonly Way[] {
    const all = (kind: HostKind) => Array.from(kind.reaches, (_, nic) => nic);
    const [mine, theirs] = [ownOf(a, i), ownOf(b, j)];
    const [sent, taken] = [a.relays ? all(a) : mine, b.relays ? all(b) : theirs];
    const same = (froms: readonly number[], tos: readonly number[]) =>
      this.#meeting(a, b, froms, tos).filter(({ from, to }) => from === to);
    const rules = [
      () => (this.rule === 'direct' ? this.#meeting(a, b, mine, theirs) : []),
      () => same(sent, theirs),
      () => this.#meeting(a, b, mine, theirs),
      () => this.#meeting(a, b, sent, theirs),
      () => same(sent, taken),
      () => this.#meeting(a, b, sent, taken),
    ];
    for (const rule of rules) {
      const ways = rule();
      if (ways.length === 0) continue;
      return ways.map((way) => ({
        ...way,
        share: 1 / ways.length,
        sentBy: mine.includes(way.from) ? i : gpuOfNic(a.gpus, a.reaches.length, way.from),
        takenBy: theirs.includes(way.to) ? j : gpuOfNic(b.gpus, b.reaches.length, way.to),
      }));
    }
    return [];
  }

  #meeting(
    a: HostKind,
    b: HostKind,
    froms: readonly number[],
    tos: readonly number[],
  ): Pick<Way, 'from' | 'to' | 'planes'>[] {
    return tos.flatMap((to) =>
      froms.flatMap((from) => {
        const planes = this.meetings.meet(a.reaches[from]!, b.reaches[to]!);
        return planes.length > 0 ? [{ from, to, planes }] : [];
      }),
    );
  }
}

function ownOf({ gpus, reaches }: HostKind, gpu: number): number[] {
  const [from, to] = nicsOfGpu(gpus, reaches.length, gpu);
  return Array.from({ length: Math.min(to, reaches.length) - from }, (_, i) => from + i);
}
