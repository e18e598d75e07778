import type { CompactFabric } from '../../fabric/compact.js';
import { type Carrier, carrierOf } from './carrier.js';
import { differ } from './number.js';
import { orbitsOf, type SeenOrbits, type SymmetryEvidence } from './symmetries.js';
import { type Traffic, type Wanted, wantedOf } from './traffic.js';
import { distances, shortestWayFlow } from './ways.js';

/**
 * Evidence that a plane carries so many times some traffic at once, and no more: a flow of one source
 * of each orbit, of which symmetries make those of all others; and lengths of arcs, by which the
 * capacities there are pay for the distances that the traffic goes.
 */
export interface ThroughputCertificate {
  readonly kind: 'throughput';
  /** Id of the plane. */
  readonly subject: string;
  readonly unit: 'of the demands';
  readonly value: { readonly lower: number; readonly upper: number };
  readonly traffic: Traffic;
  /** Ids of the endpoints that may take part, the others being idle; absent: all of the plane, or of the pairs. */
  readonly among?: readonly string[];
  /** So many of them take part: of uniform traffic those of the largest part; so many do not. */
  readonly endpoints: number;
  readonly leftOut: number;
  readonly symmetries: SymmetryEvidence;
  /** Flows at t = 1 (Gb/s, by bundle and direction), or all on ways with the fewest hops. */
  readonly flows:
    | 'shortest ways'
    | readonly {
        readonly source: string;
        readonly arcs: readonly {
          readonly from: string;
          readonly to: string;
          readonly gbps: number;
        }[];
      }[];
  /** One arc of each orbit that has a length; all others of the orbit have it, too. */
  readonly lengths: readonly {
    readonly from: string;
    readonly to: string;
    readonly length: number;
  }[];
}

/**
 * Why a certificate does not hold, one reason per defect; empty = it holds.
 *
 * A flow averaged over a group of symmetries is a flow that every one of them keeps, and each arc bears
 * the mean of its orbit: so one source of each orbit is enough, and so it is for distances.
 *
 * @param capacity Gb/s by cable and direction, 0 = dead: the one that the certificate is about
 */
export function verifyThroughput(
  fabric: CompactFabric,
  capacity: Float64Array,
  certificate: ThroughputCertificate,
): string[] {
  const { kind, unit, subject, value } = certificate;
  const plane = fabric.planes.findIndex(({ id }) => id === subject);
  if (plane < 0) return [`there is no plane ${subject}`];
  const reasons: string[] = [];
  if (kind !== 'throughput') reasons.push(`the kind is ${kind}, not throughput`);
  if (unit !== 'of the demands') reasons.push(`the unit is ${unit}, not "of the demands"`);
  const { traffic } = certificate;
  const pairs = Array.isArray(traffic) ? traffic : null;
  const named = pairs && [...new Set(pairs.flatMap(({ from, to }) => [from, to]))];
  const among = named ?? certificate.among ?? null;
  if (named && certificate.among) reasons.push('who takes part is said twice');
  const carrier = carrierOf(fabric, capacity, plane, among, named !== null, reasons);
  const wanted = wantedOf(fabric, carrier, traffic, reasons);
  const { length } = carrier.endpoints;
  if (length < 2) reasons.push('no two endpoints are joined, so nothing is sent');
  else if (!Number.isFinite(wanted.most)) reasons.push('nothing is sent');
  if (length !== certificate.endpoints) {
    reasons.push(`${length} endpoints take part, not ${certificate.endpoints}`);
  }
  if (carrier.leftOut !== certificate.leftOut) {
    reasons.push(`${carrier.leftOut} endpoints are left out, not ${certificate.leftOut}`);
  }
  if (reasons.length > 0) return reasons;
  const orbits = orbitsOf(carrier, wanted, certificate.symmetries, reasons);
  const sources = new Map<number, { first: number; count: number }>();
  for (const s of wanted.sources) {
    const known = sources.get(orbits.ofVertex[s]!);
    sources.set(orbits.ofVertex[s]!, { first: known?.first ?? s, count: (known?.count ?? 0) + 1 });
  }
  const question = { carrier, wanted, orbits, sources: [...sources.values()] };
  const fits = checkFlows(question, certificate.flows, reasons);
  const allows = checkLengths(question, certificate.lengths, reasons);
  const [lower, upper] = [Math.min(wanted.most, fits), Math.min(wanted.most, allows)];
  if (value.lower > value.upper && differ(value.lower, value.upper)) {
    reasons.push(`the lower end ${value.lower} is above the upper one`);
  }
  if (differ(lower, value.lower)) {
    reasons.push(`the flows fit ${lower} times, not ${value.lower}`);
  }
  if (differ(upper, value.upper)) {
    reasons.push(`the lengths allow ${upper}, not ${value.upper}`);
  }
  return reasons;
}

interface Question {
  readonly carrier: Carrier;
  readonly wanted: Wanted;
  readonly orbits: SeenOrbits;
  /** The first source of each orbit, and how many there are. */
  readonly sources: readonly { readonly first: number; readonly count: number }[];
}

/** How often the flows fit. */
function checkFlows(
  { carrier, wanted, orbits, sources }: Question,
  flows: ThroughputCertificate['flows'],
  reasons: string[],
): number {
  const load = new Float64Array(carrier.heads.length);
  const seen = new Set<number>();
  const add = (count: number, flow: Float64Array) => {
    flow.forEach((gbps, arc) => {
      load[orbits.ofArc[arc]!]! += count * gbps;
    });
  };
  if (flows === 'shortest ways') {
    for (const { first, count } of sources) {
      add(count, shortestWayFlow(carrier, first, wanted.row(first)));
    }
  } else {
    const countOf = new Map(sources.map(({ first, count }) => [orbits.ofVertex[first]!, count]));
    for (const { source, arcs } of flows) {
      const s = carrier.indexOf(source);
      const orbit = orbits.ofVertex[s] ?? -1;
      if (!countOf.has(orbit)) reasons.push(`${source} sends nothing`);
      else if (seen.has(orbit)) reasons.push(`${source} is symmetric to another source`);
      else {
        seen.add(orbit);
        add(countOf.get(orbit)!, flowOf(carrier, s, wanted.row(s), arcs, reasons));
      }
    }
    for (const { first } of sources) {
      if (!seen.has(orbits.ofVertex[first]!)) {
        reasons.push(`there is no flow of ${carrier.idOf(first)}, nor of one symmetric to it`);
      }
    }
  }
  const there = new Float64Array(load.length);
  carrier.gbps.forEach((gbps, arc) => {
    there[orbits.ofArc[arc]!]! += gbps;
  });
  return load.reduce(
    (most, gbps, o) => (gbps > 0 ? Math.min(most, there[o]! / gbps) : most),
    Infinity,
  );
}

/** A flow by arc: it starts at its source and brings everybody what is sent to them. */
function flowOf(
  carrier: Carrier,
  source: number,
  row: Float64Array,
  arcs: readonly { readonly from: string; readonly to: string; readonly gbps: number }[],
  reasons: string[],
): Float64Array {
  const flow = new Float64Array(carrier.heads.length);
  const balance = new Float64Array(carrier.count);
  const through = new Float64Array(carrier.count);
  const name = carrier.idOf(source);
  for (const { from, to, gbps } of arcs) {
    const arc = arcOf(carrier, from, to);
    if (arc < 0) reasons.push(`${name}: there is no live cable from ${from} to ${to}`);
    else if (!(gbps > 0)) reasons.push(`${name}: ${gbps} Gb/s from ${from} to ${to} are no flow`);
    else if (flow[arc]! > 0) reasons.push(`${name}: ${from} to ${to} stands there twice`);
    else {
      const [tail, head] = [carrier.indexOf(from), carrier.indexOf(to)];
      if (tail !== source && carrier.passes[tail] === 0) {
        reasons.push(`${name}: ${from} passes nothing on`);
      }
      flow[arc] = gbps;
      balance[tail]! -= gbps;
      balance[head]! += gbps;
      through[tail]! += gbps;
      through[head]! += gbps;
    }
  }
  // What goes round in a circle must not make room for what does not arrive.
  const sent = row.reduce((sum, gbps) => sum + gbps, 0);
  for (let v = 0; v < carrier.count; v++) {
    const scale = row[v]! > 0 ? row[v]! : Math.min(through[v]!, sent);
    if (v !== source && differ(balance[v]!, row[v]!, scale)) {
      reasons.push(`${name}: ${carrier.idOf(v)} gets ${balance[v]} Gb/s, not ${row[v]}`);
    }
  }
  return flow;
}

/** What the lengths allow: capacity × length there is, over demand × distance. */
function checkLengths(
  { carrier, wanted, orbits, sources }: Question,
  lengths: ThroughputCertificate['lengths'],
  reasons: string[],
): number {
  const ofOrbit = new Float64Array(carrier.heads.length);
  for (const { from, to, length } of lengths) {
    const arc = arcOf(carrier, from, to);
    if (arc < 0) reasons.push(`lengths: there is no live cable from ${from} to ${to}`);
    else if (!(length > 0 && Number.isFinite(length))) {
      reasons.push(`lengths: ${length} from ${from} to ${to} is no length`);
    } else if (ofOrbit[orbits.ofArc[arc]!]! > 0) {
      reasons.push(`lengths: ${from} to ${to} is symmetric to another one`);
    } else ofOrbit[orbits.ofArc[arc]!] = length;
  }
  const length = Float64Array.from(orbits.ofArc, (orbit) => ofOrbit[orbit]!);
  const there = carrier.gbps.reduce((sum, gbps, arc) => sum + gbps * length[arc]!, 0);
  let taken = 0;
  for (const { first, count } of sources) {
    const distance = distances(carrier, first, length);
    if (!distance) {
      reasons.push('its lengths take too long to be added up');
      return 0;
    }
    wanted.row(first).forEach((gbps, v) => {
      if (gbps > 0) taken += count * gbps * distance[v]!;
    });
  }
  return taken > 0 ? there / taken : Number.POSITIVE_INFINITY;
}

/** The arc between two vertices, by their ids; −1 if there is none. */
function arcOf({ offsets, heads, indexOf }: Carrier, from: string, to: string): number {
  const [tail, head] = [indexOf(from), indexOf(to)];
  if (tail < 0 || head < 0) return -1;
  for (let i = offsets[tail]!; i < offsets[tail + 1]!; i++) if (heads[i] === head) return i;
  return -1;
}
