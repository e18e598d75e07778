import { describe, expect, it } from 'vitest';
import { type ExportFormat, exportFormats } from '../../src/exchange/export/formats.js';
import { exporters } from '../../src/exchange/export/registry.js';
import type { Topology } from '../../src/spec/topology.js';
import { builtOf, exportedOf, filesOf, topologyAt } from './exported.js';
import { readers } from './readers.js';
import { everyTopology, mostRead, smallTopologies } from './small-topologies.js';

const formats = Object.keys(readers) as (keyof typeof readers)[];

const twice = /has cables to .* both of rail 0 and plane 0/;

/** Files that a format refuses, and why: nothing else is refused. */
const refused: Readonly<Partial<Record<ExportFormat, Readonly<Record<string, RegExp>>>>> = {
  hhfab: {
    'as-built': /two leaves/,
    'cube-joined': /two leaves/,
    dragonfly: /two leaves/,
    'listed-cables': /two leaves/,
    'pods-joined-by-cables': /two switches above/,
    'roft-1024': /two switches above/,
    'slim-fly': /two leaves/,
    'superpod-h100-16su': /two switches above/,
    'three-tiers': /two switches above/,
    'zcube-32-2': /two leaves/,
  },
  'launch-kit': {
    'bcube-32-2': twice,
    cube: twice,
    'cube-joined': twice,
    'deepseek-v3-2048': twice,
    'dual-tor': twice,
    'leaf-per-rail-and-port': twice,
    promises: twice,
    separation: twice,
    'zcube-32-2': twice,
  },
};

const nothing = /^no plane is built/;

/** Why a format may refuse a file; null: it must not. */
const refusal = (format: ExportFormat, path: string): RegExp | null =>
  path.endsWith('/spectrum-x-multiplane.json')
    ? nothing
    : (refused[format]?.[path.replace(/^.*\/|\.json$/g, '')] ?? null);

/** The files, which must not be there if they are to be refused. */
function filesOrNone(format: ExportFormat, path: string, topology: Topology) {
  const made = exporters[format](exportedOf(topology, { subject: builtOf(topology) }));
  const why = refusal(format, path);
  if (why !== null) expect(made).toEqual({ problem: expect.stringMatching(why) });
  return why === null ? filesOf(made) : null;
}

describe.each(formats)('%s', (format) => {
  it.each(smallTopologies)('has every cable of $path', ({ path, topology, cables }) => {
    const files = filesOrNone(format, path, topology);
    if (!files) return;
    const read = readers[format](files).sort();
    expect(read.length).toBe(cables.length);
    // Compared as one text, and as lists only where they differ.
    if (read.join('\n') !== cables.join('\n')) expect(read).toEqual(cables);
  });
});

describe('a fabric that is described only', () => {
  const described = exportedOf(topologyAt('topologies/spectrum-x-multiplane.json'));
  it.each(exportFormats.filter((format) => format !== 'bom'))('is no %s', (format) => {
    expect(exporters[format](described)).toEqual({ problem: expect.stringMatching(nothing) });
  });
});

describe('a fabric of which a part is described only', () => {
  const part = exportedOf(topologyAt('test/fixtures/ok/described.json'));
  const notesOf = (format: ExportFormat) => {
    const made = exporters[format](part);
    return 'problem' in made ? ['problem'] : (made.notes ?? []);
  };
  const told = /^3 plane sets left out, described only: "/;

  it.each(['csv', 'dot', 'graphml', 'netbox', 'p2p', 'slurm'] as const)(
    'is told in %s',
    (format) => {
      expect(notesOf(format).filter((note) => told.test(note))).toHaveLength(1);
    },
  );
});

describe.each(['hhfab', 'launch-kit'] as const)('%s', (format) => {
  // Expanding the largest ones takes longer than all other tests here.
  const larger = everyTopology.filter(({ size }) => size > mostRead && size < 13_000);
  it.each(larger)('carries $path, or says why not', ({ path, topology }) => {
    const files = filesOrNone(format, path, topology);
    if (!files) return;
    const { fabric } = builtOf(topology);
    expect(files.size).toBe(format === 'hhfab' ? fabric.planes.length : 1);
    const [text] = files.values();
    const lines = format === 'hhfab' ? /\{(?:server|spine): \{port/g : /^\[\{"node"/gm;
    const { cables } = fabric.planes[0]!;
    expect(text!.match(lines)).toHaveLength(format === 'hhfab' ? cables.length : fabric.cableCount);
  });
});
