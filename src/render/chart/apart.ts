/**
 * Places as near as possible to where they are wanted, but `gap` apart and from `top` to `bottom`. Those that
 * would overlap are pushed apart around their middle.
 *
 * @returns by index, in the order in which they were wanted
 */
export function apart(
  wanted: readonly number[],
  gap: number,
  top: number,
  bottom: number,
): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
  let blocks: { first: number; count: number }[] = [];
  for (const i of order) {
    blocks.push({ first: clamp(wanted[i]!, top, bottom), count: 1 });
    for (;;) {
      const [before, last] = blocks.slice(-2);
      if (!before || !last || last.first - before.first >= before.count * gap) break;
      const count = before.count + last.count;
      // The mean of where all of them were wanted, if each stands in its place within the block.
      const shift = last.first - before.count * gap;
      const first = (before.first * before.count + shift * last.count) / count;
      blocks = [
        ...blocks.slice(0, -2),
        { first: clamp(first, top, bottom - (count - 1) * gap), count },
      ];
    }
  }
  const places = new Array<number>(wanted.length).fill(0);
  let next = 0;
  for (const { first, count } of blocks) {
    for (let k = 0; k < count; k++) places[order[next++]!] = first + k * gap;
  }
  return places;
}

const clamp = (value: number, least: number, most: number): number =>
  Math.max(least, Math.min(most, value));
