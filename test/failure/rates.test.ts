import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ratedParts, unavailabilityOf } from '../../src/failure/rates.js';
import { readOwnFile } from '../../src/spec/own-file.js';
import type { Rates } from '../../src/spec/topology.js';
import { openWorld, readTopology } from '../worlds.js';

const document = readTopology('topologies/deepseek-v3-2048.json');
const { fabric, healthy } = openWorld(document).subject;

function read(rates: Rates, base = healthy.capacity) {
  const found = ratedParts(fabric, base, rates);
  if (!('parts' in found)) throw new Error(JSON.stringify(found));
  return found;
}

const rate = (failuresPerYear: number, repairHours = 24) => ({ failuresPerYear, repairHours });

describe('how often a part is down', () => {
  it('is the share of its repair in the time between two failures', () => {
    expect(unavailabilityOf(rate(1, 24))).toBeCloseTo(24 / 8784, 15);
    expect(unavailabilityOf(rate(8760, 1))).toBe(0.5);
    expect(unavailabilityOf(rate(0, 24))).toBe(0);
    expect(unavailabilityOf(rate(3, 0))).toBe(0);
  });

  it('the last rate that names a part says it', () => {
    const { parts, rates } = read({
      'switch:*': rate(1),
      'switch:compute/p0/*': rate(2),
      'switch:compute/p0/leaf0': rate(0),
      'cable:*/*:*': rate(0.5),
    });
    const of = (id: string) => parts.find(({ part }) => part.id === id)?.unavailability;
    expect(of('compute/p1/leaf0')).toBe(unavailabilityOf(rate(1)));
    expect(of('compute/p0/spine3')).toBe(unavailabilityOf(rate(2)));
    expect(of('compute/p0/leaf0')).toBeUndefined();
    // 8 planes of 8 leaves and 4 spines, 8 and 4 of storage; one of 12 does not fail.
    expect(rates.map((one) => one.parts)).toEqual([96, 11, 1, 2304]);
    expect(new Set(parts.map(({ part }) => `${part.kind} ${part.id}`)).size).toBe(parts.length);
  });

  it('what is off already does not fail', () => {
    const off = healthy.capacity.map((gbps, c) => (c === 0 ? 0 : gbps));
    expect(read({ 'cable:*/*:*': rate(1) }, off).rates[0]!.parts).toBe(2303);
    const [first] = read({ 'cable:*/*:*': rate(1) }).parts;
    expect(first!.part.index).toBe(0);
    const leaf = 'compute/p0/leaf0';
    const dead = healthy.capacity.slice();
    const v = fabric.indexOfVertex.get(leaf)!;
    for (let i = fabric.offsets[v]!; i < fabric.offsets[v + 1]!; i++) dead[fabric.incident[i]!] = 0;
    expect(read({ 'switch:compute/p0/leaf*': rate(1) }, dead).rates[0]!.parts).toBe(7);
  });

  it('says all that is wrong with selectors', () => {
    const found = ratedParts(fabric, healthy.capacity, {
      'switch:compute/p0/spin0': rate(1),
      'cable:*/*:*@0.5': rate(1),
      'random:cable=3,seed=1': rate(1),
      'switch:*': rate(1),
    });
    expect(found).toEqual([
      {
        text: 'switch:compute/p0/spin0',
        problem: 'matches no switch; did you mean "switch:compute/p0/spine0"?',
      },
      {
        text: 'cable:*/*:*@0.5',
        problem: 'only a fault leaves a fraction of a speed; leave "@" out',
      },
      {
        text: 'random:cable=3,seed=1',
        problem: 'a rate is of parts that are named, not drawn',
      },
    ]);
  });
});

describe('the published rates', () => {
  const folder = join(import.meta.dirname, '../../topologies/rates');
  const bookOf = (name: string): Rates => {
    const file = join(folder, name);
    const { value, findings } = readOwnFile('rates', { file, bytes: readFileSync(file) });
    expect(findings).toEqual([]);
    return value!;
  };

  it.each(readdirSync(folder))('%s: each rate has its source, and says what is assumed', (name) => {
    for (const one of Object.values(bookOf(name))) {
      expect(one.source).toMatch(/\d/);
      expect(one.description).toMatch(/Assumed/);
    }
    expect(read(bookOf(name)).parts.length).toBeGreaterThan(0);
  });

  it('HPN: of months a year', () => {
    const book = bookOf('alibaba-hpn.json');
    const ofMonths = (share: number) => Number((1 - (1 - share) ** 12).toPrecision(3));
    expect(book['cable:*/*:*']!.failuresPerYear).toBe(ofMonths(0.00057));
    expect(book['switch:*/*/leaf*']!.failuresPerYear).toBe(ofMonths(0.00051));
    // "1 or 2 a month" of a job on 3,000 links.
    expect(3000 * 0.00057).toBeCloseTo(1.71, 2);
  });

  it('Llama 3: of 54 days on 16,384 GPUs', () => {
    const book = bookOf('llama-3.json');
    const perGpuYear = (interruptions: number) =>
      Number(((interruptions * 365) / 54 / 16_384).toFixed(4));
    expect(book['cable:*/*:*']!.failuresPerYear).toBe(perGpuYear(35));
    expect(book['nic:*']!.failuresPerYear).toBe(perGpuYear(7));
  });

  it('endpoint cables are all of them, and no others', () => {
    const { parts } = read({ 'cable:*/*:*': rate(1) });
    expect(parts.every(({ part }) => fabric.lower[part.index]! < fabric.endpointCount)).toBe(true);
    const endpoints = fabric.lower.filter((v) => v < fabric.endpointCount);
    expect(parts).toHaveLength(endpoints.length);
  });
});
