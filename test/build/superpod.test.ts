import { describe, expect, it } from 'vitest';
import { cablesOfKind } from '../../src/measure/cable-kinds.js';
import { counts } from '../../src/measure/counts.js';
import { openWorld } from '../worlds.js';

/**
 * The tables of the DGX SuperPOD H100 reference architecture (RA-11333-001 V11), from one topology
 * with the number of scalable units as its only parameter. Misprints are fixtures of their own
 * (test/fixtures/bad/published).
 */
interface Units {
  readonly su: number;
  /** Nodes of the last unit that are left out. */
  readonly free?: number;
  /** The appliance that takes such a slot, with four cables. */
  readonly ufm?: boolean;
}

function superpod({ su, free = 0, ufm = false }: Units) {
  const switches = { model: 'QM9700' };
  // From 16 units on, leaves of one rail and of at most 32 units share spines.
  const upper = su > 8 ? { core: switches, pod: { units: Math.min(su, 32), rails: 1 } } : {};
  return {
    name: 'superpod',
    switchModels: { QM9700: { ports: 64, portGbps: 400 } },
    nicModels: { nic: { portGbps: 400 } },
    hosts: {
      h: { count: 32 * su - free, gpus: 8, nics: { nic: { model: 'nic', count: 8 } } },
      ...(ufm ? { ufm: { count: 1, nics: { nic: { model: 'nic', count: 4 } } } } : {}),
    },
    planes: {
      compute: {
        attach: { nics: ['h/nic', ...(ufm ? ['ufm/nic'] : [])], oneLeafPer: 'rail' },
        fatTree: { leaf: switches, spine: switches, ...upper },
      },
    },
  };
}

/** What is counted in its fabric. */
function counted(units: Units) {
  const { fabric } = openWorld(superpod(units)).subject;
  const { hosts, endpoints, switches, cables } = counts(fabric, [0]);
  const between = (kind: string) => cablesOfKind(fabric, [0], kind);
  const { leaf, spine, core = 0 } = switches;
  const kinds = ['leaf-spine', 'spine-core'].map((kind) => between(kind).cables);
  const { perPair } = between('leaf-spine');
  return { hosts, endpoints, leaf, spine, core, cables: [cables.endpoint, ...kinds], perPair };
}

describe('DGX SuperPOD H100', () => {
  it.each([
    { su: 4, nodes: 128, leaf: 32, spine: 16, core: 0, cables: [1024, 1024, 0] },
    { su: 8, nodes: 256, leaf: 64, spine: 32, core: 0, cables: [2048, 2048, 0] },
    { su: 16, nodes: 512, leaf: 128, spine: 128, core: 64, cables: [4096, 4096, 4096] },
    { su: 32, nodes: 1024, leaf: 256, spine: 256, core: 128, cables: [8192, 8192, 8192] },
    { su: 64, nodes: 2048, leaf: 512, spine: 512, core: 256, cables: [16384, 16384, 16384] },
  ])('$su SU have the row of the table', ({ su, nodes, ...row }) => {
    const { hosts, endpoints, perPair, ...found } = counted({ su });
    expect([hosts, endpoints]).toEqual([nodes, 8 * nodes]);
    expect(found).toEqual(row);
  });

  it.each([
    { su: 1, nodes: 31, leaf: 8, spine: 4, cables: [252, 256, 0], pair: 8 },
    { su: 2, nodes: 63, leaf: 16, spine: 8, cables: [508, 512, 0], pair: 4 },
    { su: 3, nodes: 95, leaf: 24, spine: 16, cables: [764, 768, 0], pair: 2 },
    { su: 4, nodes: 127, leaf: 32, spine: 16, cables: [1020, 1024, 0], pair: 2 },
  ])('$su SU with the UFM appliance have the detailed row', ({ su, nodes, pair, ...row }) => {
    const { hosts, endpoints, core, perPair, ...found } = counted({ su, free: 1, ufm: true });
    expect([hosts, endpoints, core]).toEqual([nodes + 1, 8 * nodes + 4, 0]);
    expect(found).toEqual(row);
    expect(perPair).toEqual({ min: pair, max: pair });
  });
});
