import { describe, expect, it } from 'vitest';
import { readTopology, topologyOf } from '../worlds.js';
import { changed } from './documents.js';

/** A plane set with a family. */
const setOf = (document: unknown, name = 'compute') => {
  const { attach, fatTree } = topologyOf(document, 1e9).planes[name]!;
  return { attach: attach!, fatTree: fatTree! };
};
const sample = (file: string) => readTopology(`test/samples/${file}.json`);
const published = (file: string) => readTopology(`topologies/${file}.json`);

/** Defaults of LANGUAGE 3.1 and 3.2, worked by hand. */
describe('defaults', () => {
  it('HPN pod: 136 ports down, 60 up, 60 spines a plane', () => {
    const { attach, fatTree } = setOf(published('hpn-pod'));
    expect(attach.hostsPerUnit).toBe(128);
    // 15 segments × 8 rails; 120 leaves × 60 uplinks on spines with 120 ports.
    expect(fatTree.leaf).toMatchObject({ count: 120, down: 136, up: 60, upGbps: 400 });
    expect(fatTree.spine).toMatchObject({ count: 60, down: 120, upReserved: 8 });
  });

  it('SuperPOD 3 SU: 16 spines spread evenly, 12 would not', () => {
    const { attach, fatTree } = setOf(published('superpod-h100-3su'));
    expect(attach).toMatchObject({ hostsPerUnit: 32, railsPerLeaf: 1 });
    expect(fatTree.leaf).toMatchObject({ count: 24, down: 32, up: 32 });
    // 24 × 32 ÷ 16 = 48 cables a spine; of 12 spines each would have 64, but 12 ∤ 32.
    expect(fatTree.spine).toMatchObject({ count: 16, down: 48 });
  });

  it('12 spines are refused with the nearest count that divides', () => {
    const document = structuredClone(published('superpod-h100-3su')) as ReturnType<typeof sample>;
    const fatTree = document.planes.compute!.fatTree!;
    const spine = fatTree.spine as { count?: number };
    spine.count = 12;
    expect(() => topologyOf(document)).toThrow(/tier-size-count.*"near":\[16\]/);
    Object.assign(fatTree, { uneven: 'deal' });
    expect(setOf(document).fatTree.spine).toMatchObject({ count: 12, down: 64 });
  });

  it('uplink ports: non-blocking would be 4.8, there are four', () => {
    const { attach, fatTree } = setOf(sample('oob-fabric'), 'oob');
    expect(attach.hostsPerUnit).toBe(48);
    expect(fatTree.leaf).toMatchObject({ count: 3, down: 48, up: 4, upGbps: 10 });
    expect(fatTree.spine).toMatchObject({ count: 2, down: 6 });
  });

  it('growth: stated spines keep their ports, hosts keep their slots', () => {
    const { attach, fatTree } = setOf(sample('grow-to-256'));
    expect(attach.hostsPerUnit).toBe(32);
    // 48 ports, 16 up: 32 down. Three of eight units stand.
    expect(fatTree.leaf).toMatchObject({ count: 24, down: 32, up: 16 });
    expect(fatTree.spine).toMatchObject({ count: 16, down: 64 });
    const grown = structuredClone(sample('grow-to-256'));
    (grown.hosts!.h as { count: number }).count = 256;
    Object.assign(grown, { expect: {}, scenarios: {} });
    expect(setOf(grown).fatTree).toEqual({
      ...fatTree,
      leaf: { ...fatTree.leaf, count: 64 },
    });
  });

  it('dual-ToR with two rails a leaf: 4 × 2 leaves a unit', () => {
    const { fatTree } = setOf(published('dual-tor'));
    // 31 hosts skip slot 15: the last is in slot 31, unit 1. 16 hosts × 2 rails on a leaf.
    expect(fatTree.leaf).toMatchObject({ count: 16, down: 32, up: 32, upGbps: 200 });
    expect(fatTree.spine).toMatchObject({ count: 8, down: 64 });
  });

  it('UFM in the free slot: a second kind of hosts with four NICs', () => {
    const { attach, fatTree } = setOf(published('superpod-h100-1su-ufm'));
    expect(attach.hostsPerUnit).toBe(32);
    expect(fatTree.leaf).toMatchObject({ count: 8, down: 32, up: 32 });
    expect(fatTree.spine).toMatchObject({ count: 4, down: 64 });
  });

  it('MRC: 800G ports, every one split into eight', () => {
    const document = published('large/mrc-131072');
    const { attach, fatTree } = setOf(document);
    // 32 ports × 8 down; a host has 4 NICs on its leaf.
    expect(attach.hostsPerUnit).toBe(64);
    expect(fatTree.leaf).toMatchObject({ count: 512, down: 256, up: 256, upGbps: 100 });
    expect(fatTree.spine).toMatchObject({ count: 256, down: 512 });
  });

  it('FT3: 64 pods of 32 leaves and 32 spines, 1,024 cores', () => {
    const { attach, fatTree } = setOf(published('ft3'));
    expect(attach.hostsPerUnit).toBe(4);
    // Each spine has 32 of 64 ports down: a leaf of a pod each. 32 indices × 32 cores.
    const half = { model: 'QM9700', count: 2048, down: 32, up: 32, upGbps: 400, upReserved: 0 };
    expect(fatTree).toEqual({
      leaf: half,
      spine: half,
      core: { model: 'QM9700', count: 1024, down: 64, upReserved: 0 },
      pod: { units: 32 },
    });
  });

  it('SuperPOD 16 SU: a pod per rail', () => {
    const { fatTree } = setOf(published('superpod-h100-16su'));
    expect(fatTree.leaf).toMatchObject({ count: 128, down: 32, up: 32 });
    // 16 leaves × 32 uplinks on 32 ports: 16 spines a pod. 8 pods × 32 uplinks on 64: 4 cores each.
    expect(fatTree.spine).toMatchObject({ count: 8 * 16, down: 32, up: 32, upGbps: 400 });
    expect(fatTree.core).toMatchObject({ count: 16 * 4, down: 64 });
    expect(fatTree.pod).toEqual({ units: 16, rails: 1 });
  });

  describe('three tiers', () => {
    const pods = (changes: object, pod: object = { units: 1 }) => {
      const tier = { model: 'big' };
      const { leaf = {}, spine = {}, core = {}, uneven } = changes as Record<string, object>;
      return setOf(
        changed({
          '/planes/compute/fatTree': {
            leaf: { ...tier, ...leaf },
            spine: { ...tier, ...spine },
            core: { ...tier, ...core },
            pod,
            ...(uneven ? { uneven } : {}),
          },
        }),
      ).fatTree;
    };

    it('pods: all units and rails unless fewer are named; rails only where leaves are by rail', () => {
      expect(pods({}, {}).pod).toEqual({ units: 2, rails: 4 });
      expect(pods({}, { rails: 2 }).pod).toEqual({ units: 2, rails: 2 });
      expect(pods({}, { units: 1, rails: 1 }).pod).toEqual({ units: 1, rails: 1 });
    });

    it('the spine tier has regions down and up: room is half, up is non-blocking', () => {
      // Two pods of four leaves with four uplinks: one spine each, sixteen cables down and up.
      expect(pods({})).toMatchObject({
        leaf: { count: 8, down: 4, up: 4 },
        spine: { count: 2, down: 16, up: 16, upGbps: 400 },
        core: { count: 1, down: 32 },
      });
      // Twelve ports down hold three of the four uplinks of four leaves: two spines a pod.
      expect(pods({ spine: { down: 12 } }).spine).toMatchObject({ count: 4, down: 12, up: 12 });
      // 64 − 52 = 12 ports of room.
      expect(pods({ spine: { up: 52 } }).spine).toMatchObject({ count: 4, down: 8, up: 52 });
      expect(pods({ spine: { upReserved: 40 } }).spine).toMatchObject({ count: 4, down: 8, up: 8 });
    });

    it('uplinks of another speed than the cables from below', () => {
      const { leaf, spine, core } = pods({ leaf: { upGbps: 200 }, spine: { upGbps: 100 } });
      expect(leaf).toMatchObject({ down: 4, up: 8, upGbps: 200 });
      expect(spine).toMatchObject({ count: 2, down: 32, up: 64, upGbps: 100 });
      expect(core).toMatchObject({ count: 1, down: 128 });
    });

    it('a stated count gives whole w2 and w3', () => {
      const { spine, core } = pods({ spine: { count: 8 }, core: { count: 8 } });
      expect(spine).toMatchObject({ count: 8, down: 4, up: 4 });
      // Four spines a pod, two cores for each: two pods × four uplinks on two cores.
      expect(core).toMatchObject({ count: 8, down: 4 });
    });

    it('dealt counts: the fullest switch says how many ports are down', () => {
      const { spine, core } = pods({
        spine: { count: 6, up: 4 },
        core: { count: 9 },
        uneven: 'deal' as never,
      });
      // Sixteen uplinks of a pod on three spines; two pods × four uplinks on three cores.
      expect(spine).toMatchObject({ count: 6, down: 6, up: 4 });
      expect(core).toMatchObject({ count: 9, down: 3 });
    });

    it('growth: spines for the pods that stand, cores for all', () => {
      const { spine, core } = pods({
        leaf: { count: 16 },
        spine: { count: 16 },
        core: { count: 8, down: 32 },
      });
      expect(spine).toMatchObject({ count: 16, down: 4, up: 4 });
      expect(core).toMatchObject({ count: 8, down: 32 });
    });

    it('pods without a core, where cables join them', () => {
      const { fatTree } = setOf(
        changed({
          '/planes/compute/fatTree/pod': { rails: 1 },
          '/planes/compute/switches': { top: { model: 'big' } },
          '/planes/compute/cables': [['spine[0-3]:60', 'top0:[0-3]']],
        }),
      );
      expect(fatTree.spine).toMatchObject({ count: 4, down: 8 });
      expect(fatTree.pod).toEqual({ units: 2, rails: 1 });
    });
  });

  it('one tier: all usable ports are down', () => {
    const fatTree = { leaf: { model: 'big', upReserved: 6 } };
    const attach = { nics: ['h/nic'] };
    const one = setOf(
      changed({ '/planes/compute': { attach, fatTree }, '/switchModels/big/reservedPorts': 2 }),
    );
    // 64 − 2 reserved − 6 kept = 56; a host has 4 ports on its leaf.
    expect(one.fatTree.leaf).toEqual({ model: 'big', count: 1, down: 56, upReserved: 6 });
    expect(one.attach.hostsPerUnit).toBe(14);
  });

  it('room: half of what is left, or what stated uplinks leave', () => {
    const tree = (leaf: object) => ({
      '/planes/compute': {
        attach: { nics: ['h/nic'] },
        fatTree: { leaf: { model: 'big', ...leaf }, spine: { model: 'big' } },
      },
    });
    const down = (leaf: object) => setOf(changed(tree(leaf))).fatTree.leaf.down;
    expect(down({})).toBe(32);
    expect(down({ upReserved: 3 })).toBe(30);
    expect(down({ up: 8 })).toBe(56);
    expect(down({ up: 9, upGbps: 200 })).toBe(59);
    expect(down({ up: 8, upReserved: 3 })).toBe(53);
    // Half-speed NICs: two sub-ports a port.
    const half = changed({ ...tree({}), '/nicModels/nic/portGbps': 200 });
    expect(setOf(half).fatTree.leaf).toMatchObject({ down: 64, up: 32, upGbps: 400 });
  });

  it('hostsPerUnit stated: as many ports down as its hosts need', () => {
    expect(setOf(changed({})).fatTree.leaf).toMatchObject({ count: 8, down: 4, up: 4 });
    const spare = changed({ '/planes/compute/fatTree/leaf/down': 6 });
    expect(setOf(spare).fatTree.leaf).toMatchObject({ count: 8, down: 6, up: 6 });
  });

  it('leaf.count above what is needed builds units without hosts', () => {
    const more = changed({ '/planes/compute/fatTree/leaf/count': 12 });
    expect(setOf(more).fatTree).toMatchObject({
      leaf: { count: 12 },
      spine: { count: 1, down: 48 },
    });
  });

  it('slots: empty ones are skipped, the last host says how many units there are', () => {
    const leaves = (attach: object) =>
      setOf(
        changed({
          '/planes/compute/attach': {
            nics: ['h/nic'],
            oneLeafPer: 'rail',
            hostsPerUnit: 4,
            ...attach,
          },
        }),
      ).fatTree.leaf.count;
    expect(leaves({})).toBe(2 * 4);
    expect(leaves({ emptySlots: [0] })).toBe(3 * 4);
    expect(leaves({ emptySlots: ['0-14/2'] })).toBe(4 * 4);
    expect(leaves({ slots: { 'h/nic': ['8-15'] } })).toBe(4 * 4);
    // Slots that are over stay free and build nothing.
    expect(leaves({ slots: { 'h/nic': ['0-99'] } })).toBe(2 * 4);
  });

  it('slots: entries that are not pinned fill what no list has', () => {
    const pinned = (slots: object) =>
      setOf(
        changed({
          '/planes/compute/attach': {
            nics: ['h/nic', 'g/nic'],
            oneLeafPer: 'rail',
            hostsPerUnit: 4,
            slots,
          },
        }),
      ).fatTree.leaf.count;
    expect(pinned({})).toBe(3 * 4);
    expect(pinned({ 'h/nic': ['0-7'] })).toBe(3 * 4);
    // Eight hosts in 4-11 leave 0-3 to the two of the other group.
    expect(pinned({ 'h/nic': ['4-11'] })).toBe(3 * 4);
    expect(pinned({ 'h/nic': ['0-11'] })).toBe(4 * 4);
    expect(pinned({ 'g/nic': [20, 21] })).toBe(6 * 4);
  });
});
