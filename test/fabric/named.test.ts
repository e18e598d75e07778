import { expect, test } from 'vitest';
import { elementsOf, partsNamed, partsOfSubject } from '../../src/fabric/named.js';
import { variant } from './pairs.js';

const { fabric } = variant().subject;
const cable = 'h0/nic0:0--compute/p0/leaf0:0';
const uplink = fabric.cableIds.find((id) => id.includes('spine'))!;

const elements = (text: string) =>
  partsOfSubject(fabric, text).flatMap((part) => elementsOf(fabric, part));

test.each([
  ['h0', ['h0']],
  ['h0/nic1', ['h0/nic1']],
  ['compute/p1', ['compute/p1']],
  ['compute/p1/leaf2', ['compute/p1/leaf2']],
  [cable, [cable]],
  ['h0/nic0:0', [cable]],
  ['compute/p0/leaf0:0', [cable]],
  ['compute', ['compute/p0', 'compute/p1']],
  ['compute/u0', ['h0/nic0', 'h0/nic1', 'h1/nic0', 'h1/nic1']],
  ['switch:compute/p0/spine*', ['compute/p0/spine0', 'compute/p0/spine1']],
  ['bundle:h0/nic0--compute/p0/leaf0@0.5', [cable]],
  ['switch:compute/p0/leaf0, switch:compute/p1/leaf0', ['compute/p0/leaf0', 'compute/p1/leaf0']],
  ['host:h0--host:h1', ['h0', 'h1']],
  ['nic:h0/nic0--unit:compute/u2', ['h0/nic0', 'h4/nic0', 'h4/nic1', 'h5/nic0', 'h5/nic1']],
  ['bundle:h0/nic0--compute/p0/leaf0--host:h3', [cable, 'h3']],
  // A port without a cable is one of its switch.
  ['compute/p0/leaf0:31', ['compute/p0/leaf0']],
  ['compute/p0/leaf0:31--compute/p1/leaf0:31', ['compute/p0/leaf0', 'compute/p1/leaf0']],
  ['fabric', []],
  ['h99', []],
  ['h99:0', []],
  ['', []],
  [':', []],
  ['--', []],
  ['switch:', []],
  ['nonsense:x--y, z', []],
  ['__proto__', []],
])('a finding about %j is about %j', (text, ids) => {
  expect(elements(text).sort()).toEqual([...ids].sort());
});

test('a bundle has all its cables', () => {
  const [lower, upper] = uplink.split('--').map((port) => port.replace(/:.*/, ''));
  const ids = elements(`${lower}--${upper}`);
  expect(ids.length).toBe(2);
  expect(ids).toContain(uplink);
});

test('a name is no list', () => {
  expect(partsNamed(fabric, 'h0, h1')).toEqual([]);
  expect(partsNamed(fabric, 'compute')).toEqual([]);
});
