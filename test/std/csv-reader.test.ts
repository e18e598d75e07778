import { describe, expect, test } from 'vitest';
import { csvLinesOf, readCsv } from '../../src/std/csv-reader.js';
import { linesOf } from '../../src/std/lines.js';

/** All records of a text, and what it ends with. */
function recordsOf(text: string) {
  const records: unknown[] = [];
  const lines = csvLinesOf(linesOf([Buffer.from(text)]));
  for (;;) {
    const { done, value } = lines.next();
    if (done) return { records, end: value };
    records.push('cells' in value ? [value.line, ...value.cells] : value);
  }
}

describe('a stream of lines', () => {
  test('has cells without blanks around them; lines without any are left out', () => {
    const { records, end } = recordsOf('a, b ,c\r\n\r\n,,\n 1,2,3\n4');
    expect(records).toEqual([
      [1, 'a', 'b', 'c'],
      [4, '1', '2', '3'],
      [5, '4'],
    ]);
    expect(end).toBeNull();
  });

  test.each([
    ['a;b;gbps', 'of the first line'],
    ['\na;b;gbps', 'behind an empty line'],
    [' \t\n\na;b;gbps', 'behind blanks'],
    ['# note, 2026\n\n  # more, of it\na;b;gbps', 'behind comments'],
    ['\ufeff# note, 2026\na;b;gbps', 'behind a mark of byte order'],
    ['\ufeffa\tb\tgbps', 'where it is a tab'],
  ])('takes the separator %j %s', (text) => {
    const { records } = recordsOf(`${text}\n`);
    expect((records.at(-1) as unknown[]).slice(1)).toEqual(['a', 'b', 'gbps']);
  });

  test('has comments, in which a quote opens nothing', () => {
    const { records } = recordsOf('a,b\n# 19" racks\n1,2\n');
    expect(records).toEqual([
      [1, 'a', 'b'],
      [3, '1', '2'],
    ]);
  });

  test('has quotes that reach into further lines, and says where each record begins', () => {
    const { records } = recordsOf('a,"b ""c"""\n"1\n2",3\n4,5\n');
    expect(records).toEqual([
      [1, 'a', 'b "c"'],
      [2, '1\n2', '3'],
      [4, '4', '5'],
    ]);
  });

  test('says which line is no CSV, and goes on', () => {
    const { records } = recordsOf('a,b\nx"y,"z\n1,2\n"open,3\n4,5');
    expect(records).toEqual([
      [1, 'a', 'b'],
      expect.objectContaining({ line: 2, text: 'x"y,"z' }),
      [3, '1', '2'],
      { line: 4, text: '"open,3', problem: 'a quote is opened and not closed' },
    ]);
  });

  test('is no text: says so at its end', () => {
    const { records, end } = recordsOf('a,b\n1,2\n');
    expect(records.length).toBe(2);
    expect(end).toBeNull();
    expect(recordsOf('a,b\n\0').end).toEqual({
      problem: 'it is binary: there is a NUL byte after line 0',
    });
  });
});

test('a text is read at once, with the numbers of its lines', () => {
  expect(readCsv('\ufeffa, b\n\n"1\n2",3\n')).toEqual({
    lines: [
      { line: 1, cells: ['a', 'b'] },
      { line: 4, cells: ['1\n2', '3'] },
    ],
  });
  expect(readCsv('a\n"1')).toEqual({ problem: expect.stringMatching(/^line \d+: /) });
});
