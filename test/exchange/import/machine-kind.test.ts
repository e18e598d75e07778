import { expect, test } from 'vitest';
import { kindOf } from '../../../src/exchange/import/machine-kind.js';
import { read } from './read.js';

test.each([
  ['switch', ['leaf', 'compute-leaf', 'GPU leaf', 'storage_spine', 'Compute Switch', 'node-tor']],
  ['switch', ['tor', 'ToR1', 'agg', 'aggregation', 'super-spine', 'exit', 'border', 'sw', 't0']],
  [
    'host',
    ['server', 'storage', 'GPU', 'compute', 'supercomputer node', 'worker', 'multicore host'],
  ],
  [null, ['', 'oob', 'actor', 'pdu', undefined]],
] as const)('%s: what machines are for', (kind, uses) => {
  for (const use of uses) expect(kindOf(use), use).toBe(kind);
});

test('the leaf of compute nodes is a switch', () => {
  const { findings, devices } = read('dot', {
    'x.dot': `graph {
  "rack1" [function="compute-leaf"]; "n1" [function="storage"]
  "rack1":"e1" -- "n1":"e1"
}`,
  });
  expect(findings).toEqual([]);
  expect(devices.map(({ kind }) => kind)).toEqual(['switch', 'nic']);
});
