import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { check } from '../../src/check/run.js';
import { openWorld, readTopology } from '../worlds.js';

const samples = readdirSync(new URL('../samples/', import.meta.url))
  .filter((file) => file.endsWith('.json'))
  .map((file) => `test/samples/${file}`);

it.each(samples)('%s keeps every promise', (file) => {
  const document = readTopology(file);
  const { results, findings } = check(openWorld(document).subject);
  expect(findings).toEqual([]);
  const judged = results.filter(({ basis }) => basis === 'expect' || basis === 'scenario');
  expect(judged.length).toBeGreaterThan(0);
  expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['pass']));
});
