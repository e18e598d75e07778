import { type Attachment, nicGbps } from './attach.js';
import { type Attach, type Cable, type Cube, type Document, must } from './document.js';
import { type Family, splitOf } from './family.js';

/**
 * The cube of docs/topology.md, written from its definition: an endpoint is a word of digits, and a
 * router of level j the words that differ in digit j only.
 */
export function cube(
  document: Document,
  { model: name, n, levels = 2, joined = false }: Cube,
  attach: Attach,
  attachment: Attachment,
): Family {
  const model = document.switchModels![name]!;
  const split = splitOf(model, model.portGbps, nicGbps(attachment));
  must(attachment.leavesPerUnit === 1, 'oneLeafPer in a direct network');
  must(!joined || levels === 2, 'joined needs two levels');
  const hostsPerUnit = attach.hostsPerUnit ?? Math.floor(n / attachment.rails);
  must(hostsPerUnit >= 1 && hostsPerUnit * attachment.rails <= n, 'hosts of a router do not fit');
  for (const { nics, ports } of attachment.entries) {
    const own = new Set(Array.from({ length: ports }, (_, j) => attachment.inPlane(0, j)[1]));
    must(nics >= 1 && own.size === levels, 'a port for each level');
  }
  const first = Math.ceil(n / split);
  must(first + (joined ? n : 0) <= model.ports - (model.reservedPorts ?? 0), 'ports of router');

  // Routers by their words, a star in the place of digit j; the first digit counts most.
  const routers = new Map<string, number>();
  for (let level = 0; level < levels; level++) {
    for (const word of words(n, levels - 1)) routers.set(starred(word, level), routers.size);
  }
  return {
    ground: {
      tier: 'router',
      hostsPerUnit,
      split,
      at: (unit, place, rail, level) => {
        const word = wordOf(unit * n + place * attachment.rails + rail, n, levels);
        const digit = word.splice(levels - 1 - level, 1)[0]!;
        return [routers.get(starred(word, level))!, digit];
      },
    },
    counts: { router: routers.size },
    splitAt: (tier, port) => (tier === 'router' && port < first ? split : 1),
    *cables(plane): Iterable<Cable> {
      if (!joined) return;
      for (const [a] of words(n, 1)) {
        for (const [b] of words(n, 1)) {
          const [low, high] = [routers.get(starred([a!], 0)), routers.get(starred([b!], 1))];
          yield {
            a: `${plane}/router${low}:${first + b!}`,
            b: `${plane}/router${high}:${first + a!}`,
            gbps: model.portGbps,
          };
        }
      }
    },
  };
}

/** All words of so many digits, in ascending order. */
function words(n: number, length: number): number[][] {
  if (length === 0) return [[]];
  return words(n, length - 1).flatMap((word) => Array.from({ length: n }, (_, d) => [...word, d]));
}

function wordOf(number: number, n: number, length: number): number[] {
  const word: number[] = [];
  for (let rest = number; word.length < length; rest = Math.floor(rest / n)) word.unshift(rest % n);
  return word;
}

/** A word without digit j, which counts n^j, with a star in its place. */
function starred(word: readonly number[], level: number): string {
  const at = word.length - level;
  return [...word.slice(0, at), '*', ...word.slice(at)].join(' ');
}
