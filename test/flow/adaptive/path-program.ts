import type { CompactFabric } from '../../../src/fabric/compact.js';
import type { LinearSolver } from '../../../src/flow/linear-program.js';
import type { PlaneTraffic } from '../../../src/flow/routing/plane-traffic.js';

/** What one endpoint sends another one in all, and every shortest way between them as a list of channels. */
export interface PairWays {
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
  readonly ways: readonly (readonly number[])[];
}

/** All pairs of some traffic, one by one. */
export function pairsOf({ blocks, domainOf, pairs }: PlaneTraffic) {
  const sums = new Map<string, { from: number; to: number; bytes: number; count: number }>();
  const add = (from: number, to: number, bytes: number) => {
    if (from === to || !(bytes > 0)) return;
    const known = sums.get(`${from} ${to}`) ?? { from, to, bytes: 0, count: 0 };
    known.bytes += bytes;
    known.count++;
    sums.set(`${from} ${to}`, known);
  };
  for (const { from, to, bytes } of blocks) {
    for (const a of from) for (const b of to) if (domainOf[a] !== domainOf[b]) add(a, b, bytes);
  }
  pairs.from.forEach((a, i) => {
    add(a, pairs.to[i]!, pairs.bytes[i]!);
  });
  return [...sums.values()];
}

/** Channels in use that leave a vertex, and what they lead to. */
export function channelsOf(fabric: CompactFabric, capacity: Float64Array, plane: number) {
  const leaving = Array.from({ length: fabric.vertexCount }, () => [] as [number, number][]);
  for (const c of fabric.planes[plane]!.cables) {
    const [a, b] = [fabric.lower[c]!, fabric.upper[c]!];
    if (!(capacity[c]! > 0) || a === b) continue;
    leaving[a]!.push([2 * c, b]);
    leaving[b]!.push([2 * c + 1, a]);
  }
  return leaving;
}

/** By a search forwards from every sender, and all ways walked. */
export function pairWays(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  traffic: PlaneTraffic,
): { readonly routed: PairWays[]; readonly unrouted: number } {
  const leaving = channelsOf(fabric, capacity, plane);
  const passes = (v: number) => fabric.planes[plane]!.relays || v >= fabric.endpointCount;
  const routed: PairWays[] = [];
  let unrouted = 0;
  for (const { from, to, bytes, count } of pairsOf(traffic)) {
    let reached: { at: number; way: number[] }[] = [{ at: from, way: [] }];
    const seen = new Set([from]);
    const ways: number[][] = [];
    while (ways.length === 0 && reached.length > 0) {
      const next: { at: number; way: number[] }[] = [];
      for (const { at, way } of reached) {
        for (const [channel, head] of leaving[at]!) {
          if (head === to) ways.push([...way, channel]);
          else if (passes(head) && !seen.has(head)) next.push({ at: head, way: [...way, channel] });
        }
      }
      for (const { at } of next) seen.add(at);
      reached = next;
    }
    if (ways.length === 0) unrouted += count;
    else routed.push({ from, to, bytes, ways });
  }
  return { routed, unrouted };
}

/** The least time in µs, by a program with one variable for each way. */
export function leastTime(
  pairs: readonly PairWays[],
  capacity: Float64Array,
  solve: LinearSolver,
): number {
  if (pairs.length === 0) return 0;
  const most = Math.max(...pairs.map(({ bytes }) => bytes));
  const rows = new Map<number, { column: number; value: number }[]>();
  const sums: { column: number; value: number }[][] = [];
  let column = 1;
  for (const { ways } of pairs) {
    const sum: { column: number; value: number }[] = [];
    for (const way of ways) {
      for (const channel of way) {
        const row = rows.get(channel) ?? [{ column: 0, value: -capacity[channel >> 1]! / 100 }];
        rows.set(channel, row);
        row.push({ column, value: 1 });
      }
      sum.push({ column: column++, value: 1 });
    }
    sums.push(sum);
  }
  const all = [...rows.values(), ...sums];
  const starts = new Int32Array(all.length + 1);
  all.forEach((row, r) => {
    starts[r + 1] = starts[r]! + row.length;
  });
  const bounds = pairs.map(({ bytes }) => bytes / most);
  const objective = new Float64Array(column);
  objective[0] = -1;
  const solution = solve({
    objective,
    lower: Float64Array.from([...Array(rows.size).fill(Number.NEGATIVE_INFINITY), ...bounds]),
    upper: Float64Array.from([...Array(rows.size).fill(0), ...bounds]),
    starts,
    columns: Int32Array.from(all.flat(), (entry) => entry.column),
    values: Float64Array.from(all.flat(), (entry) => entry.value),
  });
  if (!solution) throw new Error('the program was not solved');
  return (solution.values[0]! * most) / 100 / 125;
}
