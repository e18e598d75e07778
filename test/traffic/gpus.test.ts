import { expect, test } from 'vitest';
import { gpusOf, nicGbps } from '../../src/traffic/gpus.js';
import { openWorld } from '../worlds.js';

/** Gb/s of the NICs of each GPU of hosts with so many GPUs and NICs, cabled at such speeds. */
function rate(...hosts: readonly { gpus: number; nics: number; gbps: number }[]): number | null {
  const named = hosts.map((host, i) => [`h${'abc'[i]}`, host] as const);
  const { fabric } = openWorld({
    name: 'gpus',
    switchModels: { S: { ports: 64, portGbps: 400, splits: [2, 4] } },
    nicModels: Object.fromEntries(
      named.map(([name, { gbps }]) => [`N${name}`, { portGbps: gbps }]),
    ),
    hosts: Object.fromEntries(
      named.map(([name, { gpus, nics }]) => [
        name,
        { count: 2, gpus, nics: { nic: { model: `N${name}`, count: nics } } },
      ]),
    ),
    planes: {
      compute: {
        attach: { nics: named.map(([name]) => `${name}/nic`) },
        fatTree: { leaf: { model: 'S' } },
      },
    },
  }).subject;
  return nicGbps(gpusOf(fabric, 0));
}

test('the NICs of a GPU: several, one, or one that it shares; none is said where GPUs differ', () => {
  expect(rate({ gpus: 4, nics: 4, gbps: 400 })).toBe(400);
  expect(rate({ gpus: 2, nics: 8, gbps: 100 })).toBe(400);
  expect(rate({ gpus: 8, nics: 2, gbps: 100 })).toBe(100);
  // Three NICs of two GPUs: the first has one, the second two.
  expect(rate({ gpus: 2, nics: 3, gbps: 100 })).toBe(null);
  expect(rate({ gpus: 1, nics: 1, gbps: 100 }, { gpus: 1, nics: 2, gbps: 100 })).toBe(null);
  expect(rate({ gpus: 2, nics: 4, gbps: 100 }, { gpus: 1, nics: 2, gbps: 100 })).toBe(200);
});
