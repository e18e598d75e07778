import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Sizes, sizesByFormula } from '../src/build/described.js';
import { load } from '../src/pipeline.js';
import { isBuilt } from '../src/spec/described.js';
import type { Topology, TopologyInput } from '../src/spec/topology.js';
import { present } from '../src/std/assert.js';
import { formatCount } from '../src/std/units.js';
import { expectFile } from './expected.js';
import { gallery, galleryRead, gallerySource, largeGallery } from './gallery.js';

const all = [...gallery, ...largeGallery];

/** A gallery file as it is promised; those in `large` are above the common limit. */
function opened(name: string): { topology: Topology; input: TopologyInput } {
  const { topology, sources } = load(gallerySource(name), {
    read: galleryRead,
    maxCables: 3_000_000,
  });
  return { topology: present(topology, name), input: sources.value as TopologyInput };
}

describe.each(all)('%s', (name) => {
  const { topology, input } = opened(name);

  it('is called like its file, and says where it is from and what is remarkable', () => {
    expect(`${name}`.replace('large/', '')).toBe(topology.name);
    for (const text of [input.title, input.source, input.description]) {
      expect(text?.length).toBeGreaterThan(10);
    }
  });

  it('promises the endpoints and switches of each of its plane sets, which its formulas give', () => {
    for (const set of Object.keys(topology.planes)) {
      const { endpoints, switches } = sizesByFormula(topology, set);
      const promised = topology.expect[set];
      expect(promised?.endpoints, set).toBe(endpoints);
      expect(switches, set).toMatchObject(withoutTotal(promised?.switches ?? { none: 0 }));
    }
  });

  it('is in topologies/large/ from 300,000 cables on', () => {
    const cables = Object.entries(topology.planes)
      .filter(([, set]) => isBuilt(set))
      .map(([set]) => sizesByFormula(topology, set).cables)
      .reduce((sum, { endpoint, switch: between }) => sum + endpoint + between, 0);
    expect(cables > 300_000).toBe(name.startsWith('large/'));
  });
});

const withoutTotal = ({ total, ...tiers }: Readonly<Record<string, unknown>>) => tiers;

/** The rows of a file: one a plane set. */
function rowsOf(name: string): string[] {
  const { topology, input } = opened(name);
  return Object.entries(topology.planes).map(([set, planeSet], i) => {
    const several = Object.keys(topology.planes).length > 1;
    const sizes = sizesByFormula(topology, set);
    const words = [
      ...(i === 0 ? [`**${input.title}**`] : []),
      ...(several ? [`\`${set}\``] : []),
      ...(isBuilt(planeSet) ? [] : ['*described only*']),
    ];
    return row([
      i === 0 ? `[${topology.name}](../topologies/${name}.json)` : '',
      words.join('<br>'),
      ...numbersOf(sizes),
      i === 0 ? `${input.description} *${input.source}*` : (sizes.cannotBeBuilt ?? ''),
    ]);
  });
}

const numbersOf = ({ endpoints, switches, cables }: Sizes): string[] => [
  formatCount(endpoints),
  formatCount(Object.values(switches).reduce((sum, count) => sum + count, 0)),
  `${formatCount(cables.endpoint)} + ${formatCount(cables.switch)}`,
];

const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

it('docs/gallery.md lists what is there', () => {
  const file = join(import.meta.dirname, '../docs/gallery.md');
  const section = /(<!-- gallery -->\n)[\s\S]*?(<!-- end -->)/;
  const head = [
    'file',
    'design',
    'endpoints',
    'switches',
    'cables',
    'what is remarkable, and source',
  ];
  const rule = '| --- | --- | ---: | ---: | ---: | --- |';
  const table = [row(head), rule, ...all.flatMap(rowsOf)].join('\n');
  const body = readFileSync(file, 'utf8');
  expect(body).toMatch(section);
  expectFile(
    file,
    body.replace(section, (_, open, end) => `${open}${table}\n${end}`),
  );
});
