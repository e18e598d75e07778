import { expect, test } from 'vitest';
import { describedForPicture } from '../../src/whatif/described.js';
import { readTopology, topologyOf } from '../worlds.js';

const of = (file: string) =>
  describedForPicture(topologyOf(readTopology(`topologies/${file}.json`)));

test('what is built is not described', () => {
  expect(of('ft2')).toEqual([]);
});

test('tiers and cables of one plane, by formula', () => {
  const [set] = of('spectrum-x-multiplane');
  expect(set).toMatchObject({
    id: 'compute',
    hosts: 131_072,
    endpoints: 524_288,
    tiers: [
      { name: 'leaf', count: 512, lines: ['102.4T', '64 × 1,600G'] },
      { name: 'spine', count: 256 },
    ],
    joints: [{ lower: 'leaf', upper: 'spine', cables: 131_072, gbps: 200 }],
  });
  // Every port of 524,288 NICs of eight ports is in one of 32 planes.
  expect(set!.planes).toHaveLength(32);
  expect(set!.planes[31]).toEqual({
    id: 'compute/p31',
    cables: 131_072,
    gbps: 131_072 * 200,
    speeds: { min: 200, max: 200 },
  });
});

test('cables among routers stay with them', () => {
  const [set] = of('slim-fly-q27');
  expect(set!.tiers).toMatchObject([{ name: 'router', count: 1568 }]);
  expect(set!.joints).toEqual([
    { lower: 'router', upper: 'router', kind: 'among them', cables: 32_928, gbps: 400 },
  ]);
});
