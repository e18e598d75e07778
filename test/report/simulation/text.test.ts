import { expect, test } from 'vitest';
import { simulationText } from '../../../src/report/simulation/text.js';
import { collective, point, simulation } from '../../render/chart/simulations.js';

const seeds = { seeds: 3, leastUs: 1, meanUs: 2, medianUs: 2, mostUs: 7 };
const topology = { name: 'one', file: 'one.json' };
const run = (count: number) => {
  const collectives = Array.from({ length: count }, () => collective({ bytes: 1024, us: 2 }));
  return { topology, ...simulation([point(collectives, { seeds })]) };
};
const spread = (text: string) => text.split('\n').filter((line) => line.includes('7 µs'));

test('seeds spread the time of all collectives of a point, which is said once and called so', () => {
  const [one, three] = [1, 3].map((count) => simulationText({ version: 1, ...run(count) }));
  expect(spread(one!)).toHaveLength(1);
  expect(one).toMatch(/ fastest +median +slowest/);
  expect(one).not.toContain('all, ');
  expect(spread(three!)).toHaveLength(1);
  expect(three).toMatch(/ all, fastest +all, median +all, slowest/);
  const compared = simulationText({ version: 1, ...run(3), compared: run(3) });
  expect(compared.match(/all, seeds 1 µs to 7 µs/g)).toHaveLength(2);
});
