import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { build, expandInto } from '../src/build/build.js';
import { readerBeside } from '../src/cli/read.js';
import { cableId, portId } from '../src/fabric/ids.js';
import { load } from '../src/pipeline.js';
import { defaultMaxBytes } from '../src/spec/reading/read.js';
import type { Topology } from '../src/spec/topology.js';

/**
 * The cable list of every sample of the language, against the digests that an independent expander
 * has written down (test/reference). The largest sample has 8 million cables, which take a minute
 * and 4 GB: `SAMPLES=all npx vitest run test/samples.test.ts` expands it, too.
 */
const all = process.env.SAMPLES === 'all';
const most = 2_500_000;

interface Digest {
  readonly cables: number;
  readonly sha256: string;
}

const folder = join(import.meta.dirname, 'samples/language');
const reference = new URL('reference/samples.json', import.meta.url);
const table: Record<string, Digest> = JSON.parse(readFileSync(reference, 'utf8'));

function loadSample(name: string) {
  const file = join(folder, `${name}.json`);
  const read = readerBeside(file, defaultMaxBytes);
  return load({ file, bytes: readFileSync(file) }, { read, maxCables: 10_000_000 });
}

/** Of the sorted lines "cable gbps", each with its line feed. */
function digest(lines: string[]): Digest {
  const hash = createHash('sha256');
  for (const line of lines.sort()) hash.update(line);
  return { cables: lines.length, sha256: hash.digest('hex') };
}

const graphLines = (topology: Topology): string[] =>
  build(topology).graph.mapEdges((id, { gbps }) => `${id} ${gbps}\n`);

/** Without a graph, which would take some GB. */
function expandedLines(topology: Topology): string[] {
  const lines: string[] = [];
  const found = expandInto(topology, {
    addEndpoint: () => {},
    addSwitch: () => {},
    addCable: ({ lower, upper, gbps }) => {
      const id = cableId(portId(lower.vertex, lower.port), portId(upper.vertex, upper.port));
      lines.push(`${id} ${gbps}\n`);
    },
  });
  expect(found).toEqual([]);
  return lines;
}

it('every sample has a digest', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  expect(files.map((file) => file.replace(/\.json$/, '')).sort()).toEqual(Object.keys(table));
});

const names = Object.keys(table).filter((name) => all || table[name]!.cables <= most);

describe.each(names)('%s', (name) => {
  it('expands to the cables of the reference', { timeout: 600_000 }, () => {
    const { topology, findings } = loadSample(name);
    expect(topology, JSON.stringify(findings)).not.toBeNull();
    const lines = table[name]!.cables <= 200_000 ? graphLines : expandedLines;
    expect(digest(lines(topology!))).toEqual(table[name]);
  });
});
