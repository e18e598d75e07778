import type { Senders } from './senders.js';

/** Endpoints of one rate whose cables lead to the same switches, as many to each. */
export interface SenderKind {
  /** Places in `senders.endpoints`. */
  readonly endpoints: number[];
  /** Gb/s of each. */
  readonly rate: number;
  /** Where they hang, and by how many cables each: switches of the network. */
  readonly leaves: readonly number[];
  readonly cables: readonly number[];
}

/** An endpoint that relays is a switch of the network itself: it is a kind of its own, and hangs there. */
export function senderKinds(senders: Senders, relays: boolean): SenderKind[] {
  const { endpoints, start, places, rates, placeOf } = senders;
  const kinds = new Map<string | number, SenderKind>();
  const rateIndex = new Map<number, number>();
  for (let i = 0; i < endpoints.length; i++) {
    const rate = rates[i]!;
    if (relays) {
      kinds.set(i, { endpoints: [i], rate, leaves: [placeOf[endpoints[i]!]!], cables: [1] });
      continue;
    }
    const of = rateIndex.get(rate) ?? rateIndex.size;
    rateIndex.set(rate, of);
    const at = places.subarray(start[i]!, start[i + 1]!);
    // Almost everywhere an endpoint has one cable: a number is then enough as a key.
    const key = at.length === 1 ? of * placeOf.length + at[0]! : `${of} ${at}`;
    const kind = kinds.get(key);
    if (kind) kind.endpoints.push(i);
    else {
      const leaves = [...new Set(at)];
      const cables = leaves.map((leaf) => at.filter((place) => place === leaf).length);
      kinds.set(key, { endpoints: [i], rate, leaves, cables });
    }
  }
  return [...kinds.values()];
}
