import type { CompactFabric } from '../fabric/compact.js';
import { readSelector } from '../fabric/select.js';
import type { Ends } from '../flow/between.js';
import { didYouMean, nearest } from '../std/suggest.js';
import { quoted } from '../std/terminal.js';

/** Kinds whose parts are, or contain, endpoints; and those that an end of `A--B` may also have. */
const endpointKinds = ['host', 'nic', 'unit', 'rail', 'group'] as const;
const endKinds = [...endpointKinds, 'switch', 'plane', 'pod'] as const;

/** The endpoints that a selector scope matches, or why it is none. */
export function readEndpoints(
  fabric: CompactFabric,
  text: string,
  suggest: boolean,
): Iterable<number> | string {
  const kind = kindOf(text);
  if (!endpointKinds.some((known) => known === kind)) {
    const inPairs = endKinds.some((known) => known === kind);
    return `a scope of one selector starts with one of ${words(endpointKinds)}${inPairs ? ` (${kind}: is for A--B)` : meant(kind, endpointKinds)}`;
  }
  const vertices = readVertices(fabric, text, suggest);
  if (typeof vertices === 'string') return vertices;
  const endpoints = [...vertices].filter((v) => v < fabric.endpointCount);
  return endpoints.length > 0
    ? endpoints
    : 'a scope of one selector is about endpoints, and none is in what it matches';
}

/** The two ends of `A--B`, or why there are none. */
export function readEnds(fabric: CompactFabric, text: string, suggest: boolean): Ends | string {
  const texts = text.split('--');
  if (texts.length !== 2) return 'a scope A--B is two selectors with one "--" between them';
  const ends: Int32Array[] = [];
  for (const end of texts) {
    const kind = kindOf(end);
    if (!endKinds.some((known) => known === kind)) {
      return `each side of A--B starts with one of ${words(endKinds)}, not so ${quoted(end)}${meant(kind, endKinds)}`;
    }
    const vertices = readVertices(fabric, end, suggest);
    if (typeof vertices === 'string') return `${quoted(end)} ${vertices}`;
    if (vertices.size === 0) return `no NIC and no switch is in what ${quoted(end)} matches`;
    ends.push(Int32Array.from(vertices).sort());
  }
  const [a, b] = ends as [Int32Array, Int32Array];
  const inB = new Set(b);
  const common = a.filter((v) => inB.has(v));
  if (common.length === 0) return { a, b };
  const more = common.length > 1 ? ` and ${common.length - 1} more` : '';
  return `A and B have no part in common, but both have ${fabric.vertexIds[common[0]!]}${more}`;
}

function readVertices(fabric: CompactFabric, text: string, suggest: boolean): Set<number> | string {
  const read = readSelector(fabric, text, suggest);
  if ('problem' in read) return read.problem;
  return new Set(read.parts.flatMap(({ vertices }) => [...vertices]));
}

const kindOf = (text: string): string => text.slice(0, Math.max(text.indexOf(':'), 0));

const words = (kinds: readonly string[]): string => kinds.map((kind) => `${kind}:`).join(' ');

function meant(kind: string, kinds: readonly string[]): string {
  const near = nearest(kind, kinds);
  return didYouMean(near && `${near}:`);
}
