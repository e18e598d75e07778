import { describe, expect, it } from 'vitest';
import { formatMeasured, formatPromise, keeps } from '../../src/check/promise.js';
import { check } from '../../src/check/run.js';
import { scopesOf } from '../../src/check/scope.js';
import type { Expect } from '../../src/spec/topology.js';
import { openWorld, readTopology } from '../worlds.js';

describe('a promise', () => {
  it.each([
    [5, 5, true],
    [5, 4, false],
    [5, 6, false],
    [{ min: 5 }, 5, true],
    [{ min: 5 }, 4.999, false],
    [{ max: 5 }, 5, true],
    [{ max: 5 }, 5.001, false],
    [{ min: 1, max: 3 }, 2, true],
    [{ min: 1, max: 3 }, 4, false],
    // Rounding is no breach: 0.1 + 0.2.
    [0.3, 0.1 + 0.2, true],
    [{ min: 31 / 32 }, (31 / 32) * (1 - 1e-12), true],
    [{ min: 31 / 32 }, (31 / 32) * (1 - 1e-6), false],
    ['1:1', '1:1', true],
    ['25.6:24', '16:15', true],
    ['16:15', '1:1', false],
    ['1:15', '15:1', false],
    ['1:1', 'none', false],
  ] as const)('%j is kept by %j: %s', (claimed, measured, holds) => {
    expect(keeps(claimed, measured)).toBe(holds);
  });

  it('must hold for both ends of an interval', () => {
    const measured = { min: 3, max: 5 };
    expect([2, 3, 4].map((min) => keeps({ min }, measured))).toEqual([true, true, false]);
    expect([4, 5, 6].map((max) => keeps({ max }, measured))).toEqual([false, true, true]);
    expect(keeps(4, measured)).toBe(false);
  });

  it('is spelt for people', () => {
    expect([16384, { min: 1, max: 2.5 }, '1:1'].map(formatMeasured)).toEqual([
      '16,384',
      '1 to 2.5',
      '1:1',
    ]);
    expect([7, { min: 1 }, { max: 2 }, { min: 1, max: 2 }].map(formatPromise)).toEqual([
      '7',
      'at least 1',
      'at most 2',
      'from 1 to 2',
    ]);
  });
});

const { fabric } = openWorld(readTopology('topologies/deepseek-v3-2048.json')).subject;

describe('scopes', () => {
  it.each([
    ['compute', [['compute', 8]]],
    ['compute/p3', [['compute/p3', 1]]],
    [
      'compute/p[0-1]',
      [
        ['compute/p0', 1],
        ['compute/p1', 1],
      ],
    ],
    [
      '*',
      [
        ['compute', 8],
        ['storage', 1],
      ],
    ],
    ['fabric', [['fabric', 9]]],
    [
      '*/p0',
      [
        ['compute/p0', 1],
        ['storage/p0', 1],
      ],
    ],
  ] as const)('%s', (text, expected) => {
    expect(scopesOf(fabric, text).map(({ id, planes }) => [id, planes.length])).toEqual(expected);
  });
});

/** Findings of multi-rail-2048 with other promises: code, pointer, subject. */
function broken(promised: Expect): string[] {
  const document = { ...readTopology('topologies/superpod-h100-1su.json'), expect: promised };
  const { findings } = check(openWorld(document).subject);
  return findings.map(({ code, place, subject }) => `${code} ${place.pointer} ${subject}`);
}

describe('every measure is judged', () => {
  it.each<[string, Expect, string]>([
    ['planes', { compute: { planes: 2 } }, 'endpoint-count-differs'],
    ['hosts', { compute: { hosts: 32 } }, 'endpoint-count-differs'],
    ['endpoints', { compute: { endpoints: { min: 249 } } }, 'endpoint-count-differs'],
    ['ports', { compute: { ports: 249 } }, 'endpoint-count-differs'],
    ['switches/total', { compute: { switches: { total: 13 } } }, 'switch-count-differs'],
    ['cables/leaf-spine', { compute: { cables: { 'leaf-spine': 255 } } }, 'cable-count-differs'],
    ['cablesPerPair/switch', { compute: { cablesPerPair: { switch: 7 } } }, 'cable-count-differs'],
    ['bisectionGbps', { compute: { bisectionGbps: 1 } }, 'bisection-differs'],
    ['bisectionRatio', { compute: { bisectionRatio: { max: 0.5 } } }, 'bisection-differs'],
    ['bisectionKept', { compute: { bisectionKept: 0.5 } }, 'bisection-differs'],
    ['endpointsCutOff', { compute: { endpointsCutOff: 1 } }, 'plane-connectivity-differs'],
    [
      'endpointsCutOffPerHost',
      { compute: { endpointsCutOffPerHost: 1 } },
      'plane-connectivity-differs',
    ],
    ['hostsCutOff', { compute: { hostsCutOff: 1 } }, 'plane-connectivity-differs'],
    ['hostPairsCutOff', { compute: { hostPairsCutOff: 1 } }, 'plane-connectivity-differs'],
  ])('%s', (measure, promised, code) => {
    expect(broken(promised)).toEqual([`${code} /expect/compute/${measure} compute`]);
  });

  it('oversubscription names the worst switch', () => {
    // 31 of 32 slots are taken: 31 × 400 down, 32 × 400 up.
    expect(broken({ compute: { oversubscription: { leaf: '31:32' } } })).toEqual([]);
    expect(broken({ compute: { oversubscription: { leaf: '1:1' } } })).toEqual([
      'oversubscription-differs /expect/compute/oversubscription/leaf compute/p0/leaf0',
    ]);
  });
});
