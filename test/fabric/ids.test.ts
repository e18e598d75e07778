import { expect, it } from 'vitest';
import * as ids from '../../src/fabric/ids.js';

it('ids are spelt as LANGUAGE section 4 has them', () => {
  expect(ids.hostId('h', 17)).toBe('h17');
  expect(ids.nicId('h17', 'nic', 3)).toBe('h17/nic3');
  expect(ids.planeId('compute', 3)).toBe('compute/p3');
  expect(ids.switchId('compute/p3', 'leaf', 12)).toBe('compute/p3/leaf12');
  expect(ids.portId('compute/p3/leaf12', { port: 33, sub: -1 })).toBe('compute/p3/leaf12:33');
  expect(ids.portId('compute/p3/leaf12', { port: 33, sub: 0 })).toBe('compute/p3/leaf12:33.0');
  expect(ids.cableId('h0/nic0:0', 'compute/p0/leaf0:0')).toBe('h0/nic0:0--compute/p0/leaf0:0');
  expect(ids.unitId('compute', 2)).toBe('compute/u2');
  expect(ids.railId('compute', 2)).toBe('compute/r2');
  expect(ids.groupId('rack', 12)).toBe('rack12');
});

it('an id says its group, whatever digits are within', () => {
  expect(ids.hostGroupOf('gpu8-h100x17')).toBe('gpu8-h100x');
  expect(ids.nicGroupOf('h17/p2p-nic30')).toBe('p2p-nic');
  expect(ids.groupNameOf('rack12')).toBe('rack');
  expect(ids.groupNameOf(ids.groupId('spares', -1))).toBe('spares');
});
