/** So many classes are looked back at: what has no mate among these has none. */
const mostTried = 4;

/**
 * Pairs of items to try: each item with the first of the classes before it, the latest class first,
 * until it is alike to one. So an item that something happened to does not keep those behind it from
 * those before it.
 */
export function* matesToTry(
  count: number,
  alike: (a: number, b: number) => boolean,
): Iterable<readonly [earlier: number, item: number]> {
  const firsts: number[] = [];
  for (let item = 0; item < count; item++) {
    const tried = firsts.slice(0, mostTried);
    let mate: number | undefined;
    for (const first of tried) {
      if (!alike(first, item)) yield [first, item];
      if (alike(first, item)) {
        mate = first;
        break;
      }
    }
    if (mate === undefined) firsts.unshift(item);
    else firsts.splice(0, 0, ...firsts.splice(firsts.indexOf(mate), 1));
  }
}
