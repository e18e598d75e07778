import { expect, test } from 'vitest';
import { domainsOf } from '../../src/traffic/domains.js';
import { type Flights, flightsOf } from '../../src/traffic/flights.js';
import { fromDomain, intoDomain } from '../../src/traffic/gpus.js';
import { type MeshLoad, meshLoad } from '../../src/traffic/mesh-load.js';
import type { Relays } from '../../src/traffic/relay.js';
import type { Mesh } from '../../src/traffic/step.js';
import { lehmer } from '../small-fabrics.js';
import { type Case, cases, relaysIn } from './ground.js';

/** Bytes by "NIC NIC"; what a NIC sends itself takes no cable. */
type ByPair = Map<string, number>;

const add = (sums: ByPair, key: string, bytes: number) =>
  sums.set(key, (sums.get(key) ?? 0) + bytes);

function ofBlocks(relays: Relays, { blocks }: MeshLoad): ByPair {
  const { domainOfNic } = domainsOf(relays.meetings.gpus);
  const sums: ByPair = new Map();
  for (const { from, to, bytes } of blocks) {
    for (const a of from) {
      for (const b of to) if (domainOfNic[a] !== domainOfNic[b]) add(sums, `${a} ${b}`, bytes);
    }
  }
  return sums;
}

function ofFlights({ count, from, to, bytes }: Flights): ByPair {
  const sums: ByPair = new Map();
  for (let f = 0; f < count; f++) {
    if (from[f]! >= 0 && from[f] !== to[f]) add(sums, `${from[f]} ${to[f]}`, bytes[f]!);
  }
  return sums;
}

/** What GPUs send into their domains and take from them, flight by flight. */
function insideOf({ gpus }: Relays['meetings'], flights: Flights) {
  const channels = new Float64Array(intoDomain(gpus, gpus.first.at(-1)!));
  flights.inside?.forEach((channel, i) => {
    if (channel >= 0) channels[channel]! += flights.bytes[flights.firstInside + (i >> 2)]!;
  });
  const all = Array.from({ length: gpus.first.at(-1)! }, (_, gpu) => gpu);
  return {
    into: all.map((gpu) => channels[intoDomain(gpus, gpu)]!),
    from: all.map((gpu) => channels[fromDomain(gpus, gpu)]!),
  };
}

function near(found: Iterable<number>, expected: readonly number[]) {
  const list = [...found];
  expect(list).toHaveLength(expected.length);
  list.forEach((one, i) => {
    expect(Math.abs(one - expected[i]!)).toBeLessThanOrEqual(1e-9 * (1 + expected[i]!));
  });
}

/** All GPUs, some of them, and groups that overlap. */
function meshes(gpus: number, seed: number): Mesh[] {
  const random = lehmer(seed);
  const some = (): Int32Array =>
    Int32Array.from({ length: gpus }, (_, gpu) => gpu).filter(() => random(3) > 0);
  const all = Int32Array.from({ length: gpus }, (_, gpu) => gpu);
  return [
    { groups: [all], bytes: 1000 },
    { groups: [some(), some(), all.toReversed()], bytes: 17 },
  ];
}

function compare({ name, fabric, capacity }: Case, rule: 'pxn' | 'direct', seed: number): boolean {
  const relays = relaysIn(fabric, capacity, rule);
  const { gpus } = relays.meetings;
  let handedOn = false;
  for (const mesh of meshes(gpus.first.at(-1)!, seed)) {
    const load = meshLoad(relays, mesh);
    const flights = flightsOf(relays, { mesh });
    const [blocks, pairs] = [ofBlocks(relays, load), ofFlights(flights)];
    expect([...blocks.keys()].sort(), name).toEqual([...pairs.keys()].sort());
    near(
      Array.from(pairs.keys(), (key) => blocks.get(key)!),
      [...pairs.values()],
    );
    const { into, from } = insideOf(relays.meetings, flights);
    near(load.into, into);
    near(load.from, from);
    expect(load.apart).toBe(flights.apart);
    // Between domains: each message has a flight or more, or no way.
    const { domainOf } = domainsOf(gpus);
    let between = 0;
    for (const group of mesh.groups) {
      for (const a of group) for (const b of group) if (domainOf[a] !== domainOf[b]) between++;
    }
    expect(load.messages).toBe(between);
    // As flows, all are counted that are looked at one by one.
    const counted = meshLoad(relays, mesh, 'flows');
    const flows: ByPair = new Map();
    for (let f = 0; f < flights.count; f++) {
      const [a, b] = [flights.from[f]!, flights.to[f]!];
      if (a >= 0 && a !== b) add(flows, `${a} ${b}`, 1);
    }
    const found = ofBlocks(relays, counted);
    expect(found.size).toBe(flows.size);
    for (const [key, count] of found) expect(flows.get(key)).toBe(count);
    handedOn ||= load.handedOn;
  }
  return handedOn;
}

test('a mesh asks of NICs and domains what its messages do one by one', () => {
  let [seed, handedOn] = [0, 0];
  for (const one of cases(29)) {
    for (const rule of ['pxn', 'direct'] as const) {
      if (compare(one, rule, ++seed)) handedOn++;
    }
  }
  expect(seed).toBeGreaterThan(80);
  expect(handedOn).toBeGreaterThan(10);
});
