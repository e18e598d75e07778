import { describe, expect, it } from 'vitest';
import { selectorsChecker } from '../../src/check/checkers/selectors.js';
import type { TopologyInput } from '../../src/spec/topology.js';
import { openWorld } from '../worlds.js';

const found = (more: Partial<TopologyInput>) => {
  const { subject } = openWorld({
    name: 'small',
    switchModels: { s: { ports: 8, portGbps: 100 } },
    nicModels: { nic: { portGbps: 100 } },
    hosts: { h: { count: 4, nics: { nic: { model: 'nic' } } } },
    planes: { net: { attach: { nics: ['h/nic'] }, fatTree: { leaf: { model: 's' } } } },
    ...more,
  });
  const { results, findings } = selectorsChecker.run(subject);
  return {
    results,
    findings: findings.map(({ code, place }) => `${code} ${place.pointer}`),
  };
};

const expectNothing = { net: { hostsCutOff: { max: 4 } } };

describe('a file without selectors', () => {
  it('has no result and no finding', () => {
    expect(found({})).toEqual({ results: [], findings: [] });
  });
});

describe('what follows from a group that is wrong', () => {
  const groups = { rack: { of: ['host:x*'], every: 2 }, feed: ['host:h0'] };
  const fail = (...terms: string[]) =>
    found({ groups, scenarios: { it: { fail: terms, expect: expectNothing } } }).findings;
  const wrong = 'selectors-nothing /groups/rack/of/0';

  it.each(['group:rack*', 'group:rack0', 'group:rack[1-2]', 'group:*', 'group:r*', 'group:rack'])(
    '%s is not reported again',
    (text) => {
      expect(fail(text)).toEqual([wrong]);
    },
  );

  it.each(['group:rag0', 'group:feed0', 'group:feed-b', 'group:shelf*'])('%s is', (text) => {
    expect(fail(text)).toEqual([wrong, 'selectors-nothing /scenarios/it/fail/0']);
  });

  it('nor how many parts a choice has', () => {
    const term = { any: 5, of: ['group:rack*', 'host:h0'] };
    const scenarios = { it: { fail: [term], expect: expectNothing } };
    expect(found({ groups, scenarios }).findings).toEqual([wrong]);
  });
});

it('selectors and labels are counted, those that are wrong too', () => {
  const { results } = found({
    labels: { h0: 'a', h9: 'b', 'net/p0/leaf0': 'c' },
    rates: { 'switch:*': { failuresPerYear: 1, repairHours: 1 } },
    groups: { feed: ['host:h0', 'host:h1'] },
    exceptions: [{ off: 'nic:h3/nic0' }],
    scenarios: { it: { fail: ['host:h7', { any: 1, of: ['nic:*'] }], expect: expectNothing } },
  });
  expect(results).toMatchObject([
    { measure: 'selectors', claimed: 6, measured: 5, status: 'fail' },
    { measure: 'labels', claimed: 3, measured: 2, status: 'fail' },
  ]);
});

it('each form of a group is found where it stands', () => {
  const pieces = (of: string) => ({ of: ['host:h*', of], every: 1 });
  const { findings } = found({
    groups: {
      a: ['host:h0', 'host:y'],
      b: pieces('host:y'),
      c: [pieces('host:h0'), pieces('x:y')],
    },
  });
  expect(findings).toEqual([
    'selectors-nothing /groups/a/1',
    'selectors-nothing /groups/b/of/1',
    'selectors-notation /groups/c/1/of/1',
  ]);
});

it('a choice of so many parts needs as many', () => {
  const any = (count: number) =>
    found({
      scenarios: {
        it: { fail: [{ any: count, of: ['host:h*', 'host:h0'] }], expect: expectNothing },
      },
    }).findings;
  expect(any(4)).toEqual([]);
  expect(any(5)).toEqual(['selectors-any /scenarios/it/fail/0/any']);
});
