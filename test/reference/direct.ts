import { type Attachment, nicGbps } from './attach.js';
import type { Attach, Cable, Document, Dragonfly, SlimFly } from './document.js';
import { must } from './document.js';
import { type Family, splitOf } from './family.js';
import { field } from './galois.js';

/** LANGUAGE section 3.3 and the slimFly and dragonfly of section 6. */

/** What both have: p endpoint ports, then ports to routers, whole and at their own speed. */
function direct(
  document: Document,
  { attach, attachment, model: name }: { attach: Attach; attachment: Attachment; model: string },
  routers: number,
  p: number,
  degree: number,
) {
  const model = document.switchModels![name]!;
  const split = splitOf(model, model.portGbps, nicGbps(attachment));
  const { leavesPerUnit, portsPerHost } = attachment;
  must(leavesPerUnit === 1, 'oneLeafPer in a direct network');
  const hostsPerUnit = attach.hostsPerUnit ?? Math.floor(p / portsPerHost);
  must(hostsPerUnit >= 1 && hostsPerUnit * portsPerHost <= p, 'hosts of a router do not fit');
  const first = Math.ceil(p / split);
  must(first + degree <= model.ports - (model.reservedPorts ?? 0), 'ports of router');
  return {
    ground: { tier: 'router', hostsPerUnit, split } as const,
    counts: { router: routers },
    splitAt: (tier: string, port: number) => (tier === 'router' && port < first ? split : 1),
    first,
    gbps: model.portGbps,
  };
}

export function slimFly(
  document: Document,
  { model, q, p }: SlimFly,
  attach: Attach,
  attachment: Attachment,
): Family {
  const { add, multiply, powers } = field(q);
  const delta = { 0: 0, 1: 1, 3: -1 }[q % 4];
  if (delta === undefined || q < 3) throw new Error(`no Slim Fly of q = ${q}`);
  const degree = (3 * q - delta) / 2;
  const power = (exponent: number) => powers[exponent % (q - 1)]!;
  const exponents = generatorExponents(q, delta);
  const [X, X1] = exponents.map((list) => list.map(power)) as [number[], number[]];
  const { first, gbps, ...rest } = direct(
    document,
    { attach, attachment, model },
    2 * q * q,
    p ?? Math.ceil(degree / 2),
    degree,
  );

  const router = (s: number, x: number, y: number) => s * q * q + x * q + y;
  const neighbours = Array.from({ length: 2 * q * q }, () => [] as number[]);
  for (let x = 0; x < q; x++) {
    for (let y = 0; y < q; y++) {
      for (const difference of X)
        neighbours[router(0, x, y)]!.push(router(0, x, add(y, difference)));
      for (const difference of X1)
        neighbours[router(1, x, y)]!.push(router(1, x, add(y, difference)));
      for (let m = 0; m < q; m++) {
        // y = m·x + c, read from c: each pair comes once.
        const [left, right] = [router(0, x, add(multiply(m, x), y)), router(1, m, y)];
        neighbours[left]!.push(right);
        neighbours[right]!.push(left);
      }
    }
  }
  const ports = neighbours.map((list) => {
    must(list.length === degree, 'degree');
    return new Map(list.sort((a, b) => a - b).map((other, n) => [other, first + n]));
  });
  return {
    ...rest,
    *cables(plane): Iterable<Cable> {
      for (const [low, others] of ports.entries()) {
        for (const [high, port] of others) {
          if (high < low) continue;
          const b = `${plane}/router${high}:${ports[high]!.get(low)}`;
          yield { a: `${plane}/router${low}:${port}`, b, gbps };
        }
      }
    },
  };
}

/** Exponents of the elements of X and X′. */
export function generatorExponents(q: number, delta: number): [number[], number[]] {
  const w = (q - delta) / 4;
  const byTwo = (from: number, to: number) =>
    Array.from({ length: (to - from) / 2 + 1 }, (_, n) => from + 2 * n);
  if (delta === 1) return [byTwo(0, q - 3), byTwo(1, q - 2)];
  if (delta === 0) return [byTwo(0, q - 2), byTwo(1, q - 1)];
  return [
    [...byTwo(0, 2 * w - 2), ...byTwo(2 * w - 1, 4 * w - 3)],
    [...byTwo(1, 2 * w - 1), ...byTwo(2 * w, 4 * w - 2)],
  ];
}

export function dragonfly(
  document: Document,
  { model, h, a = 2 * h, p = h, g = a * h + 1 }: Dragonfly,
  attach: Attach,
  attachment: Attachment,
): Family {
  must(g >= 2 && g <= a * h + 1, `no dragonfly of ${g} groups`);
  const { first, gbps, ...rest } = direct(
    document,
    { attach, attachment, model },
    a * g,
    p,
    a - 1 + h,
  );
  return {
    ...rest,
    *cables(plane): Iterable<Cable> {
      const port = (router: number, at: number) => `${plane}/router${router}:${first + at}`;
      for (let G = 0; G < g; G++) {
        for (let i = 0; i < a; i++) {
          const router = G * a + i;
          for (let j = i + 1; j < a; j++) {
            yield { a: port(router, j - 1), b: port(G * a + j, i), gbps };
          }
          for (let y = 0; y < h; y++) {
            const joined = globalPort(i * h + y, a * h, g);
            if (!joined) continue;
            const other = (G + joined.offset) % g;
            if (other < G) continue;
            const mate = other * a + Math.floor(joined.mate / h);
            yield { a: port(router, a - 1 + y), b: port(mate, a - 1 + (joined.mate % h)), gbps };
          }
        }
      }
    },
  };
}

/** Offset and mate of global port t of a group with so many; none for one that stays free. */
export function globalPort(
  t: number,
  globalPorts: number,
  g: number,
): { offset: number; mate: number } | undefined {
  const full = Math.floor(globalPorts / (g - 1)) * (g - 1);
  if (t < full) {
    const offset = (t % (g - 1)) + 1;
    return { offset, mate: t - (t % (g - 1)) + g - offset - 1 };
  }
  const e = t - full;
  if (e % 2 === 1) return { offset: g - (e - 1) / 2 - 1, mate: t - 1 };
  if (t + 1 < globalPorts) return { offset: e / 2 + 1, mate: t + 1 };
  return g % 2 === 0 ? { offset: g / 2, mate: t } : undefined;
}
