import { describe, expect, it } from 'vitest';
import { csvLine, csvTable } from '../../src/std/csv.js';

describe('a line of CSV', () => {
  it('is its cells, numbers as they are, nothing for what is not known', () => {
    expect(csvLine(['a', 1, 0.5, null, undefined, 0])).toBe('a,1,0.5,,,0\n');
  });

  it.each([
    ['a,b', '"a,b"'],
    ['a;b', '"a;b"'],
    ['8" switch', '"8"" switch"'],
    [' a', '" a"'],
    ['a\nb', 'a\\nb'],
    ['a\r\nb\tc', 'a\\u000d\\nb\\tc'],
    ['\u202eab', '\\u202eab'],
  ])('keeps %j one cell', (text, cell) => {
    expect(csvLine([text])).toBe(`${cell}\n`);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '＝1', '=HYPERLINK("http://x","y")'])(
    'makes no formula of %j',
    (text) => {
      expect(csvLine([text])).toBe(`"'${text.replaceAll('"', '""')}"\n`);
    },
  );
});

describe('a table of CSV', () => {
  it('has a line of names, and a line for each row', () => {
    const columns = { n: (n: number) => n, twice: (n: number) => `${2 * n},` };
    expect(csvTable(columns, [1, 2])).toBe('n,twice\n1,"2,"\n2,"4,"\n');
    expect(csvTable(columns, [])).toBe('n,twice\n');
  });
});
