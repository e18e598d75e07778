import { describe, expect, it } from 'vitest';
import type { ExportFormat } from '../../src/exchange/export/formats.js';
import { exporters } from '../../src/exchange/export/registry.js';
import { topologyOf } from '../worlds.js';
import { rowsOf } from './csv-cells.js';
import { exportedOf, filesOf } from './exported.js';

const models = {
  switchModels: { sw: { ports: 8, portGbps: 400 } },
  nicModels: { n1: { portGbps: 400 } },
};

/** Two hosts with three NICs each on a leaf. */
const labelled = (labels: Readonly<Record<string, string>>, format: ExportFormat) =>
  filesOf(
    exporters[format](
      exportedOf(
        topologyOf({
          name: 'labelled',
          ...models,
          hosts: { h: { count: 2, nics: { nic: { model: 'n1', count: 3 } } } },
          planes: { a: { attach: { nics: ['h/nic'] }, fatTree: { leaf: { model: 'sw' } } } },
          labels,
        }),
        { namedBy: 'labels' },
      ),
    ),
  );

describe('labels of NICs', () => {
  const nics = (labels: Readonly<Record<string, string>>) =>
    [...labelled(labels, 'p2p').values()][0]!
      .split('\n')
      .flatMap((line) => /^,,h0,Host,([^,]+)/.exec(line)?.[1] ?? []);

  it('are taken where they are the only ones of the host', () => {
    expect(nics({ 'h0/nic0': 'a', 'h0/nic1': 'b', 'h1/nic0': 'a' })).toEqual(['a', 'b', 'nic2']);
    expect(nics({ 'h0/nic0': 'b', 'h0/nic1': 'b' })).toEqual(['nic0', 'nic1', 'nic2']);
    expect(nics({ 'h0/nic0': 'nic1', 'h0/nic1': 'nic0' })).toEqual(['nic1', 'nic0', 'nic2']);
    expect(nics({ 'h0/nic0': 'nic1' })).toEqual(['nic0', 'nic1', 'nic2']);
    expect(nics({ 'h0/nic0': 'nic1', 'h0/nic1': 'nic2' })).toEqual(['nic0', 'nic1', 'nic2']);
  });

  it('are so for IBDM as well', () => {
    const text = labelled({ 'h1/nic0': 'b', 'h1/nic1': 'b' }, 'topo').get('a-p0.topo')!;
    const ports = [...text.matchAll(/^ {3}(\S+) -> SW8 /gm)].map(([, port]) => port);
    expect(ports).toEqual(['nic0/P1', 'nic1/P1', 'nic2/P1', 'nic0/P1', 'nic1/P1', 'nic2/P1']);
  });
});

describe('a NIC of SimGrid', () => {
  /** Host `compute-p0` has a NIC `leaf0`, and the plane `compute/p0` a switch `leaf0`. */
  const topology = topologyOf({
    name: 'hyphens',
    ...models,
    hosts: { 'compute-p': { count: 4, nics: { leaf: { model: 'n1', count: 2 } } } },
    planes: {
      compute: {
        switches: { leaf: { model: 'sw', count: 2 }, spine: { model: 'sw' } },
        cables: [
          ['compute-p[0-3]/leaf0:0', 'leaf0:[0-3]'],
          ['compute-p[0-3]/leaf1:0', 'leaf1:[0-3]'],
          ['leaf0:[6-7]', 'spine0:[0-1]'],
          ['leaf1:7', 'spine0:2'],
        ],
      },
    },
  });

  it('is not called as a switch is', () => {
    const files = filesOf(exporters.simgrid(exportedOf(topology)));
    const idOf = new Map(
      rowsOf(files.get('compute-p0-ids.csv')!).map(({ name, id }) => [name, id]),
    );
    expect(idOf.size).toBe(4 * 2 + 3);
    expect(idOf.get('compute-p0-leaf0')).toBe('compute/p0/leaf0');
    expect(idOf.get('compute-p0--leaf0')).toBe('compute-p0/leaf0');
    expect(idOf.get('compute-p1-leaf0')).toBe('compute-p1/leaf0');
    const vertices = [...files.get('compute-p0.xml')!.matchAll(/<(?:host|router) id="([^"]+)"/g)];
    expect(new Set(vertices.map(([, id]) => id))).toEqual(new Set(idOf.keys()));
    expect(vertices).toHaveLength(idOf.size);
  });
});

describe('machines of NetBox', () => {
  it('have names that differ in more than capitals', () => {
    const names = (labels: Readonly<Record<string, string>>) =>
      rowsOf(labelled(labels, 'netbox').get('devices.csv')!).map(({ name }) => name);
    expect(names({ h0: 'Node1', h1: 'node1' })).toEqual(['h0', 'h1', 'a-p0-leaf0']);
    expect(names({ h0: 'H1' })).toEqual(['h0', 'h1', 'a-p0-leaf0']);
    expect(names({ h0: 'Node1', h1: 'Node2' })).toEqual(['Node1', 'Node2', 'a-p0-leaf0']);
  });
});

describe('a switch whose tier is called host, of a model called as hosts are', () => {
  const topology = topologyOf({
    name: 'host-tier',
    ...models,
    switchModels: { ...models.switchModels, 'host h': { ports: 8, portGbps: 400 } },
    hosts: { h: { count: 4, nics: { nic: { model: 'n1' } } } },
    planes: {
      compute: {
        attach: { nics: ['h/nic'], hostsPerUnit: 2 },
        fatTree: { leaf: { model: 'sw', up: 2 }, spine: { model: 'sw' } },
        switches: { host: { model: 'host h' } },
        cables: [['host0:0', 'leaf0:6']],
      },
    },
  });
  const files = (format: ExportFormat) => filesOf(exporters[format](exportedOf(topology)));
  const textOf = (format: ExportFormat) => [...files(format).values()][0]!;

  it('is no host', () => {
    expect(textOf('dot').match(/function="host"/g)).toHaveLength(4);
    expect(textOf('dot')).toContain('"compute-p0-host0" [function="switch"');
    expect(textOf('launch-kit').match(/^\{"name".*"role": "host"/gm)).toHaveLength(4);
    const netbox = files('netbox');
    const devices = rowsOf(netbox.get('devices.csv')!);
    expect(devices.filter(({ role }) => role === 'host')).toHaveLength(4);
    const typeOf = (name: string) => devices.find((row) => row.name === name)!.device_type;
    expect([typeOf('h0'), typeOf('compute-p0-host0')]).toEqual(['host h (host)', 'host h']);
  });
});

describe('connections of Hedgehog', () => {
  it('have a name each, whatever a switch is labelled', () => {
    const topology = topologyOf({
      name: 'connections',
      ...models,
      hosts: { h: { count: 1, nics: { nic: { model: 'n1', count: 3 } } } },
      planes: {
        a: {
          switches: { leaf: { model: 'sw', count: 2 } },
          cables: [
            ['h0/nic[0-1]:0', 'leaf0:[0-1]'],
            ['h0/nic2:0', 'leaf1:0'],
          ],
        },
      },
      labels: { 'a/p0/leaf0': 'tor', 'a/p0/leaf1': 'tor--2' },
    });
    const made = filesOf(exporters.hhfab(exportedOf(topology, { namedBy: 'labels' })));
    const text = [...made.values()].join('');
    const names = [...text.matchAll(/kind: Connection\nmetadata: \{name: "([^"]+)"/g)];
    expect(names.map(([, name]) => name)).toEqual([
      'h0--unbundled--tor',
      'h0--unbundled--tor--2',
      'h0--unbundled--tor--2--2',
    ]);
  });
});
