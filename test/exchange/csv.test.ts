import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Built, build, buildGraph, buildLarge, expandInto } from '../../src/build/build.js';
import { readerBeside } from '../../src/cli/read.js';
import { csv } from '../../src/exchange/export/csv.js';
import { portId } from '../../src/fabric/ids.js';
import { load } from '../../src/pipeline.js';
import { defaultMaxBytes } from '../../src/spec/reading/read.js';
import type { Topology } from '../../src/spec/topology.js';
import { base, loadFiles } from '../spec/several-files.js';
import { exportedOf } from './exported.js';

const folder = join(import.meta.dirname, '../samples/language');

function sample(name: string): Topology | null {
  const file = join(folder, name);
  return load({ file, bytes: readFileSync(file) }, { read: readerBeside(file, defaultMaxBytes) })
    .topology;
}

const piecesOf = (topology: Topology, { fabric } = build(topology)): string[] => {
  const made = csv(exportedOf(topology, { subject: { fabric } }));
  return 'problem' in made ? [] : made.files.flatMap(({ pieces }) => [...pieces]);
};

const exported = (topology: Topology, built?: Built) => piecesOf(topology, built).join('');

/** The same lines, by a writer that knows no graph. */
function linesOf(topology: Topology): string {
  const lines = ['a,b,gbps\n'];
  expandInto(topology, {
    addEndpoint: () => {},
    addSwitch: () => {},
    addCable: ({ lower, upper, gbps }) => {
      const ends = [lower, upper].map(({ vertex, port }) => portId(vertex, port));
      lines.push(`${ends.join(',')},${gbps}\n`);
    },
  });
  return lines.join('');
}

const small = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => [name, sample(name)] as const)
  // Larger ones are pinned in test/samples.test.ts.
  .filter(([name]) => !/dragonfly|ft3|ideal|mrc|multiplane/.test(name));

describe('the CSV of cables', () => {
  it.each(small)('of %s has them in order of expansion', (_, topology) => {
    expect(topology).not.toBeNull();
    const lines = linesOf(topology!);
    expect(exported(topology!, buildGraph(topology!)) === lines).toBe(true);
    expect(exported(topology!, buildLarge(topology!)) === lines).toBe(true);
  });

  it('has what was moved or added last, and slower ones at their speed', () => {
    const lines = exported(sample('superpod-as-built.json')!).trimEnd().split('\n');
    expect(lines.slice(-2)).toEqual([
      'compute/p0/leaf3:40,compute/p0/spine1:16,400',
      'compute/p0/leaf0:31,compute/p0/leaf1:31,400',
    ]);
    expect(lines).toContain('h4/nic2:0,compute/p0/leaf2:4,200');
    expect(lines).not.toContain(expect.stringMatching(/leaf2:33,/));
  });

  it('can be read back as the cables of a plane set', () => {
    const planes = { mgmt: { switches: { sw: { model: 'big', count: 2 } } } };
    const cables = [
      ['h[0-2]/nic0:0', 'sw0:[0-2]'],
      ['sw1:[6-7]', 'sw0:[6-7]'],
      ['h3/nic0:0', 'sw1:0'],
    ];
    const listed = { ...base, planes: { mgmt: { ...planes.mgmt, cables } } };
    const csvText = exported(loadFiles({ 'top.json': listed }).topology!);
    expect(csvText).toBe(
      [
        'a,b,gbps',
        'h0/nic0:0,mgmt/p0/sw0:0,100',
        'h1/nic0:0,mgmt/p0/sw0:1,100',
        'h2/nic0:0,mgmt/p0/sw0:2,100',
        'mgmt/p0/sw0:6,mgmt/p0/sw1:6,100',
        'mgmt/p0/sw0:7,mgmt/p0/sw1:7,100',
        'h3/nic0:0,mgmt/p0/sw1:0,100',
        '',
      ].join('\n'),
    );
    const inFile = { ...base, planes: { mgmt: { ...planes.mgmt, cables: 'cables.csv' } } };
    const { topology, findings } = loadFiles({ 'top.json': inFile, 'cables.csv': csvText });
    expect(findings).toEqual([]);
    expect(exported(topology!)).toBe(csvText);
  });

  it('comes in pieces', () => {
    const pieces = piecesOf(sample('deepseek-v3-2048.json')!);
    expect(pieces.length).toBe(3);
    expect(pieces.every((piece) => piece.length < 100_000)).toBe(true);
  });
});
