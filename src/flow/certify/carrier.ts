import type { CompactFabric } from '../../fabric/compact.js';

/**
 * What of a plane carries traffic, as those see it who prove a throughput: bundles as two arcs, those
 * that leave a vertex one behind the other. The endpoints of the part with the most of them send. One on
 * a single switch is no vertex: what it sends starts at the switch.
 */
export interface Carrier {
  readonly count: number;
  readonly offsets: Int32Array;
  readonly tails: Int32Array;
  readonly heads: Int32Array;
  readonly gbps: Float64Array;
  /** By arc: the one of the same bundle in the other direction. */
  readonly back: Int32Array;
  /** By vertex: 1 if it passes on what it gets. */
  readonly passes: Uint8Array;
  readonly idOf: (vertex: number) => string;
  /** −1 if there is no such vertex. */
  readonly indexOf: (id: string) => number;
  /** Endpoints that take part (vertices of the fabric): where each starts, and its rate in Gb/s. */
  readonly endpoints: Int32Array;
  readonly starts: Int32Array;
  readonly rates: Float64Array;
  /** Endpoints that were asked for and are in no way joined with these. */
  readonly leftOut: number;
}

/** Live cables of a plane by vertex of the fabric: entries `offsets[v]` … are those of v. */
interface Wires {
  readonly offsets: Int32Array;
  readonly others: Int32Array;
  readonly gbps: Float64Array;
  readonly passing: (vertex: number) => boolean;
}

/**
 * @param among ids of the endpoints that are looked at; null: all of the plane
 * @param all whether all of them with a cable in use take part, or only those of the largest part
 */
export function carrierOf(
  fabric: CompactFabric,
  capacity: Float64Array,
  plane: number,
  among: readonly string[] | null,
  all: boolean,
  reasons: string[],
): Carrier {
  const asked = askedOf(fabric, fabric.planes[plane]!.endpoints, among, reasons);
  const wires = wiresOf(fabric, capacity, plane, asked);
  const hasCable = (v: number) => wires.offsets[v]! < wires.offsets[v + 1]!;
  const endpoints = all ? asked.filter(hasCable) : mainPart(wires, asked);
  const part = Uint8Array.from({ length: fabric.vertexCount }, (_, v) =>
    wires.passing(v) && hasCable(v) ? 1 : 0,
  );
  for (const e of endpoints) part[e] = 1;
  const { vertexCount, vertexIds, indexOfVertex } = fabric;
  const home = homes(wires, part);
  const placeOf = new Int32Array(vertexCount).fill(-1);
  const vertices: number[] = [];
  for (let v = 0; v < vertexCount; v++) {
    if (part[v] === 1 && home[v]! < 0) placeOf[v] = vertices.push(v) - 1;
  }
  return {
    count: vertices.length,
    ...arcsOf(wires, vertices, placeOf),
    passes: Uint8Array.from(vertices, (v) => (wires.passing(v) ? 1 : 0)),
    idOf: (vertex) => vertexIds[vertices[vertex]!]!,
    indexOf: (id) => placeOf[indexOfVertex.get(id) ?? -1] ?? -1,
    endpoints,
    leftOut: asked.length - endpoints.length,
    starts: endpoints.map((e) => placeOf[home[e]! < 0 ? e : home[e]!]!),
    rates: Float64Array.from(endpoints, (e) => {
      let gbps = 0;
      for (let i = wires.offsets[e]!; i < wires.offsets[e + 1]!; i++) {
        if (part[wires.others[i]!] === 1) gbps += wires.gbps[i]!;
      }
      return gbps;
    }),
  };
}

function askedOf(
  fabric: CompactFabric,
  endpoints: Int32Array,
  among: readonly string[] | null,
  reasons: string[],
): Int32Array {
  if (!among) return endpoints;
  const ofPlane = new Set(endpoints);
  const asked = new Set<number>();
  for (const id of among) {
    const v = fabric.indexOfVertex.get(id);
    if (v === undefined || !ofPlane.has(v)) reasons.push(`${id} is no endpoint of the plane`);
    else asked.add(v);
  }
  if (asked.size < among.length) reasons.push('an endpoint is named twice');
  return Int32Array.from(asked).sort();
}

function wiresOf(
  { vertexCount, endpointCount, lower, upper, planes }: CompactFabric,
  capacity: Float64Array,
  plane: number,
  asked: Int32Array,
): Wires {
  const { relays, cables } = planes[plane]!;
  const passing = (v: number) => relays || v >= endpointCount;
  const carries = new Uint8Array(vertexCount).fill(relays ? 1 : 0);
  carries.fill(1, endpointCount);
  for (const e of asked) carries[e] = 1;
  const live = cables.filter((cable) => {
    const [a, b] = [lower[cable]!, upper[cable]!];
    return capacity[cable]! > 0 && a !== b && carries[a] === 1 && carries[b] === 1;
  });
  const offsets = new Int32Array(vertexCount + 1);
  for (const cable of live) {
    offsets[lower[cable]! + 1]!++;
    offsets[upper[cable]! + 1]!++;
  }
  for (let v = 0; v < vertexCount; v++) offsets[v + 1]! += offsets[v]!;
  const next = offsets.slice();
  const others = new Int32Array(2 * live.length);
  const gbps = new Float64Array(2 * live.length);
  for (const cable of live) {
    const [a, b] = [lower[cable]!, upper[cable]!];
    gbps[next[a]!] = capacity[cable]!;
    others[next[a]!++] = b;
    gbps[next[b]!] = capacity[cable]!;
    others[next[b]!++] = a;
  }
  return { offsets, others, gbps, passing };
}

/** The endpoints of the part with the most of them, at least two; ties: with the first of them. */
function mainPart({ offsets, others, passing }: Wires, asked: Int32Array): Int32Array {
  const count = offsets.length - 1;
  const isAsked = new Uint8Array(count);
  for (const e of asked) isAsked[e] = 1;
  let best = new Int32Array(0);
  let most = 1;
  const walked = new Uint8Array(count);
  // By vertex: the last part that met it: endpoints that pass nothing on are in several.
  const met = new Int32Array(count).fill(-1);
  const stack = new Int32Array(count);
  for (const e of asked) {
    const around = passing(e) ? [e] : others.subarray(offsets[e]!, offsets[e + 1]!).filter(passing);
    for (const root of around) {
      if (walked[root] === 1) continue;
      let [filled, endpoints] = [0, 0];
      met[root] = root;
      stack[filled++] = root;
      for (let read = 0; read < filled; read++) {
        const v = stack[read]!;
        endpoints += isAsked[v]!;
        if (!passing(v)) continue;
        walked[v] = 1;
        for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
          if (met[others[i]!] === root) continue;
          met[others[i]!] = root;
          stack[filled++] = others[i]!;
        }
      }
      if (endpoints > most) [most, best] = [endpoints, stack.slice(0, filled)];
    }
  }
  return best.filter((v) => isAsked[v] === 1).sort();
}

/** By vertex that passes nothing on: the switch that all its cables lead to, else −1. */
function homes({ offsets, others, passing }: Wires, part: Uint8Array): Int32Array {
  return Int32Array.from(part, (inPart, v) => {
    if (inPart === 0 || passing(v)) return -1;
    let home = -1;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) {
      const other = others[i]!;
      if (part[other] === 0) continue;
      if (!passing(other) || (home >= 0 && other !== home)) return -1;
      home = other;
    }
    return home;
  });
}

function arcsOf(
  { offsets: first, others, gbps: speeds }: Wires,
  vertices: number[],
  placeOf: Int32Array,
) {
  const offsets = new Int32Array(vertices.length + 1);
  const [tails, heads, gbps]: [number[], number[], number[]] = [[], [], []];
  const arcTo = new Int32Array(vertices.length).fill(-1);
  vertices.forEach((v, tail) => {
    for (let i = first[v]!; i < first[v + 1]!; i++) {
      const head = placeOf[others[i]!]!;
      if (head < 0) continue;
      if (arcTo[head]! < offsets[tail]!) {
        arcTo[head] = heads.push(head) - 1;
        tails.push(tail);
        gbps.push(0);
      }
      gbps[arcTo[head]!]! += speeds[i]!;
    }
    offsets[tail + 1] = heads.length;
  });
  return {
    offsets,
    back: backOf(offsets, tails, heads),
    tails: Int32Array.from(tails),
    heads: Int32Array.from(heads),
    gbps: Float64Array.from(gbps),
  };
}

function backOf(offsets: Int32Array, tails: readonly number[], heads: readonly number[]) {
  // As many arcs enter a vertex as leave it: these places hold those that enter.
  const entering = new Int32Array(heads.length);
  const next = offsets.slice();
  heads.forEach((head, arc) => {
    entering[next[head]!++] = arc;
  });
  const back = new Int32Array(heads.length);
  const arcTo = new Int32Array(offsets.length);
  for (let v = 0; v < offsets.length - 1; v++) {
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++) arcTo[heads[i]!] = i;
    for (let i = offsets[v]!; i < offsets[v + 1]!; i++)
      back[entering[i]!] = arcTo[tails[entering[i]!]!]!;
  }
  return back;
}
