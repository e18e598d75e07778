import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { check } from '../../src/check/run.js';
import { gallery, openWorld, readTopology } from '../worlds.js';

/** More than a million cables: their sizes are checked in test/spec, they are not built. */
const tooLarge = ['mrc-131072.json', 'spectrum-x-multiplane.json'];

const samples = readdirSync(new URL('../samples/', import.meta.url))
  .filter((file) => file.endsWith('.json') && !tooLarge.includes(file))
  .map((file) => `test/samples/${file}`);

it.each([...gallery, ...samples])('%s keeps every promise', (file) => {
  const document = readTopology(file);
  const { results, findings } = check(openWorld(document).subject);
  expect(findings).toEqual([]);
  const judged = results.filter(({ basis }) => basis === 'expect' || basis === 'scenario');
  expect(judged.length).toBeGreaterThan(0);
  expect(new Set(results.map(({ status }) => status))).toEqual(new Set(['pass']));
});
