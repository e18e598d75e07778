import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codeOf } from '../../src/cli/exit.js';
import { validate } from '../../src/pipeline.js';

/**
 * An unevenly dealt dual-ToR plane: its bisection has to be searched for, case by case, and almost
 * every cable is a case of its own. What was not tried is said, and fails a run that asks for it.
 */
test('single faults that were not all tried are a warning', () => {
  const file = join(import.meta.dirname, 'not-tried.json');
  const report = validate({ file, bytes: readFileSync(file) });
  expect(report.findings.map(({ code, severity }) => [code, severity])).toEqual([
    ['failure-robustness-not-tried', 'warning'],
  ]);
  expect(report.verdict).toBe('pass');
  expect(codeOf([report])).toBe(0);
  expect(codeOf([report], 'warning')).toBe(1);
  const [cables] = report.checks.filter(({ fault }) => fault === 'any single cable');
  expect(cables).toMatchObject({ status: 'skip', cases: 4962 });
});
