/**
 * Natural order of ids: numbers in them by value, everything else by code unit. A total order, so
 * that outputs do not depend on the order in which something was found.
 */
export function naturalOrder(a: string, b: string): number {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const x = digitsAt(a, i);
    const y = digitsAt(b, j);
    if (x > 0 && y > 0) {
      const difference = Number(a.slice(i, i + x)) - Number(b.slice(j, j + y));
      if (difference !== 0) return difference;
      i += x;
      j += y;
    } else {
      const difference = a.charCodeAt(i++) - b.charCodeAt(j++);
      if (difference !== 0) return difference;
    }
  }
  return a.length - i - (b.length - j) || (a < b ? -1 : a > b ? 1 : 0);
}

function digitsAt(text: string, from: number): number {
  let to = from;
  while (to < text.length && text.charCodeAt(to) >= 48 && text.charCodeAt(to) <= 57) to++;
  return to - from;
}
