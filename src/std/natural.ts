/** The order in which people expect names: numbers in them by value (`node9` before `node10`). */
export function compareNatural(a: string, b: string): number {
  const [x, y] = [partsOf(a), partsOf(b)];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    // Texts and numbers take turns, so parts at the same place are of the same kind.
    const order =
      i % 2 === 1 ? compareNumbers(x[i]!, y[i]!) : x[i]! < y[i]! ? -1 : x[i]! > y[i]! ? 1 : 0;
    if (order !== 0) return order;
  }
  return x.length - y.length || (a < b ? -1 : a > b ? 1 : 0);
}

const partsOf = (text: string): string[] => text.split(/(\d+)/);

/** Of any length: without leading zeros the longer one is the larger one. */
function compareNumbers(a: string, b: string): number {
  const [x, y] = [a.replace(/^0+/, ''), b.replace(/^0+/, '')];
  return x.length - y.length || (x < y ? -1 : x > y ? 1 : 0);
}
