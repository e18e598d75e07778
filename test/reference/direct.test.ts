import { describe, expect, it } from 'vitest';
import { generatorExponents, globalPort } from './direct.js';
import type { Dragonfly } from './document.js';
import { designOf, expand } from './expand.js';
import { field } from './galois.js';
import { between, lines, small } from './small.js';

const attach = { nics: ['h/nic'] };

const ends = (document: Parameters<typeof between>[0]) =>
  between(document).map(
    (text) => /^router(\d+):(\d+)--router(\d+):(\d+)$/.exec(text)!.slice(1).map(Number) as Ends,
  );
type Ends = [lower: number, port: number, upper: number, port: number];

describe('GF(q)', () => {
  it.each([
    // x² + x + 1: x·x = x + 1.
    [4, 2, 2, 3],
    // x³ + x + 1: x·x² = x + 1.
    [8, 2, 4, 3],
    // x² + 1: x·x = −1 = 2; (x + 1)² = 2x.
    [9, 3, 3, 2],
    [9, 4, 4, 6],
    // x⁴ + x + 1: x·x³ = x + 1.
    [16, 2, 8, 3],
    // x² + 2: x·x = −2 = 3 (x² + 1 has the root 2).
    [25, 5, 5, 3],
    // x³ + 2x + 1 (number 7): x·x² = x + 2.
    [27, 3, 9, 5],
  ])('of %i elements: %i · %i = %i', (q, a, b, product) => {
    expect(field(q).multiply(a, b)).toBe(product);
  });

  it.each([
    [3, 2],
    [4, 2],
    [5, 2],
    [7, 3],
    [8, 2],
    [9, 4],
    [11, 2],
    [13, 2],
    [16, 2],
    [17, 3],
    [23, 5],
    [25, 6],
  ])('of %i elements: the smallest primitive element is %i', (q, primitive) => {
    expect(field(q).powers[1]).toBe(primitive);
    expect([...field(q).powers].sort((x, y) => x - y)).toEqual(
      Array.from({ length: q - 1 }, (_, n) => n + 1),
    );
  });

  it.each([6, 10, 12, 28, 30])('there is none of %i elements', (q) => {
    expect(() => field(q)).toThrow('prime power');
  });
});

describe('slimFly', () => {
  it('generators for q = 5, 8, 7', () => {
    expect(generatorExponents(5, 1)).toEqual([
      [0, 2],
      [1, 3],
    ]);
    expect(generatorExponents(8, 0)).toEqual([
      [0, 2, 4, 6],
      [1, 3, 5, 7],
    ]);
    expect(generatorExponents(7, -1)).toEqual([
      [0, 2, 3, 5],
      [1, 3, 4, 6],
    ]);
  });

  it.each([
    [3, -1],
    [4, 0],
    [5, 1],
    [7, -1],
    [8, 0],
    [9, 1],
    [11, -1],
    [13, 1],
    [16, 0],
  ])('q = %i: 2q² routers of degree (3q − δ) ÷ 2, diameter 2', (q, delta) => {
    const degree = (3 * q - delta) / 2;
    const p = Math.ceil(degree / 2);
    const routers = 2 * q * q;
    const document = small({ hosts: routers * p, attach, slimFly: { model: 'x64', q } });
    const cables = ends(document);
    expect(designOf(document, 'net').family!.counts).toEqual({ router: routers });
    expect(cables.length).toBe((routers * degree) / 2);

    const neighbours = Array.from({ length: routers }, () => [] as number[]);
    for (const [lower, lowerPort, upper, upperPort] of cables) {
      expect(lower).toBeLessThan(upper);
      neighbours[lower]![lowerPort - p] = upper;
      neighbours[upper]![upperPort - p] = lower;
    }
    for (const [router, others] of neighbours.entries()) {
      // Ports are dense, in ascending order of distinct neighbours.
      expect(others.length).toBe(degree);
      expect(others.every((other, n) => n === 0 || other > others[n - 1]!)).toBe(true);
      const reached = new Set([router, ...others, ...others.flatMap((o) => neighbours[o]!)]);
      expect(reached.size).toBe(routers);
    }
    // By lower router, then port.
    const order = cables.map(([lower, port]) => lower * 1000 + port);
    expect(order).toEqual([...order].sort((x, y) => x - y));
  });

  it('q = 5 by hand', () => {
    // ξ = 2: X = {1, 4}, X′ = {2, 3}. p = ⌈7 ÷ 2⌉ = 4.
    const cables = between(small({ attach, slimFly: { model: 'x64', q: 5 } }));
    // (0,0,0): (0,0,1), (0,0,4), and (1,m,0) for every m.
    expect(cables.slice(0, 7).map((text) => text.split('--')[1]!.split(':')[0])).toEqual(
      [1, 4, 25, 30, 35, 40, 45].map((router) => `router${router}`),
    );
    // (0,2,3) = 13 meets (1,4,0) = 45, as 3 = 4·2 + 0. Below 45 it has 12, 14, and (1,m,c) with
    // c = 3 − 2m for m = 0 … 3: its port 4 + 6. 45 has (0,x,4x) = 0, 9, 13, …: its port 4 + 2.
    expect(cables).toContain('router13:10--router45:6');
    // (1,1,0) = 30 meets (1,1,2) = 32: ports behind its five neighbours of s = 0.
    expect(cables).toContain('router30:9--router32:9');
  });

  it('hosts fill the endpoint ports of routers, split where NICs are slower', () => {
    const slimFly = { model: 'x64', q: 3, p: 6 };
    const cables = lines(small({ hosts: 4, nics: 3, nicGbps: 50, attach, slimFly }));
    expect(cables.slice(0, 8).map((text) => text.replace('net/p0/', ''))).toEqual([
      'h0/nic0:0--router0:0.0 50',
      'h0/nic1:0--router0:0.1 50',
      'h0/nic2:0--router0:1.0 50',
      'h1/nic0:0--router0:1.1 50',
      'h1/nic1:0--router0:2.0 50',
      'h1/nic2:0--router0:2.1 50',
      'h2/nic0:0--router1:0.0 50',
      'h2/nic1:0--router1:0.1 50',
    ]);
    // Six sub-ports are three ports; routers join at the speed of the port.
    expect(cables[12]).toBe('net/p0/router0:3--net/p0/router1:3 100');
  });
});

describe('dragonfly', () => {
  const net = (dragonfly: Omit<Dragonfly, 'model'>, hosts = 1) =>
    small({ hosts, attach, dragonfly: { model: 'x64', ...dragonfly } });

  it('h = 1 by hand: a = 2, p = 1, g = 3', () => {
    // F = 2: port t of group G has o = t + 1 and meets port 2 − o of group (G + o) mod 3.
    expect(between(net({ h: 1 }))).toEqual([
      'router0:1--router1:1',
      'router0:2--router3:2',
      'router1:2--router4:2',
      'router2:1--router3:1',
      'router2:2--router5:2',
      'router4:1--router5:1',
    ]);
  });

  it('an odd one out: half-way round if g is even, free if it is odd', () => {
    const globals = (g: number, a: number) =>
      between(net({ h: 1, a, p: 1, g })).filter((text) => {
        const [, x, y] = /router(\d+):\d+--router(\d+)/.exec(text)!.map(Number);
        return Math.floor(x! / a) !== Math.floor(y! / a);
      });
    // Two cables between opposite groups, the second in port 3 of both.
    expect(globals(4, 4)).toEqual([
      'router0:4--router6:4',
      'router1:4--router9:4',
      'router2:4--router12:4',
      'router3:4--router11:4',
      'router4:4--router10:4',
      'router5:4--router13:4',
      'router7:4--router15:4',
      'router8:4--router14:4',
    ]);
    // Port 2 of each group stays free.
    expect(globals(3, 3)).toEqual([
      'router0:3--router4:3',
      'router1:3--router6:3',
      'router3:3--router7:3',
    ]);
  });

  it('what is left over pairs up: even e with e + 1', () => {
    // a·h = 8, g = 6: F = 5, e = 0, 1 a pair, e = 2 half-way round.
    expect([0, 1, 2, 3, 4, 5, 6, 7].map((t) => globalPort(t, 8, 6))).toEqual([
      { offset: 1, mate: 4 },
      { offset: 2, mate: 3 },
      { offset: 3, mate: 2 },
      { offset: 4, mate: 1 },
      { offset: 5, mate: 0 },
      { offset: 1, mate: 6 },
      { offset: 5, mate: 5 },
      { offset: 3, mate: 7 },
    ]);
    expect(globalPort(6, 7, 5)).toBeUndefined();
  });

  it('every size: groups joined evenly, locals once, ports dense', () => {
    for (const [a, h] of [
      [2, 1],
      [3, 1],
      [4, 2],
      [3, 3],
      [5, 1],
    ] as const) {
      for (let g = 2; g <= a * h + 1; g++) {
        const pairs = new Map<string, number>();
        const ports = Array.from({ length: a * g }, () => new Set<number>());
        let locals = 0;
        for (const [lower, lowerPort, upper, upperPort] of ends(net({ a, h, g, p: 1 }))) {
          for (const [router, port] of [
            [lower, lowerPort],
            [upper, upperPort],
          ] as const) {
            expect(ports[router]!.has(port)).toBe(false);
            ports[router]!.add(port);
          }
          const [G, G1] = [Math.floor(lower / a), Math.floor(upper / a)];
          if (G === G1) locals++;
          else pairs.set(`${G} ${G1}`, (pairs.get(`${G} ${G1}`) ?? 0) + 1);
        }
        expect(locals).toBe((g * a * (a - 1)) / 2);
        expect(pairs.size).toBe((g * (g - 1)) / 2);
        expect(Math.max(...pairs.values()) - Math.min(...pairs.values())).toBeLessThanOrEqual(1);
        const globals = [...pairs.values()].reduce((sum, n) => sum + n);
        // Each port is used, but the odd one out of an odd number of groups.
        const free = g % 2 === 1 && ((a * h) % (g - 1)) % 2 === 1 ? g : 0;
        expect(2 * globals).toBe(g * a * h - free);
        expect(Math.max(...ports.map((set) => Math.max(...set)))).toBe(a - 1 + h);
      }
    }
  });

  it('refuses groups that the global ports do not reach', () => {
    expect(() => expand(net({ h: 1, g: 4 }))).toThrow();
    expect(() => expand(net({ h: 1, g: 1 }))).toThrow();
  });
});
