import { copyFileSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from '../cli-process.js';

const folder = mkdtempSync(join(tmpdir(), 'planewright-output-'));
const file = join(folder, 'a.json');
const base = join(folder, 'base.json');
const link = join(folder, 'link.json');
copyFileSync('test/fixtures/ok/one-host.json', base);
writeFileSync(file, '{ "extends": "base.json", "name": "a" }');
symlinkSync(file, link);
const before = [file, base].map((name) => readFileSync(name, 'utf8'));

describe('an output never replaces what was read', () => {
  it.each([
    ['validate', file, '-o', file],
    ['validate', file, '-o', link],
    ['validate', link, '-o', file],
    ['normalize', file, '-o', base],
    ['draw', file, '-o', file],
    ['export', file, '--to', 'csv', '-o', base],
    ['whatif', file, '--fail', 'host:h0', '-o', file],
  ])('%s %s %s %s', (...args) => {
    const { status, stderr } = runCli(args);
    expect(stderr).toBe(`planewright: ${args.at(-1)} is what was read; write to another file\n`);
    expect(status).toBe(2);
    expect([file, base].map((name) => readFileSync(name, 'utf8'))).toEqual(before);
  });
});
