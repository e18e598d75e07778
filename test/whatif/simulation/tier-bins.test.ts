import { expect, test } from 'vitest';
import { siteOf } from '../../../src/whatif/simulation/site.js';
import { tierUse, useBins } from '../../../src/whatif/simulation/tier-use.js';
import { ecmpTransport } from '../../../src/whatif/simulation/transport.js';
import { openWorld, readTopology } from '../../worlds.js';

/** Bytes that keep channel `c` busy for a share of so many 40ths of the time; 41 of them, 0 and all included. */
const share = (c: number): number => (c % 41) / 40;

test.each(['topologies/bcube-32-2.json', 'topologies/dual-tor.json'])('%s', (file) => {
  const { fabric, healthy } = openWorld(readTopology(file)).subject;
  const { capacity } = healthy;
  const site = {
    ...siteOf(fabric, capacity, 0, 'pxn'),
    latency: { baseUs: 0, perSwitchUs: 0, scaleUpUs: 0 },
    transport: ecmpTransport(fabric, capacity, 1),
  };
  const us = 1000 / 3;
  const bytes = site.channelGbps.map((gbps, c) => gbps * 125 * us * share(c));
  const found = tierUse(site, bytes, us);
  expect(found.length).toBeGreaterThanOrEqual(2);
  for (const { from, to, channels, bins, mean, most } of found) {
    const named = `${from} ${to}`;
    expect(bins, named).toHaveLength(useBins);
    expect(
      bins.reduce((sum, count) => sum + count, 0),
      named,
    ).toBe(channels);
    // The mean lies where the bins let it lie, and the most in the last one that is filled.
    const lowest = bins.reduce((sum, count, i) => sum + (count * i) / useBins, 0) / channels;
    expect(mean).toBeGreaterThanOrEqual(lowest - 1e-9);
    expect(mean).toBeLessThanOrEqual(lowest + 1 / useBins + 1e-9);
    const last = bins.findLastIndex((count) => count > 0);
    expect(last).toBe(Math.min(useBins - 1, Math.floor(most * useBins + 1e-9)));
  }
  // Counted anew: two 40ths in each bin, and what is busy all the time in the last one.
  const cables = found.filter(({ from }) => from !== 'GPU' && from !== 'domain');
  const expected = new Array<number>(useBins).fill(0);
  for (let c = 0; c < 2 * fabric.cableCount; c++) {
    const inPlane = fabric.planeSets[0]!.planes.some((plane) =>
      fabric.planes[plane]!.cables.includes(c >> 1),
    );
    if (inPlane && site.channelGbps[c]! > 0) expected[Math.min(19, (c % 41) >> 1)]!++;
  }
  const sums = expected.map((_, i) => cables.reduce((sum, { bins }) => sum + bins[i]!, 0));
  expect(sums).toEqual(expected);
});
