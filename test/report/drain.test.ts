import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { type DrainReport, drainJson, drainText } from '../../src/report/drain.js';
import type { TopologyInput } from '../../src/spec/topology.js';
import { drain } from '../../src/whatif/drain/drain.js';
import { openWorld, readTopology } from '../worlds.js';

const schema = readFileSync(join(import.meta.dirname, '../../schemas/drain.schema.json'), 'utf8');
const isDrain = new Ajv({ strict: true, strictRequired: true, allowUnionTypes: true }).compile(
  JSON.parse(schema),
);

/** Two leaves of two hosts with two-port NICs and a plane for each port. */
const twoPlanes: TopologyInput = {
  name: 'two-planes',
  switchModels: { s: { ports: 8, portGbps: 100 } },
  nicModels: { nic: { ports: 2, portGbps: 100 } },
  hosts: { h: { count: 4, nics: { nic: { model: 'nic' } } } },
  planes: {
    compute: {
      attach: { nics: ['h/nic'], onePlanePer: 'port', hostsPerUnit: 2 },
      fatTree: { leaf: { model: 's', up: 2 }, spine: { model: 's', count: 2 } },
    },
  },
  expect: { 'compute/p*': { bisectionRatio: 1 } },
  scenarios: {
    'any leaf': {
      fail: [{ any: 1, of: ['switch:compute/p*/leaf*'] }],
      expect: { compute: { endpointsCutOff: 0 } },
    },
    'far too much': {
      fail: [{ any: 20, of: ['port:*', 'cable:*', 'bundle:*', 'nic:*'] }],
      expect: { compute: { endpointsCutOff: { max: 4 } } },
    },
    'of nothing': {
      fail: ['switch:compute/p9/leaf0'],
      expect: { compute: { endpointsCutOff: 0 } },
    },
  },
};
const { scenarios = {}, ...rest } = twoPlanes;
const provable = { ...rest, scenarios: { 'any leaf': scenarios['any leaf']! } };

function reportOf(document: TopologyInput, ...parts: string[]): DrainReport {
  const { subject } = openWorld(document);
  const found = drain(subject, parts);
  if (!('safe' in found)) throw new Error(JSON.stringify(found));
  return { version: 1, topology: { name: document.name, file: 'x.json' }, ...found };
}

const v3 = () => readTopology('topologies/deepseek-v3-2048.json');

describe('schemas/drain.schema.json', () => {
  it.each<[string, DrainReport]>([
    ['what is safe', reportOf(provable, 'host:h0')],
    ['what is not', reportOf(v3(), 'switch:compute/p0/*', 'nic:h3/nic1')],
    [
      'what is not proved',
      reportOf(twoPlanes, 'switch:compute/p0/leaf0', 'cable:compute/p1/leaf*:*@0.5'),
    ],
    ['an interval', reportOf(readTopology('test/fixtures/ok/cube.json'), 'nic:h0/nic0')],
  ])('holds for %s', (_, report) => {
    isDrain(JSON.parse(drainJson(report)));
    expect(isDrain.errors ?? []).toEqual([]);
  });

  it('refuses another version, and what it does not know', () => {
    const report = reportOf(provable, 'host:h0');
    for (const wrong of [{ version: 2 }, { more: 1 }, { safe: 'maybe' }]) {
      expect(isDrain({ ...report, ...wrong })).toBe(false);
    }
  });
});

describe('for people', () => {
  it('one part that is safe', () => {
    expect(drainText(reportOf(provable, 'switch:compute/p0/spine0'))).toMatchInlineSnapshot(`
      "two-planes: can this go out of service?
        drain  switch:compute/p0/spine0

      safe
        cut off      nobody else
        scenarios    1 of 1 promise kept
        one more     compute: each of 8 switches or 16 cables cuts off no more than it does today

      meanwhile these do not hold, of what the file expects
        compute/p*: bisectionRatio is 0.5 (compute/p0), expected 1
      "
    `);
  });

  it('the part that is one too many, and all that comes of it', () => {
    const report = reportOf(twoPlanes, 'switch:compute/p0/spine0', 'switch:compute/p*/leaf0');
    expect(drainText(report)).toMatchInlineSnapshot(`
      "two-planes: can this go out of service?
        drain  switch:compute/p0/spine0
        drain  switch:compute/p*/leaf0 (2 parts, first compute/p0/leaf0)

      not safe: not even what stands today is proved to be
        cut off      compute: 2 endpoints (h0/nic0, h1/nic0), and 5 host pairs that meet today
        scenarios    0 of 3 promises kept
                     "any leaf": compute: endpointsCutOff is 2, expected 0, when switch:compute/p0/leaf0 fails
                     "far too much": not proved, too many of its cases differ
                     "of nothing": what it names is wrong: see what validate says

      meanwhile these do not hold, of what the file expects
        compute/p*: bisectionRatio is 0 (compute/p0), expected 1
      "
    `);
  });

  it('who is cut off at once', () => {
    const report = reportOf(provable, 'nic:h3/nic0', 'switch:compute/p*/leaf0');
    expect(drainText(report)).toMatchInlineSnapshot(`
      "two-planes: can this go out of service?
        drain  nic:h3/nic0
        drain  switch:compute/p*/leaf0 (2 parts, first compute/p0/leaf0)

      not safe: part 2 of 3 is one too many, switch:compute/p0/leaf0 (the one before it is safe)
        cut off      nobody else
        scenarios    0 of 1 promise kept
                     "any leaf": compute: endpointsCutOff is 3, expected at most 0, when switch:compute/p1/leaf0 fails
        one more     compute: each of 8 switches: 2 cut off more than today, switch:compute/p1/leaf0 the most: 3 endpoints, 3 hosts, 3 host pairs (today nobody)
                     compute: each of 16 cables: 3 cut off more than today, cable:h0/nic0:1--compute/p1/leaf0:0 the most: 1 endpoint, 1 host, 2 host pairs (today nobody)

      meanwhile these do not hold, of what the file expects
        compute/p*: bisectionRatio is 0 (compute/p0), expected at least 1
      "
    `);
  });
});
