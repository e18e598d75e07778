import { describe, expect, it } from 'vitest';
import {
  hostInterface,
  numberedPorts,
  switchPort,
} from '../../../src/exchange/import/port-names.js';

const numbersOf = (...names: string[]) => {
  const { numbers, guessed } = numberedPorts(names, switchPort);
  return { ports: names.map((name) => Object.values(numbers.get(name)!).join('.')), guessed };
};

describe('ports of a switch', () => {
  it.each([
    [
      ['swp1', 'swp34s1', 'swp34s0'],
      ['0.-1', '33.1', '33.0'],
    ],
    [
      ['Ethernet1/33', 'Ethernet1/2'],
      ['32.-1', '1.-1'],
    ],
    // Arista.
    [
      ['Ethernet33', 'Ethernet1'],
      ['32.-1', '0.-1'],
    ],
    [
      ['Et33/1', 'Et2/1'],
      ['32.-1', '1.-1'],
    ],
    [
      ['Et33/1', 'Et33/3', 'Et2/1'],
      ['32.0', '32.2', '1.0'],
    ],
    // SONiC, by lanes.
    [
      ['Ethernet0', 'Ethernet8', 'Ethernet256'],
      ['0.-1', '1.-1', '32.-1'],
    ],
    [
      ['Ethernet0', 'Ethernet4', 'Ethernet12'],
      ['0.-1', '1.-1', '3.-1'],
    ],
    [
      ['osfp-33', 'osfp-2'],
      ['32.-1', '1.-1'],
    ],
  ])('%j', (names, ports) => {
    expect(numbersOf(...names)).toEqual({ ports, guessed: [] });
  });

  it('that have no number are numbered in order, which is told', () => {
    expect(numbersOf('right', 'left')).toEqual({
      ports: ['1.-1', '0.-1'],
      guessed: ['left', 'right'],
    });
  });

  it('keep their numbers beside a strange one', () => {
    expect(numbersOf('swp1', 'swp5', 'mgmt')).toEqual({
      ports: ['0.-1', '4.-1', '5.-1'],
      guessed: ['mgmt'],
    });
  });
});

it.each([
  ['nic3p1', 'nic3', 1],
  ['mlx5_0p1', 'mlx5_0', 1],
  ['mlx5_0/P2', 'mlx5_0', 1],
  ['eth0', 'eth0', 0],
])('interface %s of a host', (text, nic, port) => {
  expect(hostInterface(text)).toEqual({ nic, port });
});
