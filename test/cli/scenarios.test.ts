import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectFile } from '../expected.js';
import { readScenario, type Step, Workshop, writeScenario } from './scenario.js';

const here = import.meta.dirname;
const files = readdirSync(here).filter((file) => file.endsWith('.scenario'));

// Each file has a directory of its own, so they need not wait for each other; their steps do.
test.concurrent.each(files)('%s', { timeout: 600_000 }, async (file) => {
  const text = readFileSync(join(here, file), 'utf8');
  const workshop = new Workshop();
  const done: (string | Step)[] = [];
  try {
    for (const part of readScenario(text)) {
      if (typeof part === 'string') done.push(part);
      else done.push({ command: part.command, outcome: await workshop.outcome(part.command) });
    }
  } finally {
    workshop.remove();
  }
  const now = writeScenario(done);
  // A bug, and a program that is being built at this moment, must never become what is expected.
  const bugs = done.filter((part) => typeof part !== 'string' && part.outcome.endsWith('exit 3)'));
  expect(bugs.filter((part) => !(part as Step).command.includes('bug.mjs'))).toEqual([]);
  expect(now).not.toMatch(/^(! )? +at .*[:(]|node:internal/m);
  expectFile(join(here, file), now);
});
