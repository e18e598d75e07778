import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { codeOf } from '../../src/cli/exit.js';
import { type Loaded, load, report } from '../../src/pipeline.js';
import { type ReportFormat, reportFormats } from '../../src/report/formats.js';
import { reporters } from '../../src/report/registry.js';
import { documents, maxCables } from './documents.js';
import { expectEscaped } from './escaped.js';
import { type Mutation, mutant, mutations } from './mutations.js';

/** Every run tries the same mutants; another seed tries others. */
const seed = Number(process.env.FUZZ_SEED ?? 20261124);
const runs = Number(process.env.FUZZ_RUNS ?? 2400);
const batches = 4;

/** Not a benchmark: what hangs takes longer. */
const secondsPerMutant = 5;

const met = { codes: new Set<string>(), passed: 0, exitCodes: new Set<number>() };

/** What is read: the mutant, or a file that extends it. */
function loadMutant(bytes: Uint8Array, asBase: boolean): Loaded {
  if (!asBase) return load({ file: 'mutant.json', bytes }, { maxCables });
  const top = Buffer.from('{ "extends": "mutant.json", "title": "on top" }');
  return load({ file: 'top.json', bytes: top }, { maxCables, read: () => bytes });
}

function tryMutant(mutation: Mutation): void {
  const bytes = mutant(mutation);
  const started = process.hrtime.bigint();
  const one = report(loadMutant(bytes, mutation.asBase));
  for (const format of reportFormats) expectEscaped(format, reporters[format]([one]));
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  expect(seconds).toBeLessThan(secondsPerMutant);
  const exitCode = codeOf([one]);
  expect([0, 1, 2]).toContain(exitCode);
  expect(exitCode === 0).toBe(one.verdict === 'pass');
  const lines = new TextDecoder().decode(bytes).split('\n').length;
  for (const { file, line, column, endLine, code } of one.findings) {
    const last = file === 'mutant.json' ? lines : 1;
    expect(line >= 1 && column >= 1 && line <= last && endLine <= last).toBe(true);
    met.codes.add(code);
  }
  met.exitCodes.add(exitCode);
  if (one.verdict === 'pass') met.passed++;
}

test.each(documents)('$name, unchanged, passes', ({ text }) => {
  const one = report(load({ file: 'x.json', bytes: Buffer.from(text) }, { maxCables }));
  const wrong = one.findings.filter(({ accepted }) => accepted === null);
  expect(wrong.map(({ message }) => message)).toEqual([]);
});

describe(`mutants of ${documents.length} documents`, () => {
  test.each(Array.from({ length: batches }, (_, i) => i))(
    'part %i: findings at most, in every format, in time',
    { timeout: 60_000 },
    (batch) => {
      fc.assert(fc.property(mutations, tryMutant), {
        seed: seed + batch,
        numRuns: Math.ceil(runs / batches),
      });
    },
  );

  test('are neither all harmless nor all stopped at the door', () => {
    expect(met.passed).toBeGreaterThan(runs / 100);
    expect(met.codes.size).toBeGreaterThan(40);
    expect([...met.exitCodes].sort()).toEqual([0, 1, 2]);
  });
});

describe('as processes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'planewright-mutants-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const cli = join(import.meta.dirname, '../../dist/cli/main.js');
  const sample = fc.sample(mutations, { seed, numRuns: 20 });

  test.each(sample.map((mutation, i) => ({ i, mutation })))(
    'mutant $i: exit code 0, 1 or 2, no stack trace',
    { timeout: 20_000 },
    ({ i, mutation }) => {
      const file = join(folder, `mutant-${i}.json`);
      writeFileSync(file, mutant(mutation));
      const format: ReportFormat = reportFormats[i % reportFormats.length]!;
      const args = [cli, 'validate', file, '--format', format, '--max-cables', `${maxCables}`];
      const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
      expect([0, 1, 2]).toContain(status);
      expect(stderr).toBe('');
      expect(stdout).not.toMatch(/^ +at /m);
      expectEscaped(format, stdout);
    },
  );
});
