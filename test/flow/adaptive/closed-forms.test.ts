import { beforeAll, describe, expect, test } from 'vitest';
import { type CompactFabric, compact } from '../../../src/fabric/compact.js';
import { adaptiveBytes } from '../../../src/flow/adaptive/adaptive.js';
import { type LinearSolver, loadLinearSolver } from '../../../src/flow/linear-program.js';
import { sample, seededDraw } from '../../../src/std/random.js';
import { leafSpineCables, type SmallCable, smallFabric } from '../../small-fabrics.js';
import { openWorld, readTopology } from '../../worlds.js';
import { allToAll } from './all-to-all.js';
import { near, routed } from './verify.js';

let solve: LinearSolver;
beforeAll(async () => {
  solve = await loadLinearSolver();
});

/** µs for so many bytes through so many Gb/s. */
const time = (bytes: number, gbps: number) => bytes / gbps / 125;
const leafSpine = (hosts: readonly number[], spines: number) =>
  compact(smallFabric({ cables: leafSpineCables(hosts, spines) }));
const found = (fabric: CompactFabric, capacity = fabric.gbps, bytes = 1000) =>
  routed(adaptiveBytes(fabric, capacity, 0, allToAll(fabric, bytes), null));

describe('all-to-all has the time that counting says', () => {
  test('of the endpoints, where uplinks are enough, and of the uplinks, where they are not', () => {
    for (let leaves = 2; leaves <= 4; leaves++) {
      for (let n = 1; n <= 4; n++) {
        for (let spines = 1; spines <= 4; spines++) {
          const { lower, upper, splits } = found(leafSpine(Array(leaves).fill(n), spines));
          const all = leaves * n;
          const ofEndpoint = time((all - 1) * 1000, 400);
          const ofUplinks = time(n * (all - n) * 1000, spines * 400);
          expect(near(upper, Math.max(ofEndpoint, ofUplinks))).toBe(true);
          expect(near(lower, upper)).toBe(true);
          expect(splits.flows).toBeNull();
        }
      }
    }
  });

  test('of a core with a fifteenth of what pods have', () => {
    const cables: SmallCable[] = [];
    for (let host = 0; host < 60; host++) {
      cables.push([`h${host}/nic0`, `leaf${Math.floor(host / 15)}`]);
    }
    for (let leaf = 0; leaf < 4; leaf++) {
      for (let i = 0; i < 2; i++) {
        const spine = 2 * Math.floor(leaf / 2) + i;
        cables.push([`leaf${leaf}`, `spine${spine}`, 3000]);
      }
    }
    for (let spine = 0; spine < 4; spine++) cables.push([`spine${spine}`, `core${spine % 2}`]);
    const { lower, upper } = found(compact(smallFabric({ cables })));
    expect(near(upper, time(30 * 30 * 1000, 2 * 400))).toBe(true);
    expect(near(lower, upper)).toBe(true);
  });

  test('of the uplinks that are left to a leaf', () => {
    const fabric = leafSpine([4, 4, 4, 4, 4], 4);
    const of = (v: string) => fabric.indexOfVertex.get(`compute/p0/${v}`)!;
    const dead = (leaf: number, spine: number) => (_: number, c: number) =>
      fabric.lower[c] === of(`leaf${leaf}`) && fabric.upper[c] === of(`spine${spine}`);
    const capacity = fabric.gbps.map((gbps, c) =>
      dead(0, 0)(gbps, c) || dead(1, 1)(gbps, c) ? 0 : gbps,
    );
    const { lower, upper, splits } = found(fabric, capacity);
    expect(near(upper, time(4 * 16 * 1000, 3 * 400))).toBe(true);
    expect(near(lower, upper)).toBe(true);
    // From one of these leaves to the other two spines lead, not three: even splits take longer.
    expect(splits.flows).not.toBeNull();
  });

  test('nothing, where nothing is sent, or nobody is joined', () => {
    const fabric = leafSpine([2, 2], 1);
    const dead = new Float64Array(fabric.cableCount);
    expect(found(fabric, fabric.gbps, 0)).toMatchObject({ lower: 0, upper: 0, unrouted: 0 });
    expect(found(fabric, dead)).toMatchObject({ lower: 0, upper: 0, unrouted: 12 });
  });
});

test('an endpoint takes the cable that is better for all: two switches, one of them busy', () => {
  const cables: SmallCable[] = [
    ['h0/nic0', 'leaf0'],
    ['h0/nic0', 'leaf1'],
    ['h1/nic0', 'leaf0'],
    ['h1/nic0', 'leaf1'],
    ['h2/nic0', 'leaf0', 400],
  ];
  const fabric = compact(smallFabric({ cables }));
  const pairs = {
    from: Int32Array.of(0, 0),
    to: Int32Array.of(1, 2),
    bytes: Float64Array.of(3000, 1000),
  };
  const traffic = { ...allToAll(fabric, 0), pairs };
  const { lower, upper, bytes } = routed(adaptiveBytes(fabric, fabric.gbps, 0, traffic, solve));
  expect(near(upper, time(4000, 800), 1e-8)).toBe(true);
  expect(near(lower, upper)).toBe(true);
  expect(bytes[0]!).toBeCloseTo(2000, 3);
  expect(bytes[2]!).toBeCloseTo(2000, 3);
});

test('a plane of 2,048 endpoints with a spine, three cables, 2 % of the cables dead', () => {
  const { fabric } = openWorld(readTopology('topologies/deepseek-v3-2048.json')).subject;
  const of = Array.from(fabric.planes[0]!.cables).filter(
    (c) => fabric.lower[c]! >= fabric.endpointCount,
  );
  const spine = fabric.upper[of[0]!]!;
  const leaves = new Set(of.map((c) => fabric.lower[c]!));
  const draw = seededDraw(7);
  const damages = [
    of.filter((c) => fabric.upper[c] === spine),
    sample(of.length, 3, draw).map((i) => of[i]!),
    sample(of.length, Math.round(of.length / 50), draw).map((i) => of[i]!),
  ];
  for (const dead of damages) {
    const capacity = fabric.gbps.slice();
    for (const c of dead) capacity[c] = 0;
    const { lower, upper } = found(fabric, capacity);
    // The leaf that is left with the least for what it sends.
    let least = 0;
    const all = fabric.planes[0]!.endpoints.length;
    for (const leaf of leaves) {
      let [own, gbps] = [0, 0];
      for (let i = fabric.offsets[leaf]!; i < fabric.offsets[leaf + 1]!; i++) {
        if (fabric.neighbours[i]! < fabric.endpointCount) own++;
        else gbps += capacity[fabric.incident[i]!]!;
      }
      least = Math.max(least, time(own * (all - own) * 1000, gbps));
    }
    expect(near(upper, Math.max(least, time((all - 1) * 1000, 400)))).toBe(true);
    expect(near(lower, upper)).toBe(true);
  }
});

test('bytes of single pairs count beside those of blocks, and from itself to itself nothing goes', () => {
  const fabric = leafSpine([1, 1], 1);
  const pairs = {
    from: Int32Array.of(0, 0),
    to: Int32Array.of(1, 0),
    bytes: Float64Array.of(500, 9000),
  };
  const traffic = { ...allToAll(fabric, 1000), pairs };
  const { upper, bytes } = routed(adaptiveBytes(fabric, fabric.gbps, 0, traffic, null));
  expect(upper).toBe(time(1500, 400));
  expect(Array.from(bytes)).toEqual([1500, 1000, 1000, 1500, 1500, 1000, 1000, 1500]);
});
