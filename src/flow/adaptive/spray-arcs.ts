import { Ints } from '../../fabric/growing.js';

/** Arcs of a network (spray-network.ts), by head, then tail: parallel cables are one in either direction. */
export interface SprayArcs {
  /** Arcs that enter vertex v: numbers `into[v]` … `into[v + 1] − 1`. */
  readonly into: Int32Array;
  readonly tails: Int32Array;
  readonly heads: Int32Array;
  readonly gbps: Float64Array;
  /** By arc: the one of the same cables in the other direction. */
  readonly reverse: Int32Array;
  /** By arc: entries `cableStart[arc]` … of `channels` are the channels (of the fabric) of its cables. */
  readonly cableStart: Int32Array;
  readonly channels: Int32Array;
}

/** Channels between vertices, as they come. */
export class ChannelEnds {
  readonly tails = new Ints();
  readonly heads = new Ints();
  readonly channels = new Ints();

  add(tail: number, head: number, channel: number): void {
    this.tails.push(tail);
    this.heads.push(head);
    this.channels.push(channel);
  }

  /** @param capacity Gb/s by cable of the fabric */
  arcs(vertexCount: number, capacity: Float64Array): SprayArcs {
    const [ofTail, ofHead] = [this.tails.close(), this.heads.close()];
    const byTail = sortedBy(
      ofTail,
      vertexCount,
      ofTail.map((_, i) => i),
    );
    const order = sortedBy(ofHead, vertexCount, byTail);
    const into = new Int32Array(vertexCount + 1);
    const [tails, heads, cableStart] = [new Ints(), new Ints(), new Ints()];
    const channels = order.map((i) => this.channels.at(i));
    const arcOf = new Map<number, number>();
    order.forEach((i, at) => {
      if (tails.last !== ofTail[i] || heads.last !== ofHead[i]) {
        cableStart.push(at);
        tails.push(ofTail[i]!);
        heads.push(ofHead[i]!);
        into[ofHead[i]! + 1]!++;
        arcOf.set(channels[at]!, tails.length - 1);
      }
    });
    for (let v = 0; v < vertexCount; v++) into[v + 1]! += into[v]!;
    const count = tails.length;
    cableStart.push(channels.length);
    const starts = cableStart.close();
    const gbps = new Float64Array(count);
    const reverse = new Int32Array(count);
    for (let arc = 0; arc < count; arc++) {
      for (let c = starts[arc]!; c < starts[arc + 1]!; c++)
        gbps[arc]! += capacity[channels[c]! >> 1]!;
      // Cables stand in the same order in both directions.
      reverse[arc] = arcOf.get(channels[starts[arc]!]! ^ 1)!;
    }
    return {
      into,
      tails: tails.close(),
      heads: heads.close(),
      gbps,
      reverse,
      cableStart: starts,
      channels,
    };
  }
}

/** Items in the order of their keys, those of one key as they stood. */
function sortedBy(keys: Int32Array, keyCount: number, items: Int32Array): Int32Array {
  const next = new Int32Array(keyCount + 1);
  for (const key of keys) next[key + 1]!++;
  for (let key = 0; key < keyCount; key++) next[key + 1]! += next[key]!;
  const sorted = new Int32Array(items.length);
  for (const item of items) sorted[next[keys[item]!]!++] = item;
  return sorted;
}
