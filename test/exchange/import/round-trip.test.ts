import { describe, expect, test } from 'vitest';
import { build } from '../../../src/build/build.js';
import { explainWiring, movesIn } from '../../../src/diff/explain.js';
import { exporters } from '../../../src/exchange/export/registry.js';
import { type ImportFormat, importFormats } from '../../../src/exchange/import/formats.js';
import type { Wiring } from '../../../src/exchange/wiring.js';
import { exportedOf, filesOf } from '../exported.js';
import { everyTopology } from '../small-topologies.js';
import { cablesIn, cablesOf, imported, read } from './read.js';

/** Formats that are written and read. */
const formats = importFormats.filter((format) => format in exporters);

/** Fabrics of every family, of at most so many cables. */
const most = 300;
const fabrics = everyTopology
  .filter(({ size }) => size <= most)
  .map(({ path, topology }) => ({ name: path, topology, fabric: build(topology).fabric }));

/** The same, of somebody who knows which NICs are of one host, and no name. */
const nameless = (wiring: Wiring): Wiring => ({
  ...wiring,
  devices: wiring.devices.map((device, d) => ({
    ...device,
    name: device.kind === 'nic' ? device.name : `box ${d}`,
    host: device.host === null ? null : `somebody's ${device.host}`,
  })),
});

test('there are fabrics enough', () => {
  expect(fabrics.length).toBeGreaterThan(25);
});

describe.each(formats.map((format) => [format] as const))('%s', (name) => {
  const format = name as ImportFormat & keyof typeof exporters;

  test('comes back as the same fabric, cable for cable, and differs in nothing', () => {
    let carried = 0;
    for (const { name, topology, fabric } of fabrics) {
      const made = exporters[format](exportedOf(topology, { subject: { fabric } }));
      if ('problem' in made || fabric.cableCount === 0) continue;
      const wiring = read(format, Object.fromEntries(filesOf(made)));
      expect(wiring.findings, name).toEqual([]);
      // Names decide; and where nobody knows one, cables do, up to a symmetry.
      expect(explainWiring(fabric, {}, wiring), name).toMatchObject({
        differences: 0,
        moves: [],
        exchanged: [],
        speeds: [],
      });
      expect(movesIn(explainWiring(fabric, {}, nameless(wiring))), name).toBe(0);
      const through = wiring.ports === 'through';
      const again = imported(wiring).topology;
      expect(cablesIn(again, through), name).toEqual(cablesOf(fabric, through));
      carried++;
    }
    expect(carried).toBeGreaterThan(20);
  });
});
