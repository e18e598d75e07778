import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import type { ExportFormat } from '../../src/exchange/export/formats.js';
import { exporters } from '../../src/exchange/export/registry.js';
import { tool } from '../tool.js';
import { topologyOf } from '../worlds.js';
import { cellsOf } from './csv-cells.js';
import { exportedOf, filesOf } from './exported.js';
import { readers } from './readers.js';

const model = '=cmd|" /C <calc>"!A1, \\';
const labels = {
  h0: '=HYPERLINK("http://example.org")',
  h1: 'two\nlines: {a: b}',
  h2: 'gpu-02',
  'h0/nic0': '"],"x":["',
  'h1/nic0': 'mlx5_0',
  'h3/nic0': 'a\n\tb',
  'a/p0/leaf0': ']]> <&\'"\\',
  'a/p0/leaf1': '\u202e- [',
  'a/p0/spine0': '__proto__',
};

/** Names of a file may hold anything. */
const topology = topologyOf({
  name: 'hostile',
  switchModels: { [model]: { ports: 8, portGbps: 100 } },
  nicModels: { '@SUM(A1)\\"': { portGbps: 100 } },
  hosts: { h: { count: 8, nics: { nic: { model: '@SUM(A1)\\"' } } } },
  planes: { a: { attach: { nics: ['h/nic'] }, fatTree: { leaf: { model }, spine: { model } } } },
  labels,
});

const exported = exportedOf(topology, { namedBy: 'labels' });
const files = (format: ExportFormat) => filesOf(exporters[format](exported));
const textOf = (format: ExportFormat) => [...files(format).values()][0]!;

interface Graph {
  readonly node: readonly { readonly '@_id': string; readonly '@_label'?: string }[];
  readonly edge: readonly unknown[];
}

describe('hostile names', () => {
  const parser = new XMLParser({
    ignoreAttributes: false,
    htmlEntities: true,
    parseTagValue: false,
    trimValues: false,
  });

  it('come back from GraphML and GEXF as they are', () => {
    const graphml = parser.parse(textOf('graphml')).graphml.graph as {
      node: { '@_id': string; data: { '@_key': string; '#text': string | number }[] }[];
    };
    const told = (id: string) =>
      graphml.node
        .find((node) => node['@_id'] === id)!
        .data.map((data) => String(data['#text']))
        .filter((text) => text === model || Object.values<string>(labels).includes(text));
    expect(told('a/p0/leaf0')).toEqual([labels['a/p0/leaf0'], model]);
    expect(told('h0/nic0')).toEqual([labels['h0/nic0']]);
    expect(told('a/p0/leaf1')).toEqual([labels['a/p0/leaf1'], model]);
    const gexf = parser.parse(textOf('gexf')).gexf.graph as {
      nodes: { node: Graph['node'] };
    };
    const shown = gexf.nodes.node.map((node) => [node['@_id'], node['@_label']]);
    expect(shown).toContainEqual(['a/p0/leaf0', labels['a/p0/leaf0']]);
    expect(shown).toContainEqual(['h2/nic0', 'h2/nic0']);
    expect(shown).toContainEqual(['h3/nic0', 'a\n\tb']);
  });

  it('are no formula, row or column of CSV', () => {
    for (const format of ['netbox', 'p2p'] as const) {
      for (const [name, text] of files(format)) {
        const rows = cellsOf(text);
        const widths = new Set(rows.map((row) => row.length));
        expect([name, widths.size]).toEqual([name, 1]);
        expect(rows.flat().filter((cell) => /^\s*[=+\-@]|\n/.test(cell))).toEqual([]);
      }
    }
    const types = cellsOf(files('netbox').get('device-types.csv')!).map(([, type]) => type);
    expect(types).toEqual(['model', 'host h', `'${model}`]);
  });

  it('are no syntax of YAML, JSON or DOT', () => {
    const lab = parse(textOf('containerlab')).topology;
    // A label that a consumer does not take is left out: the machine has its id.
    expect(Object.keys(lab.nodes).sort()).toEqual([
      'a-p0-leaf0',
      'a-p0-leaf1',
      'a-p0-spine0',
      'gpu-02',
      'h0',
      'h1',
      'h3',
      'h4',
      'h5',
      'h6',
      'h7',
    ]);
    expect(lab.nodes['a-p0-leaf0'].labels['planewright.model']).toBe(model);
    for (const text of files('hhfab').values()) {
      for (const document of parseAllDocuments(text)) expect(document.errors).toEqual([]);
    }
    for (const format of ['air', 'launch-kit'] as const) {
      expect(() => JSON.parse(textOf(format))).not.toThrow();
    }
    const program = 'N { if ($.model != "") print($.name, " ", $.model) }';
    const seen = tool('gvpr', [program], textOf('dot')).trimEnd().split('\n');
    expect(seen).toContain(`a-p0-leaf0 ${model.replaceAll('\\', '\u29f5')}`);
  });

  it('are taken where they are names', () => {
    expect(textOf('p2p')).toContain(',,gpu-02,Host,nic0,');
    expect(textOf('p2p')).toContain(',,h1,Host,mlx5_0,');
    expect(textOf('dot')).toContain('"gpu-02":"nic0" -- "a-p0-leaf0":"swp3"');
    expect(readers.containerlab(files('containerlab'))).toHaveLength(
      exported.subject.fabric.cableCount,
    );
  });
});

describe('a name that is too long', () => {
  const long = 'x'.repeat(32);
  const named = topologyOf({
    name: 'long',
    switchModels: { S: { ports: 8, portGbps: 100 } },
    nicModels: { N: { portGbps: 100 } },
    hosts: { h: { count: 2, nics: { nic: { model: 'N' } } } },
    planes: {
      [long]: {
        switches: { [`${long.slice(1)}y`]: { model: 'S' } },
        cables: [[`h[0-1]/nic0:0`, `${long.slice(1)}y0:[0-1]`]],
      },
    },
  });

  const refusing = 'air containerlab hhfab ibnetdiscover lft netbox p2p slurm slurm-yaml topo';
  it.each(refusing.split(' ') as ExportFormat[])('is refused: %s', (format) => {
    const made = exporters[format](exportedOf(named));
    expect(made).toEqual({
      problem: expect.stringMatching(
        /^"x{32}-p0-x{21}…" is no name for a machine there \(at most 6\d /,
      ),
    });
  });

  it('is carried where names may be long', () => {
    const made = exporters['launch-kit'](exportedOf(named));
    expect(readers['launch-kit'](filesOf(made))).toHaveLength(2);
  });
});

describe('two NIC groups', () => {
  it('whose ports would be called the same are refused', () => {
    const twice = topologyOf({
      name: 'twice',
      switchModels: { S: { ports: 8, portGbps: 100 } },
      nicModels: { one: { portGbps: 100 }, two: { ports: 2, portGbps: 100 } },
      hosts: {
        h: { count: 1, nics: { n: { model: 'two' }, n0p: { model: 'one' } } },
      },
      planes: {
        a: {
          switches: { sw: { model: 'S' } },
          cables: [
            ['h0/n0:[0-1]', 'sw0:[0-1]'],
            ['h0/n0p0:0', 'sw0:2'],
          ],
        },
      },
    });
    for (const format of ['dot', 'netbox', 'p2p'] as const) {
      expect(exporters[format](exportedOf(twice))).toEqual({
        problem:
          'two NIC ports would be called n0p0 of h0; give the NICs other labels, or rename a NIC group',
      });
    }
  });
});
