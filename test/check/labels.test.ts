import { expect, it } from 'vitest';
import { labelProblem } from '../../src/check/labels.js';
import { openWorld } from '../worlds.js';

/** Ports of 400 that can be split by two; hosts that no plane set attaches. */
const { fabric } = openWorld({
  name: 'labels',
  switchModels: { s: { ports: 8, portGbps: 400, uplinkPorts: 2, uplinkGbps: 400, splits: [2] } },
  nicModels: { nic: { ports: 2, portGbps: 200 } },
  hosts: {
    h: { count: 4, nics: { nic: { model: 'nic' } } },
    spare: { count: 2, nics: { nic: { model: 'nic' } } },
  },
  planes: {
    net: { attach: { nics: ['h/nic'] }, fatTree: { leaf: { model: 's' }, spine: { model: 's' } } },
  },
}).subject;

it.each([
  'h3',
  'spare1',
  'h3/nic0',
  'h3/nic0:1',
  'net/p0',
  'net/u0',
  'net/r0',
  'net/p0/leaf0',
  'net/p0/leaf0:9',
  'net/p0/leaf0:7.1',
])('%s can be labelled', (id) => {
  expect(labelProblem(fabric, id, true)).toBeNull();
});

it.each([
  ['h4', '; did you mean "h0"?'],
  ['spare2', null],
  ['h03', null],
  ['spare0/nic0', null],
  ['h3/nic0:2', '; h3/nic0 has ports 0 to 1'],
  ['h3/nic0:1.1', '; a port of h3/nic0 is split into at most 1'],
  ['net/p0/leaf0:10', '; net/p0/leaf0 has ports 0 to 9'],
  ['net/p0/leaf0:0.2', '; a port of net/p0/leaf0 is split into at most 2'],
  ['net/p0/leaf*', '; did you mean "net/p0/leaf0"?'],
  ['net/p0/laef0:3', '; did you mean "net/p0/leaf0:3"?'],
  ['net', null],
  ['', null],
])('%s cannot', (id, problem) => {
  const found = labelProblem(fabric, id, true);
  expect(found).not.toBeNull();
  if (problem !== null) expect(found).toBe(problem);
  expect(labelProblem(fabric, id, false)).not.toContain('did you mean');
});
