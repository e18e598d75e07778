import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readBytes, readerBeside } from '../../src/cli/read.js';

const top = realpathSync(mkdtempSync(join(tmpdir(), 'planewright-')));
afterAll(() => rmSync(top, { recursive: true, force: true }));

for (const folder of ['a/site/sub', 'a/beside', 'a-beside']) {
  mkdirSync(join(top, folder), { recursive: true });
  writeFileSync(join(top, folder, 'x.json'), folder);
}
symlinkSync(join(top, 'a/site'), join(top, 'entrance'));
symlinkSync(join(top, 'a-beside/x.json'), join(top, 'a/site/out.json'));

const outside = { problem: expect.stringMatching(/^it is, or is a link to, something outside/) };
const textOf = (read: ReturnType<ReturnType<typeof readerBeside>>) =>
  read instanceof Uint8Array ? Buffer.from(read).toString() : read;

describe('files beside another one', () => {
  const read = readerBeside(join(top, 'a/site/first.json'), 100);

  it('are those of the tree of the folder above', () => {
    expect(textOf(read('sub/x.json'))).toBe('a/site/sub');
    expect(textOf(read('../beside/x.json'))).toBe('a/beside');
    expect(read('../../a-beside/x.json')).toEqual(outside);
    expect(read('out.json')).toEqual(outside);
    expect(read('..')).toEqual({ problem: 'it is a directory' });
    expect(read('../..')).toEqual(outside);
  });

  it('are those beside where the folder really is, whatever link it was entered by', () => {
    const entered = readerBeside(join(top, 'entrance/first.json'), 100);
    expect(textOf(entered('../beside/x.json'))).toBe('a/beside');
    expect(entered('../a-beside/x.json')).toEqual({ problem: 'there is no such file' });
  });

  it('are not those of the whole machine: its root is nobody’s folder above', () => {
    let highest = top;
    while (dirname(dirname(highest)) !== dirname(highest)) highest = dirname(highest);
    const inHighest = readerBeside(join(highest, 'first.json'), 1000);
    const inside = `${top.slice(highest.length + sep.length)}/a-beside/x.json`;
    expect(textOf(inHighest(inside))).toBe('a-beside');
    expect(inHighest('../etc/passwd')).toEqual(outside);
  });

  it('are not larger than the limit', () => {
    const small = readerBeside(join(top, 'a/site/first.json'), 9);
    expect(small('sub/x.json')).toEqual({
      problem: 'it has 10 bytes, more than the limit of 9; raise it with --max-bytes',
    });
    expect(readBytes(join(top, 'a/site/sub/x.json'), 9)).toEqual({ bytes: 10 });
  });
});
