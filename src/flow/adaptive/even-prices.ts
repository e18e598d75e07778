import type { GroupSteps } from './even-split.js';

/**
 * The same prices on the arcs of twins. They prove no less: distance is concave in prices, so the sum of what is paid
 * is at least the mean over all orders of twins, and what all capacities together earn stays the same.
 */
export function evenPrices(
  { network, groups }: Pick<GroupSteps, 'network' | 'groups'>,
  prices: Float64Array,
): Float64Array {
  const { into, receives, reverse } = network;
  const even = prices.slice();
  for (const group of groups) {
    if (group.length === 1) continue;
    const first = group.map((t) => into[receives[t]!]!);
    const degree = into[receives[group[0]!]! + 1]! - first[0]!;
    for (let j = 0; j < degree; j++) {
      const arcs = first.map((arc) => arc + j);
      setMean(even, arcs);
      setMean(
        even,
        arcs.map((arc) => reverse[arc]!),
      );
    }
  }
  return even;
}

function setMean(prices: Float64Array, arcs: readonly number[]): void {
  let sum = 0;
  for (const arc of arcs) sum += prices[arc]!;
  for (const arc of arcs) prices[arc] = sum / arcs.length;
}
