import { describe, expect, it } from 'vitest';
import type { ExportFormat } from '../../src/exchange/export/formats.js';
import { exporters } from '../../src/exchange/export/registry.js';
import { builtOf, exportedOf, filesOf } from './exported.js';
import { readers } from './readers.js';
import { everyTopology, mostRead, smallTopologies } from './small-topologies.js';

const formats = Object.keys(readers) as (keyof typeof readers)[];

/** Files that a format refuses, and why: nothing else is refused. */
const refused: Partial<Record<ExportFormat, RegExp>> = {
  hhfab: /^no plane is built|two tiers, leaves and spines/,
  'launch-kit': /^no plane is built|has cables to|above 255/,
};

const nothing = /^no plane is built/;

describe.each(formats)('%s', (format) => {
  it.each(smallTopologies)('has every cable of $path', ({ topology, cables }) => {
    const { fabric } = builtOf(topology);
    const made = exporters[format](exportedOf(topology, { subject: { fabric } }));
    if ('problem' in made) {
      expect(made.problem).toMatch(refused[format] ?? nothing);
      return;
    }
    const read = readers[format](filesOf(made)).sort();
    expect(read.length).toBe(cables.length);
    // Compared as one text, and as lists only where they differ.
    if (read.join('\n') !== cables.join('\n')) expect(read).toEqual(cables);
  });
});

describe.each(['hhfab', 'launch-kit'] as const)('%s', (format) => {
  // Expanding the largest ones takes longer than all other tests here.
  const larger = everyTopology.filter(({ size }) => size > mostRead && size < 20_000);
  it.each(larger)('carries $path, or says why not', ({ path, topology }) => {
    const { fabric } = builtOf(topology);
    const made = exporters[format](exportedOf(topology, { subject: { fabric } }));
    if ('problem' in made) expect(made.problem, path).toMatch(refused[format]!);
    else expect(made.files.length).toBe(format === 'hhfab' ? fabric.planes.length : 1);
  });
});
