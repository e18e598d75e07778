import { posix } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameIn, pathFrom, shownPath } from '../../src/spec/files/paths.js';

describe('a path of a file', () => {
  it.each([
    ['a.json', 'b.json', 'b.json'],
    ['a.json', './b//c/./d.json', 'b/c/d.json'],
    ['a.json', '../b.json', '../b.json'],
    ['sub/a.json', '../b.json', 'b.json'],
    ['sub/a.json', '../../b.json', '../b.json'],
    ['../base/a.json', 'b.json', '../base/b.json'],
    ['../base/a.json', '../b.json', '../b.json'],
    ['a.json', 'b/../../c/d.json', '../c/d.json'],
    ['a.json', '..', '..'],
    ['a.json', '.', '.'],
    ['a.json', '...', '...'],
    ['a.json', 'caf\u00e9 b.json', 'caf\u00e9 b.json'],
  ])('from %s to %s is %s', (writer, path, result) => {
    expect(pathFrom(writer, path)).toEqual({ path: result });
  });

  it.each([
    ['a.json', '../../b.json', /leads outside/],
    ['../base/a.json', '../../b.json', /leads outside/],
    ['sub/a.json', '../../../b.json', /leads outside/],
    ['a.json', 'x/../../../b.json', /leads outside/],
    ['a.json', '../../here/b.json', /leads outside/],
    ['a.json', '/b.json', /absolute/],
    ['a.json', '//b.json', /absolute/],
    ['a.json', '', /empty/],
    ['a.json', 'b\0.json', /control/],
    ['a.json', 'b\n.json', /control/],
    ['a.json', 'b\u202e.json', /control/],
    ['a.json', 'b\ud800.json', /control/],
    ['a.json', 'b\\c.json', /backslash/],
    ['a.json', 'b'.repeat(1001), /1,001 characters/],
  ])('from %s to %j is refused', (writer, path, problem) => {
    expect(pathFrom(writer, path)).toEqual({ problem: expect.stringMatching(problem) });
  });

  it('leads where node says that it does, and never two folders up', () => {
    const step = fc.constantFrom('..', '.', 'a', 'b', '', '..a');
    const path = fc.array(step, { minLength: 1, maxLength: 8 }).map((steps) => steps.join('/'));
    let inside = 0;
    fc.assert(
      fc.property(path, path, (writer, named) => {
        const from = pathFrom('x.json', `${writer}/f.json`);
        if ('problem' in from) return;
        const found = pathFrom(from.path, named);
        if (named === '' || named.startsWith('/')) {
          expect('problem' in found).toBe(true);
          return;
        }
        const real = posix.join('/top/home', posix.dirname(from.path), named);
        const within = real === '/top' || real.startsWith('/top/');
        if ('path' in found) {
          inside++;
          expect(posix.join('/top/home', found.path)).toBe(real.replace(/(.)\/$/, '$1'));
          expect(within).toBe(true);
        } else if (within) {
          // Only by going through a folder above whose name nobody knows.
          expect(posix.join(posix.dirname(from.path), named)).toMatch(/^\.\.\/\.\./);
        }
      }),
      { seed: 3, numRuns: 2000 },
    );
    expect(inside).toBeGreaterThan(300);
  });
});

describe('a path as the user would write it', () => {
  it.each([
    ['a.json', 'b.json', 'b.json'],
    ['site/a.json', 'b.json', 'site/b.json'],
    ['site/a.json', '../b.json', 'b.json'],
    ['./a.json', '../b.json', '../b.json'],
    ['../a.json', '../b.json', '../../b.json'],
    ['/x/site/a.json', '../shared/b.json', '/x/shared/b.json'],
    ['<stdin>', 'b.json', 'b.json'],
  ])('beside %s, %s is %s', (first, path, shown) => {
    expect(shownPath(first, path)).toBe(shown);
    if (!first.startsWith('<')) expect(shown).toBe(posix.join(posix.dirname(first), path));
  });

  it('of a file is its name, seen from its folder', () => {
    expect(['a.json', 'x/a.json', '/a.json', '<stdin>'].map(nameIn)).toEqual([
      'a.json',
      'a.json',
      'a.json',
      '<stdin>',
    ]);
  });
});
