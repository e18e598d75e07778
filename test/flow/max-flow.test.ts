import { describe, expect, it } from 'vitest';
import { type CompactFabric, compact } from '../../src/fabric/compact.js';
import { type MaxFlow, maxFlow } from '../../src/flow/max-flow.js';
import { planeNetwork } from '../../src/flow/plane-network.js';
import { leafSpineCables, lehmer, smallFabric } from '../small-fabrics.js';
import { bruteCut } from './brute-force.js';
import { randomPlane } from './random-planes.js';

/** A flow must respect every cable and switch, and its cut must have its value. */
function expectFlow(
  fabric: CompactFabric,
  capacity: Float64Array,
  sideOf: Uint8Array,
  { value, flow, sourceSide }: MaxFlow,
): void {
  const { cables, endpoints } = fabric.planes[0]!;
  const out = new Float64Array(fabric.vertexCount);
  let cut = 0;
  cables.forEach((cable, at) => {
    const [a, b] = [fabric.lower[cable]!, fabric.upper[cable]!];
    expect(Math.abs(flow[at]!)).toBeLessThanOrEqual(capacity[cable]!);
    if (a < fabric.endpointCount)
      expect(flow[at]! * (sourceSide[a] === 1 ? 1 : -1)).not.toBeLessThan(0);
    out[a]! += flow[at]!;
    out[b]! -= flow[at]!;
    if (sourceSide[a] !== sourceSide[b]) cut += capacity[cable]!;
  });
  let emitted = 0;
  endpoints.forEach((v, i) => {
    expect(sourceSide[v]).toBe(1 - sideOf[i]!);
    if (sideOf[i] === 0) emitted += out[v]!;
  });
  for (let v = fabric.endpointCount; v < fabric.vertexCount; v++) expect(out[v]).toBeCloseTo(0, 6);
  expect(emitted).toBeCloseTo(value, 6);
  expect(cut).toBeCloseTo(value, 6);
}

describe('maxFlow', () => {
  it('agrees with the smallest of all cuts on random damaged planes', () => {
    for (let seed = 0; seed < 400; seed++) {
      const { fabric, capacity } = randomPlane(seed, seed % 2 === 0 ? 'leaf-spine' : 'any');
      const random = lehmer(seed + 7777);
      const sideOf = Uint8Array.from(fabric.planes[0]!.endpoints, () => random(2));
      const found = maxFlow(fabric, capacity, planeNetwork(fabric, 0), sideOf);
      expect(found.value, `seed ${seed}`).toBeCloseTo(bruteCut(fabric, capacity, 0, sideOf), 6);
      expectFlow(fabric, capacity, sideOf, found);
    }
  });

  it('carries nothing through an endpoint', () => {
    const fabric = compact(
      smallFabric({
        cables: [
          ['h0/nic0', 'leaf0'],
          ['h1/nic0', 'leaf0'],
          ['h1/nic0', 'leaf1'],
          ['h2/nic0', 'leaf1'],
        ],
      }),
    );
    expect(
      maxFlow(fabric, fabric.gbps, planeNetwork(fabric, 0), Uint8Array.of(0, 0, 1)).value,
    ).toBe(400);
    // Host 1 may not hand on what host 0 sends, whichever half it is in.
    expect(
      maxFlow(fabric, fabric.gbps, planeNetwork(fabric, 0), Uint8Array.of(0, 1, 1)).value,
    ).toBe(400);
  });

  it('uses a cable between two endpoints', () => {
    const fabric = compact(smallFabric({ cables: [['h0/nic0', 'h1/nic0', 100]] }));
    const forth = maxFlow(fabric, fabric.gbps, planeNetwork(fabric, 0), Uint8Array.of(0, 1));
    const back = maxFlow(fabric, fabric.gbps, planeNetwork(fabric, 0), Uint8Array.of(1, 0));
    expect([forth.value, forth.flow[0], back.value, back.flow[0]]).toEqual([100, 100, 100, -100]);
  });

  it('keeps to one plane', () => {
    const plane = { cables: leafSpineCables([2, 2], 2) };
    const fabric = compact(smallFabric(plane, plane));
    const dead = fabric.gbps.map((gbps, cable) => (fabric.cablePlane[cable] === 0 ? 0 : gbps));
    const sideOf = Uint8Array.of(0, 0, 1, 1);
    expect(maxFlow(fabric, dead, planeNetwork(fabric, 0), sideOf).value).toBe(0);
    expect(maxFlow(fabric, dead, planeNetwork(fabric, 1), sideOf).value).toBe(800);
  });

  it('ends on long chains', () => {
    const cables = Array.from({ length: 20_000 }, (_, i) => [`s${i}`, `s${i + 1}`, 1 + (i % 3)]);
    const fabric = compact(
      smallFabric({
        cables: [
          ['h0/nic0', 's0'],
          ...(cables as [string, string, number][]),
          ['h1/nic0', 's20000'],
        ],
      }),
    );
    expect(maxFlow(fabric, fabric.gbps, planeNetwork(fabric, 0), Uint8Array.of(0, 1)).value).toBe(
      1,
    );
  });
});
