import { describe, expect, it } from 'vitest';
import { type CompactFabric, compact } from '../../src/fabric/compact.js';
import { type EndpointSet, endpointSet } from '../../src/fabric/endpoint-set.js';
import { anyTwoHosts, endsOf } from '../../src/flow/separation/any-two-hosts.js';
import { certifiedSeparation } from '../../src/flow/separation/certified-separation.js';
import { hostGround } from '../../src/flow/separation/host-profiles.js';
import type { SeparatedBy } from '../../src/flow/separation/plane-cut.js';
import { connectivity } from '../../src/measure/connectivity.js';
import { FabricState } from '../../src/measure/state.js';
import { cubeWorlds } from '../cube-worlds.js';
import { pairs, randomDamage } from '../measure/damage.js';
import { leafSpineCables, lehmer, type SmallCable, smallFabric } from '../small-fabrics.js';
import { openWorld, smallWorlds } from '../worlds.js';
import { bruteFewest } from './brute-separation.js';

const kinds = ['cables', 'switches'] as const;

/** The definition: every pair of hosts by itself. Undefined: there is no pair. */
function everyPair(
  fabric: CompactFabric,
  capacity: Float64Array,
  planes: readonly number[],
  among: EndpointSet | null,
  by: SeparatedBy,
): number | null | undefined {
  const found = new Set(planes.flatMap((p) => [...fabric.planes[p]!.endpoints]));
  const of = new Map<number, number[]>();
  for (const e of [...found].sort((a, b) => a - b)) {
    if (among?.has[e] !== 0) of.set(fabric.hostOf[e]!, []);
  }
  fabric.hostOf.forEach((host, e) => {
    if (among?.has[e] !== 0) of.get(host)?.push(e);
  });
  const hosts = [...of.values()];
  const values = [...pairs(hosts.length)].map(([i, j]) => {
    const ends = { a: Int32Array.from(hosts[i]!), b: Int32Array.from(hosts[j]!) };
    const certificate = certifiedSeparation(fabric, capacity, planes, ends, by, 'pair');
    return certificate?.value ?? Number.POSITIVE_INFINITY;
  });
  if (values.length === 0) return undefined;
  const least = Math.min(...values);
  return Number.isFinite(least) ? least : null;
}

function compared(
  fabric: CompactFabric,
  capacity: Float64Array,
  planes: readonly number[],
  among: EndpointSet | null,
  name: string,
): (number | null | undefined)[] {
  return kinds.map((by) => {
    const found = anyTwoHosts(
      fabric,
      capacity,
      hostGround(fabric, capacity, { planes, among }),
      by,
      1e9,
    );
    const expected = everyPair(fabric, capacity, planes, among, by);
    expect(found === null ? undefined : found?.fewest, `${name}, ${by}`).toBe(expected);
    // Planes that are identical are looked at once.
    const measured = connectivity(new FabricState(fabric, capacity), planes, among, by);
    if (!found) expect(measured).toBe(found);
    else expect(measured).toMatchObject(found);
    if (found && found.fewest !== null && found.fewest <= 3 && fabric.cableCount < 40) {
      const ends = endsOf(fabric, { planes, among }, found.hosts);
      const brute = bruteFewest(fabric, capacity, planes, ends, by);
      expect(brute, `${name}, ${by}`).toBe(found.fewest);
    }
    return expected;
  });
}

describe('the fewest whose loss separates any two hosts', () => {
  it.each(['healthy', 'damaged'])('are those of the worst of all pairs in %s worlds', (how) => {
    const seen = new Set<unknown>();
    for (const [i, { name, document }] of [...smallWorlds(), ...cubeWorlds()].entries()) {
      if (i % ('cube' in document.planes.compute! ? 2 : 13) !== 0) continue;
      const { fabric } = openWorld(document).subject;
      const capacity = how === 'healthy' ? fabric.gbps : randomDamage(fabric, i);
      const planes = [...fabric.planes.keys()].slice(0, 1 + (i % fabric.planes.length));
      const all = Array.from({ length: fabric.endpointCount }, (_, e) => e);
      const few = endpointSet(
        all.filter((e) => (e * 7 + i) % 3 > 0),
        fabric.endpointCount,
      );
      for (const among of i % 2 === 0 ? [null] : [null, few]) {
        compared(fabric, capacity, planes, among, name).forEach((found, k) => {
          seen.add(`${kinds[k]} ${found}`);
        });
      }
    }
    const wanted =
      how === 'healthy' ? ['cables 2', 'switches 2', 'cables 3'] : ['cables 0', 'switches 1'];
    for (const found of wanted) expect(seen).toContain(found);
  });

  it('and on random planes whose hosts have several NICs, ports and direct cables', () => {
    const seen = new Set<unknown>();
    for (let seed = 0; seed < 120; seed++) {
      const random = lehmer(seed * 7919 + 5);
      random(2);
      const plane = () => {
        const cables: SmallCable[] = leafSpineCables(Array(2 + random(2)).fill(0), 1 + random(2));
        const leaves = cables.length;
        for (let h = 0; h < 4; h++) {
          for (let n = random(4); n > 0; n--) {
            cables.push([`h${h}/nic${random(2)}`, `leaf${random(3)}`]);
          }
        }
        if (random(4) === 0) cables.push(['h0/nic0', 'h1/nic0']);
        if (random(4) === 0) cables.push(['leaf0', 'leaf1']);
        return { cables: cables.filter((_, c) => c >= leaves || random(4) > 0), alone: ['leaf0'] };
      };
      const fabric = compact(smallFabric(...Array.from({ length: 1 + random(2) }, plane)));
      const planes = [...fabric.planes.keys()];
      compared(fabric, fabric.gbps, planes, null, `seed ${seed}`).forEach((found, k) => {
        seen.add(`${kinds[k]} ${found}`);
      });
    }
    for (const found of ['cables 0', 'cables 2', 'switches 0', 'switches 1', 'switches 2']) {
      expect(seen).toContain(found);
    }
  });

  it('need not be those of the first host and another one', () => {
    const fabric = compact(
      smallFabric(
        {
          cables: [
            ['h0/nic0', 'leaf0'],
            ['h1/nic0', 'leaf0'],
          ],
        },
        {
          cables: [
            ['h0/nic1', 'leaf0'],
            ['h2/nic1', 'leaf0'],
          ],
        },
      ),
    );
    const found = anyTwoHosts(
      fabric,
      fabric.gbps,
      hostGround(fabric, fabric.gbps, { planes: [0, 1], among: null }),
      'cables',
      1e9,
    );
    expect(found).toMatchObject({ fewest: 0, hosts: [1, 2] });
  });

  it('are not looked for beyond a number of steps', () => {
    const cables: SmallCable[] = [
      ...leafSpineCables([0, 0], 1),
      ...[0, 1].flatMap((h): SmallCable[] => [0, 1].map((n) => [`h${h}/nic${n}`, `leaf${h}`])),
    ];
    const fabric = compact(smallFabric({ cables }));
    const scope = hostGround(fabric, fabric.gbps, { planes: [0], among: null });
    expect(anyTwoHosts(fabric, fabric.gbps, scope, 'cables', 5)).toBe(undefined);
    expect(anyTwoHosts(fabric, fabric.gbps, scope, 'cables', 6)?.fewest).toBe(1);
  });
});
