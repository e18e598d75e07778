import { describe, expect, test } from 'vitest';
import { validate } from '../../src/pipeline.js';
import { labelOf } from '../../src/report/label.js';

const labels = {
  'compute/p0/leaf0': 'rack1-sw1',
  'compute/p0/leaf0:40': 'rack1-sw1 swp41',
  'compute/p0/spine0': 'core-a',
  'h0/nic0': 'node001 mlx5_0',
  compute: 'GPU network',
};

describe('labelOf', () => {
  test.each([
    ['compute/p0/leaf0', 'rack1-sw1'],
    ['compute', 'GPU network'],
    ['compute/p0/leaf1', null],
    ['compute/p0', null],
    ['compute/p0/leaf0:33', 'rack1-sw1'],
    ['compute/p0/leaf0:33.1', 'rack1-sw1'],
    ['compute/p0/leaf0:40', 'rack1-sw1 swp41'],
    ['h0/nic0:0--compute/p0/leaf0:0', 'node001 mlx5_0--rack1-sw1'],
    ['h1/nic0:0--compute/p0/leaf0:0', 'h1/nic0:0--rack1-sw1'],
    ['h1/nic0:0--compute/p0/leaf1:0', null],
    ['compute/p0/leaf0--compute/p0/spine0', 'rack1-sw1--core-a'],
    ['switch:compute/p0/spine0', 'core-a'],
    ['cable:h0/nic0:0--compute/p0/leaf0:0', 'node001 mlx5_0--rack1-sw1'],
    ['switch:compute/p0/spine0, switch:compute/p0/spine1', 'core-a, –'],
    ['switch:compute/p0/spine1, switch:compute/p0/spine2', null],
    ['toString', null],
    ['__proto__', null],
    ['', null],
  ])('%s', (subject, label) => {
    expect(labelOf(subject, labels)).toBe(label);
  });
});

test('a finding of a file with labels has the name on the machine', () => {
  const topology = {
    name: 'labelled',
    switchModels: { SW: { ports: 8, portGbps: 100 } },
    nicModels: { NIC: { portGbps: 100 } },
    hosts: { h: { count: 8, nics: { nic: { model: 'NIC' } } } },
    planes: {
      compute: {
        attach: { nics: ['h/nic'] },
        fatTree: { leaf: { model: 'SW', down: 6, up: 2 }, spine: { model: 'SW' } },
      },
    },
    labels: { 'compute/p0/leaf0': 'rack1-sw1' },
    expect: { compute: { oversubscription: { leaf: '1:1' }, endpoints: 9 } },
  };
  const { findings } = validate({ file: 'x', bytes: Buffer.from(JSON.stringify(topology)) });
  expect(findings.map(({ subject, label }) => [subject, label])).toEqual([
    ['compute/p0/leaf0', 'rack1-sw1'],
    ['compute', null],
  ]);
});
