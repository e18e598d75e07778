import { describe, expect, it } from 'vitest';
import { compact } from '../../src/fabric/compact.js';
import { cablesOfKind } from '../../src/measure/cable-kinds.js';
import { openWorld } from '../worlds.js';

const models = {
  switchModels: { big: { ports: 64, portGbps: 100 } },
  nicModels: { nic: { portGbps: 100 } },
};

describe('cables of a dragonfly', () => {
  const { fabric } = openWorld({
    ...models,
    name: 'small',
    hosts: { h: { count: 18, nics: { nic: { model: 'nic' } } } },
    planes: {
      df: { attach: { nics: ['h/nic'] }, dragonfly: { model: 'big', h: 1, a: 2, p: 3, g: 3 } },
    },
  }).subject;

  it('are local inside a group and global between two', () => {
    const one = { min: 1, max: 1 };
    expect(cablesOfKind(fabric, [0], 'local')).toEqual({ cables: 3, perPair: one });
    expect(cablesOfKind(fabric, [0], 'global')).toEqual({ cables: 3, perPair: one });
    expect(cablesOfKind(fabric, [0], 'switch').cables).toBe(6);
    expect(cablesOfKind(fabric, [0], 'endpoint').cables).toBe(18);
  });
});

describe('cables within groups', () => {
  const { fabric, graph } = (() => {
    const world = openWorld({
      ...models,
      name: 'small',
      hosts: { h: { count: 8, nics: { nic: { model: 'nic', count: 2 } } } },
      planes: {
        compute: {
          attach: { nics: ['h/nic'], onePlanePer: 'rail', hostsPerUnit: 2 },
          fatTree: { leaf: { model: 'big', up: 4 }, spine: { model: 'big', count: 2 } },
        },
      },
      groups: {
        row: { of: ['host:h*'], every: 4 },
        // A rack is two hosts and the leaf of one plane that serves them.
        rack: [
          { of: ['host:h*'], every: 2 },
          { of: ['switch:compute/p0/leaf*'], every: 1 },
        ],
        second: ['plane:compute/p1'],
        half: ['switch:compute/p0/leaf[0-1]', 'switch:compute/p0/spine*', 'unit:compute/u0'],
      },
    });
    return { fabric: world.subject.fabric, graph: world.graph };
  })();
  const count = (planes: number[], group: string) =>
    cablesOfKind(fabric, planes, `within:${group}`);

  it('have both ends in one group of that name', () => {
    expect(compact(graph)).toBe(fabric);
    // No switch stands in a row, so no cable has both ends there.
    expect(count([0, 1], 'row').cables).toBe(0);
    expect(count([0, 1], 'rack')).toEqual({ cables: 8, perPair: { min: 1, max: 1 } });
    expect(count([1], 'rack')).toEqual({ cables: 0, perPair: { min: 0, max: 0 } });
  });

  it('a plane contains its switches, a unit its NICs', () => {
    expect(count([1], 'second')).toEqual({ cables: 16, perPair: { min: 2, max: 2 } });
    expect(count([0], 'second').cables).toBe(0);
    // Two leaves with two cables to each of two spines, and the NICs of two hosts on one of them.
    expect(count([0], 'half')).toEqual({ cables: 8 + 2, perPair: { min: 1, max: 2 } });
  });

  it('are none of a name that nothing has', () => {
    expect(count([0, 1], 'nothing').cables).toBe(0);
  });
});
