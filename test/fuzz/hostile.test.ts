import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { hostileFiles } from '../../bench/hostile-files.mjs';

const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'planewright-hostile-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Peak memory that a file of the default size may take, whatever is in it. */
const megabytesAllowed = 300;

/** Not a benchmark (`npm run bench hostile` is): what is quadratic takes minutes. */
const secondsAllowed = 20;

interface Ended {
  readonly code?: number;
  readonly stdout: string;
  readonly stderr: string;
}

test.each(Object.keys(hostileFiles))('%s', { timeout: 2 * secondsAllowed * 1000 }, async (name) => {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, hostileFiles[name]!());
  const args = ['--import', join(root, 'bench/peak.mjs'), join(root, 'dist/cli/main.js')];
  const started = process.hrtime.bigint();
  const ended: Ended = await run(process.execPath, [...args, 'validate', file], {
    maxBuffer: 1 << 26,
    timeout: 2 * secondsAllowed * 1000,
  }).catch((error) => error);
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  rmSync(file);
  expect([undefined, 0, 1, 2]).toContain(ended.code);
  const peak = /^peak (\d+) KB\n$/.exec(ended.stderr);
  expect(peak, ended.stderr).not.toBeNull();
  expect(Number(peak![1]) / 1024).toBeLessThan(megabytesAllowed);
  expect(seconds).toBeLessThan(secondsAllowed);
  // A report that a person can open: at most a line for each finding that is told, and their lines.
  expect(ended.stdout.length).toBeLessThan(1_000_000);
  expect(ended.stdout.split('\n').length).toBeLessThan(5000);
});
