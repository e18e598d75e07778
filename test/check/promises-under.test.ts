import { describe, expect, it } from 'vitest';
import { surelyBreaks } from '../../src/check/promise.js';
import { promisesUnder } from '../../src/check/promises-under.js';
import { capacityAfter } from '../../src/failure/capacity.js';
import { readFaults } from '../../src/failure/fault.js';
import { FabricState } from '../../src/measure/state.js';
import type { Expect } from '../../src/spec/topology.js';
import { openWorld } from '../worlds.js';

/** Four hosts with two NICs, in two rail-planes of two leaves and two spines. */
const documentWith = (promises: Expect) => ({
  name: 'small',
  switchModels: { s4: { ports: 4, portGbps: 100 } },
  nicModels: { n: { portGbps: 100 } },
  hosts: { h: { count: 4, gpus: 2, nics: { nic: { model: 'n', count: 2 } } } },
  planes: {
    compute: {
      attach: { nics: ['h/nic'], onePlanePer: 'rail' },
      fatTree: { leaf: { model: 's4' }, spine: { model: 's4', count: 2 } },
    },
  },
  expect: promises,
});

function under(fail: string[], promises: Expect) {
  const { subject } = openWorld(documentWith(promises));
  const { fabric, healthy } = subject;
  const { faults } = readFaults(fabric, fail);
  const capacity = capacityAfter(fabric, faults, healthy.capacity);
  const state = new FabricState(fabric, capacity, healthy, null, healthy.solve, true);
  return promisesUnder(subject, state);
}

describe('promises under faults', () => {
  it('are those of the file, scope by scope, without those that no fault can break', () => {
    const found = under(['switch:compute/p1/spine0'], {
      compute: { planes: 2, switches: { total: 8 }, oversubscription: { leaf: '1:1' } },
      'compute/p*': { bisectionRatio: { min: 0.75 }, throughput: { min: 0.5 }, endpointsCutOff: 0 },
      'host:h0--host:h3': { capacityGbps: 200 },
      'unit:compute/u*': { diameterHops: 4, bisectionGbps: 400 },
    });
    expect(found.promises).toBe(2 * 3 + 1 + 2);
    const half = { promised: { min: 0.75 }, healthy: 1, measured: 0.5 };
    expect(found.broken).toEqual([
      {
        ...{ scope: 'unit:compute/u*', measure: 'bisectionGbps', unit: 'Gb/s', promised: 400 },
        ...{ healthy: 400, measured: 300, status: 'broken', keptBefore: true },
      },
      {
        ...{ scope: 'compute/p1', measure: 'bisectionRatio', unit: 'of full bisection', ...half },
        ...{ status: 'broken', keptBefore: true },
      },
    ]);
  });

  it('may have been broken before, and what cannot be there breaks what was promised of it', () => {
    const found = under(['plane:compute/p1'], {
      'compute/p1': { endpointsCutOff: 1, diameterHops: 4, throughput: { min: 0.1 } },
    });
    expect(found.promises).toBe(3);
    const measured = found.broken.map((one) => [one.measure, one.measured, one.keptBefore]);
    expect(measured).toEqual([
      ['endpointsCutOff', 4, false],
      ['diameterHops', expect.stringContaining('not there'), true],
      ['throughput', expect.stringContaining('not there'), true],
    ]);
    expect(found.broken.every(({ status }) => status === 'broken')).toBe(true);
  });

  it('are kept where the file promises nothing else than structure', () => {
    expect(under(['plane:compute/p1'], { compute: { planes: 2 } })).toEqual({
      promises: 0,
      broken: [],
    });
  });
});

describe('a promise is surely broken', () => {
  it.each([
    [{ min: 10 }, { min: 8, max: 9 }, true],
    [{ min: 10 }, { min: 8, max: 10 }, false],
    [{ min: 10 }, { min: 10, max: 12 }, false],
    [{ max: 10 }, { min: 11, max: 12 }, true],
    [{ max: 10 }, { min: 9, max: 12 }, false],
    [{ min: 1, max: 10 }, { min: 0, max: 12 }, false],
    [10, 9, true],
    [10, 10, false],
    [10, { min: 9, max: 11 }, false],
    [10, 'not there (no pair has a path)', true],
    [10, 'not measured (too many pairs to be searched)', false],
    ['1:1', '2:1', true],
    ['1:1', '2:2', false],
  ])('%j, measured %j: %s', (promised, measured, sure) => {
    expect(surelyBreaks(promised, measured)).toBe(sure);
  });
});
