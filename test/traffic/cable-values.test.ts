import { describe, expect, test } from 'vitest';
import { readCableValues } from '../../src/traffic/cable-values.js';
import { variant } from '../fabric/pairs.js';

const { fabric } = variant().subject;
const read = (text: string) => readCableValues(text, fabric, 'load.csv');
const problems = (text: string) => {
  const found = read(text);
  return 'problems' in found ? found.problems : [];
};
const values = (text: string) => {
  const found = read(text);
  return 'values' in found ? Object.fromEntries(found.values) : found.problems;
};

const cable = 'h0/nic0:0--compute/p0/leaf0:0';
const [leaf, spine] = ['compute/p0/leaf0:2', 'compute/p0/spine0:0'];

describe('figures of cables', () => {
  test('by id, by either port, with the ends in either order', () => {
    expect(values(`cable,load\n${cable},0.5\n`)).toEqual({ [cable]: 0.5 });
    expect(values('cable,load\nh0/nic0:0,0.5')).toEqual({ [cable]: 0.5 });
    expect(values('cable,load\r\ncompute/p0/leaf0:0--h0/nic0:0,5e-1\r\n')).toEqual({
      [cable]: 0.5,
    });
    expect(read('\ufeffCable,Errors per hour\nh0/nic0:0,7')).toMatchObject({
      name: 'Errors per hour',
    });
  });

  test('by selectors of cables', () => {
    const found = values(
      'cable,load\ncable:h0/*:*,1\nbundle:compute/p0/leaf0--compute/p0/spine0,2\nport:h1/nic*:0,3',
    );
    expect(Object.values(found)).toEqual([1, 1, 2, 2, 3, 3]);
  });

  test('beside the two ports of an exported list', () => {
    const lists = fabric.cableIds.map((id, i) => `${id.split('--').join(',')},100,${i}`);
    const found = read(['a,b,gbps,load', ...lists].join('\n'));
    expect('values' in found && [...found.values]).toEqual(fabric.cableIds.map((id, i) => [id, i]));
    expect(read(`a,b,gbps\n${leaf},${spine},100`)).toMatchObject({ name: 'gbps' });
  });

  test('some of which are not known', () => {
    expect(values(`cable,load\n${cable},\nh1/nic0:0,0`)).toEqual({
      'h1/nic0:0--compute/p0/leaf0:1': 0,
    });
  });
});

describe('what is wrong with a table', () => {
  test.each([
    ['', 'load.csv: the table is empty: it has columns cable and, say, load'],
    ['cable,load\n', 'load.csv: no cable has a value'],
    ['cable;load\nx;1', 'load.csv:1: its cells are separated by ";", not by commas'],
    [
      'link,load\nx,1',
      'load.csv:1: a column "cable" (or "a" and "b") is missing; found "link, load"',
    ],
    ['cable\nx', 'load.csv:1: a column of values is missing: call it by what it says, like load'],
    ['cable,\nx,1', 'load.csv:1: the column of values has no name'],
    [
      'cable,load,errors\nx,1,2',
      'load.csv:1: one column of values can be shown; found "load", "errors"',
    ],
    ['cable,load\nx', 'load.csv:2: it has 1 cell, the first line has 2'],
    ['cable,load\n"x,1', /^load\.csv: line 2: /],
    [`cable,load\n${cable},-1`, 'load.csv:2: "-1" is no number ≥ 0'],
    [`cable,load\n${cable},NaN`, 'load.csv:2: "NaN" is no number ≥ 0'],
    [`cable,load\n${cable},1e999`, 'load.csv:2: "1e999" is no number ≥ 0'],
    [`cable,load\n${cable},0x10`, 'load.csv:2: "0x10" is no number ≥ 0'],
    [
      `cable,load\n${cable},1\n\nh0/nic0:0,2`,
      `load.csv:4: ${cable} has a value already, in line 2`,
    ],
    [
      'cable,load\nh0/nic0:1,2',
      'load.csv:2: h0/nic0:1: matches no cable; did you mean "cable:h0/nic0:0"?',
    ],
    [
      'cable,load\nswitch:x,2',
      'load.csv:2: switch:x: only cable:, bundle: and port: name cables here',
    ],
    [
      'cable,load\nrandom:cable,2',
      'load.csv:2: random:cable: only cable:, bundle: and port: name cables here',
    ],
    [
      'cable,load\ncable:h0/nic0:0@0.5,2',
      'load.csv:2: cable:h0/nic0:0@0.5: only a fault leaves a fraction of a speed; leave "@" out',
    ],
    ['cable,load\n,2', /^load\.csv:2: "": "cable:" is followed by an id or a pattern/],
    ['cable,load\n__proto__,2', /^load\.csv:2: __proto__: matches no cable/],
  ])('%j', (text, problem) => {
    const [first, ...more] = problems(text);
    if (typeof problem === 'string') expect(first).toBe(problem);
    else expect(first).toMatch(problem);
    expect(more).toEqual([]);
  });

  test('is said at once, up to twenty lines', () => {
    const lines = Array.from({ length: 30 }, (_, i) => `x${i},${i % 2 ? '-' : ''}1`);
    const found = problems(['cable,load', ...lines].join('\n'));
    expect(found).toHaveLength(21);
    expect(found.at(-1)).toBe('and 25 more');
    expect(found[1]).toBe('load.csv:3: "-1" is no number ≥ 0');
  });

  test('are patterns without end: what costs a look at all cables is counted', () => {
    // As if it had so many.
    const huge = { ...fabric, cableCount: 10_000_000 };
    const text = `cable,load\n${'bundle:h*/x--y,1\n'.repeat(3)}`;
    const found = readCableValues(text, huge, 'x.csv');
    expect('problems' in found && found.problems[2]).toBe(
      'x.csv:4: bundle:h*/x--y: too many selectors with * or […] before it; name cables by their ids',
    );
  });

  test('stays on one line, whatever it is called', () => {
    const found = problems(`cable,load\n"a\nb\u001b[2J${'x'.repeat(5000)}",1`);
    expect(found).toHaveLength(1);
    expect(found[0]!.length).toBeLessThan(400);
    expect(found[0]).not.toMatch(/[\n\u001b]/);
  });
});
