import { groupBy } from '../../../std/group.js';

interface Numbered {
  readonly prefix: string;
  readonly digits: string;
}

/**
 * Names as Slurm writes lists of them: `h[0-31,40],login`. Zeros in front are kept, and a range has
 * them throughout or nowhere; numbers of more than nine digits are not counted with.
 */
export function hostList(names: readonly string[]): string {
  const parts = names.map((name): Numbered => {
    const digits = /\d{1,9}$/.exec(name)?.[0] ?? '';
    const before = name.slice(0, name.length - digits.length);
    return /\d$/.test(before) ? { prefix: name, digits: '' } : { prefix: before, digits };
  });
  return [...groupBy(parts, ({ prefix }) => prefix)]
    .flatMap(([prefix, members]) => {
      const plain = members.some(({ digits }) => digits === '') ? [prefix] : [];
      const numbers = members.map(({ digits }) => digits).filter((digits) => digits !== '');
      const ranges = rangesOf(numbers.sort(byValue));
      const single = ranges.length === 1 && !ranges[0]!.includes('-');
      const list = single ? ranges[0]! : `[${ranges.join()}]`;
      return [...plain, ...(ranges.length > 0 ? [`${prefix}${list}`] : [])];
    })
    .join();
}

const byValue = (a: string, b: string) => Number(a) - Number(b) || a.length - b.length;

function rangesOf(numbers: readonly string[]): string[] {
  const ranges: string[] = [];
  for (let from = 0; from < numbers.length; ) {
    let to = from;
    while (to + 1 < numbers.length && follows(numbers[to]!, numbers[to + 1]!)) to++;
    ranges.push(from === to ? numbers[from]! : `${numbers[from]}-${numbers[to]}`);
    from = to + 1;
  }
  return ranges;
}

/** Without zeros in front a number may be longer than the one before it: 9, 10. */
const follows = (a: string, b: string): boolean =>
  Number(b) === Number(a) + 1 && (a.length === b.length || (!/^0/.test(b) && !/^0\d/.test(a)));
