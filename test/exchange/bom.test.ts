import { describe, expect, it } from 'vitest';
import { bom } from '../../src/exchange/export/bom.js';
import type { Prices } from '../../src/spec/topology.js';
import { naiveBill } from '../cost/naive.js';
import { gallery, openWorld, readTopology } from '../worlds.js';
import { type Row, rowsOf } from './csv-cells.js';
import { exportedOf, textOf } from './exported.js';

const billOf = (document: unknown, prices?: Prices) => {
  const world = openWorld(document);
  const topology = prices ? { ...world.topology, prices } : world.topology;
  return { world, rows: rowsOf(textOf(bom(exportedOf(topology, { subject: world.subject })))) };
};

const sum = (rows: readonly Row[], column: string) =>
  rows.reduce((all, row) => all + Number(row[column]), 0);

const prices: Prices = {
  currency: 'USD',
  switches: { QM9700: 30_000, 'storage switch': 20_000 },
  nics: { 'ConnectX-7': 1500 },
  cables: { endpoint: { each: 20, perM: 4, lengthM: 3 }, switch: 300 },
  transceivers: { switch: { each: 1000, watts: 9 } },
  watts: { QM9700: 1700, 'ConnectX-7': 25 },
};

const builtWhole = gallery.filter((path) =>
  Object.values(readTopology(path).planes).every(({ built = true }) => built),
);

describe('a bill of materials', () => {
  it.each(builtWhole)('of %s has every part once, and a sum that is right', (path) => {
    const { world, rows } = billOf(readTopology(path), prices);
    const { graph } = world;
    const count = (part: string) =>
      sum(
        rows.filter((row) => row.class === part),
        'count',
      );
    const switches = graph.filterNodes((_, { kind }) => kind === 'switch').length;
    expect(count('switch')).toBe(switches);
    expect(count('nic')).toBe(graph.order - switches);
    expect(count('cable')).toBe(graph.size);
    const naive = naiveBill(world, prices);
    expect(sum(rows, 'total')).toBeCloseTo(naive.total, 4);
    expect(sum(rows, 'watts')).toBeCloseTo(naive.watts, 4);
    for (const row of rows) {
      expect(Number(row.total)).toBeCloseTo(Number(row.count) * Number(row.unit_price), 4);
      expect(row.currency).toBe(row.unit_price === '' ? '' : 'USD');
    }
  });

  it('counts what is described only by formula, but for what nobody can build', () => {
    const switches = (path: string) =>
      sum(
        billOf(readTopology(path)).rows.filter((row) => row.class === 'switch'),
        'count',
      );
    expect(switches('topologies/spectrum-x-multiplane.json')).toBe(24_576);
    expect(switches('topologies/slim-fly-q27.json')).toBe(1458);
  });

  it('needs no prices', () => {
    const { rows } = billOf(readTopology('topologies/superpod-h100-4su.json'));
    expect(rows.map(({ class: part, count }) => `${part} ${count}`)).toEqual([
      'switch 48',
      'nic 1016',
      'cable 1016',
      'cable 1024',
    ]);
    for (const row of rows) {
      for (const column of ['length_m', 'unit_price', 'total', 'currency', 'watts']) {
        expect(row[column]).toBe('');
      }
    }
  });

  it('has no formula in it, whatever models and currencies are called', () => {
    const model = '=cmd|" /C calc"!A1,+2';
    const document = {
      name: 'hostile',
      switchModels: { [model]: { ports: 8, portGbps: 100 } },
      nicModels: { '@SUM(A1)': { portGbps: 100 } },
      hosts: { h: { count: 2, nics: { nic: { model: '@SUM(A1)' } } } },
      planes: { a: { attach: { nics: ['h/nic'] }, fatTree: { leaf: { model } } } },
      prices: { currency: '-1+1', switches: { [model]: 5 }, cables: { endpoint: 1 } },
    };
    const { rows } = billOf(document);
    expect(rows.map(({ item }) => item)).toEqual([`'${model}`, "'@SUM(A1)", 'endpoint']);
    expect(rows.map(({ currency }) => currency)).toEqual(["'-1+1", '', "'-1+1"]);
    for (const cell of rows.flatMap((row) => Object.values(row))) {
      expect(cell).not.toMatch(/^\s*[=+\-@]/);
    }
  });
});
