import type { CompactFabric } from '../../fabric/compact.js';
import type { HostCables } from './host-cables.js';

/** Hosts whose cables in use lead to the same switches, as many to each: they may change places. */
export interface HostKind {
  readonly first: number;
  /** Another one of the kind, −1: there is none. */
  readonly second: number;
}

/** Keys stay exact: 2^53 is more than hosts × vertices × so many. */
const mostCables = 1024;

/**
 * The kinds of the hosts of a scope, plane by plane: a kind is split by what its hosts hang on.
 *
 * @param inScope by host: 1 if it counts
 * @param alone by host: 1 if it is a kind of its own
 */
export function hostKinds(
  { vertexCount, hostIds }: CompactFabric,
  planes: readonly HostCables[],
  inScope: Uint8Array,
  alone: Uint8Array,
): HostKind[] {
  const hosts = [...hostIds.keys()].filter((h) => inScope[h] === 1);
  const kindOf = new Float64Array(hostIds.length);
  for (const { start, at } of planes) {
    const known = new Map<string | number, number>();
    for (const h of hosts) {
      const [from, to] = [start[h]!, start[h + 1]!];
      const count = to - from;
      const same = count === 0 ? 0 : at[from] === at[to - 1] ? 1 + at[from]! : -1;
      // Almost everywhere all cables of a host lead to one switch: a number is then enough as a key.
      const key =
        same >= 0 && count < mostCables
          ? (kindOf[h]! * (vertexCount + 1) + same) * mostCables + count
          : `${kindOf[h]} ${at.subarray(from, to)}`;
      const kind = known.get(key) ?? known.size;
      known.set(key, kind);
      kindOf[h] = kind;
    }
  }
  const kinds = new Map<string | number, { first: number; second: number }>();
  for (const h of hosts) {
    const key = alone[h] === 1 ? `alone ${h}` : kindOf[h]!;
    const kind = kinds.get(key);
    if (!kind) kinds.set(key, { first: h, second: -1 });
    else if (kind.second < 0) kind.second = h;
  }
  return [...kinds.values()];
}
