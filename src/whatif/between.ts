import type { FabricGraph } from '../fabric/attributes.js';
import type { CompactFabric } from '../fabric/compact.js';
import { certifiedCapacity } from '../flow/certified-capacity.js';
import type { CapacityCertificate } from '../flow/certify/capacity.js';
import type { SeparationCertificate } from '../flow/certify/separation.js';
import { certifiedSeparation } from '../flow/separation/certified-separation.js';
import { shortestFrom } from '../measure/distance.js';
import { type Path, shortestPath } from '../measure/shortest-path.js';
import { assert, present } from '../std/assert.js';
import { didYouMean, nearest } from '../std/suggest.js';

/** How two NICs, or two hosts, reach each other. */
export interface Reach {
  /** A shortest path through switches (and relaying endpoints); null if there is none. */
  readonly path: Path | null;
  /** How many paths have so few hops: parallel cables make paths of their own. */
  readonly shortestPaths: number;
  /** Planes in which such a path exists. */
  readonly planes: readonly string[];
  /** If there is no path: where a host can hand over between two of its NICs. */
  readonly relay: Relay | null;
  /** What has to be lost to separate them; null if they have a NIC in common. */
  readonly separatedBy: SeparatedBy | null;
  /** As many ways as that have no cable, no switch in common; null likewise. */
  readonly disjointPaths: DisjointPaths | null;
  /** The most that can flow from one to the other, the sum over planes, Gb/s; null likewise. */
  readonly capacityGbps: number | null;
}

/** The most ways at once (Menger): planes have nothing in common but hosts. */
export interface DisjointPaths {
  readonly cables: number;
  /** Null: they are joined without a switch. */
  readonly switches: number | null;
}

/** The fewest whose loss separates two ends in every plane, by ids; none if nothing joins them. */
export interface SeparatedBy {
  readonly cables: readonly string[];
  /** Null: they are joined without a switch. */
  readonly switches: readonly string[] | null;
}

/** Inside a host traffic changes from one NIC to another (scale-up domain or PCIe). */
export interface HandOver {
  readonly host: string;
  readonly from: string;
  readonly to: string;
}

/** A way that needs hand-overs: in the host of A before the path, in that of B behind it. */
export interface Relay {
  readonly handOvers: readonly HandOver[];
  /** The path through switches. */
  readonly path: Path;
}

export interface Between {
  readonly a: string;
  readonly b: string;
  readonly healthy: Reach;
  readonly failed: Reach;
  /** Under the faults that these are compared with. */
  readonly compared?: Reach;
}

/** Endpoints that an id of a NIC or host names, or what is wrong with it. */
export function endpointsOf(
  fabric: CompactFabric,
  id: string,
): number[] | { readonly problem: string } {
  const vertex = fabric.indexOfVertex.get(id);
  if (vertex !== undefined && vertex < fabric.endpointCount) return [vertex];
  const host = fabric.hostIds.indexOf(id);
  if (host >= 0) return [...fabric.hostOf.keys()].filter((e) => fabric.hostOf[e] === host);
  const candidates = fabric.hostIds.concat(fabric.vertexIds.slice(0, fabric.endpointCount));
  return { problem: `there is no such host or NIC${didYouMean(nearest(id, candidates))}` };
}

/** How the endpoints of A reach those of B under capacities. */
export function reach(
  graph: FabricGraph,
  fabric: CompactFabric,
  capacity: Float64Array,
  as: readonly number[],
  bs: readonly number[],
): Reach {
  const ways = new Ways(graph, fabric, capacity);
  const met = meetings(fabric, as, bs).filter((way) => ways.hops(way) > 0);
  const planes = new Set(met.map(({ plane }) => fabric.planes[plane]!.id));
  const best = ways.shortest(met);
  const relay = best ? null : findRelay(ways, as, bs);
  const separatedBy = separated(fabric, capacity, as, bs);
  const disjointPaths = separatedBy && {
    cables: separatedBy.cables.length,
    switches: separatedBy.switches?.length ?? null,
  };
  const capacityGbps = certifiedFlow(fabric, capacity, as, bs, 'between')?.value ?? null;
  return {
    path: best?.path ?? null,
    shortestPaths: best ? ways.shortestPaths(met, best.path.hops) : 0,
    planes: [...planes],
    relay,
    separatedBy,
    disjointPaths,
    capacityGbps,
  };
}

function separated(
  fabric: CompactFabric,
  capacity: Float64Array,
  as: readonly number[],
  bs: readonly number[],
): SeparatedBy | null {
  const found = separations(fabric, capacity, as, bs, 'between');
  const by = (unit: 'cables' | 'switches') => found.find((one) => one.unit === unit)?.set ?? null;
  return found.length === 0
    ? null
    : { cables: present(by('cables'), 'cables'), switches: by('switches') };
}

/**
 * The fewest cables, and the fewest switches where there are such, whose loss separates two ends; proved
 * by as many ways that have nothing in common. None if the ends have a NIC in common.
 *
 * @param subject what the certificates are about, as it was written
 */
export function separations(
  fabric: CompactFabric,
  capacity: Float64Array,
  as: readonly number[],
  bs: readonly number[],
  subject: string,
): readonly SeparationCertificate[] {
  if (as.some((a) => bs.includes(a))) return [];
  const ends = { a: Int32Array.from(as), b: Int32Array.from(bs) };
  const planes = [...fabric.planes.keys()];
  return (['cables', 'switches'] as const).flatMap(
    (by) => certifiedSeparation(fabric, capacity, planes, ends, by, subject) ?? [],
  );
}

/** The most that can flow between two ends, certified; null if they have a NIC in common. */
export function certifiedFlow(
  fabric: CompactFabric,
  capacity: Float64Array,
  as: readonly number[],
  bs: readonly number[],
  subject: string,
): CapacityCertificate | null {
  if (as.some((a) => bs.includes(a))) return null;
  const ends = { a: Int32Array.from(as), b: Int32Array.from(bs) };
  return certifiedCapacity(fabric, capacity, subject, ends);
}

/** Two different endpoints, and a plane in which both have a port. */
interface Meeting {
  readonly a: number;
  readonly b: number;
  readonly plane: number;
}

/** Ways that stay in one plane: measured on the arrays, spelt out on the graph. */
class Ways {
  readonly #found = new Map<string, ReturnType<typeof shortestFrom>>();

  constructor(
    readonly graph: FabricGraph,
    readonly fabric: CompactFabric,
    readonly capacity: Float64Array,
  ) {}

  /** Hops from a to b, −1 if there is no way. */
  hops(meeting: Meeting): number {
    return this.#from(meeting).hops[meeting.b]!;
  }

  /** Ways of so many hops. */
  shortestPaths(meetings: readonly Meeting[], hops: number): number {
    return meetings
      .filter((meeting) => this.hops(meeting) === hops)
      .reduce((sum, meeting) => sum + this.#from(meeting).paths[meeting.b]!, 0);
  }

  #from({ a, plane }: Meeting): ReturnType<typeof shortestFrom> {
    const key = `${a} ${plane}`;
    const known = this.#found.get(key) ?? shortestFrom(this.fabric, this.capacity, plane, a);
    this.#found.set(key, known);
    return known;
  }

  /** The way with the fewest hops, the first of equals. */
  shortest(meetings: readonly Meeting[]): (Meeting & { readonly path: Path }) | null {
    let best: Meeting | null = null;
    for (const way of meetings) {
      if (this.hops(way) > 0 && (!best || this.hops(way) < this.hops(best))) best = way;
    }
    if (!best) return null;
    const { graph, fabric, capacity } = this;
    const { a, b, plane } = best;
    const ids = [fabric.vertexIds[a]!, fabric.vertexIds[b]!] as const;
    const path = shortestPath(graph, fabric, capacity, plane, ids);
    assert(path?.hops === this.hops(best), 'the graph and the arrays agree on a distance');
    return { ...best, path };
  }
}

function meetings(fabric: CompactFabric, as: readonly number[], bs: readonly number[]): Meeting[] {
  const met: Meeting[] = [];
  for (const a of as) {
    for (const b of bs) {
      if (a === b) continue;
      const there = planesOf(fabric, b);
      for (const plane of planesOf(fabric, a)) if (there.has(plane)) met.push({ a, b, plane });
    }
  }
  return met;
}

function planesOf({ portOffsets, portPlanes }: CompactFabric, e: number): Set<number> {
  return new Set(portPlanes.subarray(portOffsets[e]!, portOffsets[e + 1]!).filter((p) => p >= 0));
}

/** The fewest hand-overs win, then the fewest hops; at the source rather than at the target. */
function findRelay(ways: Ways, as: readonly number[], bs: readonly number[]): Relay | null {
  const { fabric } = ways;
  const { vertexIds, hostIds, hostOf } = fabric;
  const [a, b] = [as[0]!, bs[0]!];
  // Two hosts have all their NICs in the lists: there is nothing left to hand over to.
  if (hostOf[a] === hostOf[b] || as.length > 1 || bs.length > 1) return null;
  const siblings = (e: number) =>
    [...hostOf.keys()].filter((other) => hostOf[other] === hostOf[e] && other !== e);
  const handOver = (from: number, to: number): HandOver[] =>
    from === to
      ? []
      : [{ host: hostIds[hostOf[from]!]!, from: vertexIds[from]!, to: vertexIds[to]! }];
  const [others, targets] = [siblings(a), siblings(b)];
  const found =
    ways.shortest(meetings(fabric, others, [b])) ??
    ways.shortest(meetings(fabric, [a], targets)) ??
    ways.shortest(meetings(fabric, others, targets));
  if (!found) return null;
  return { handOvers: [...handOver(a, found.a), ...handOver(found.b, b)], path: found.path };
}
