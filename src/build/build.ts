import type { FabricAttributes, FabricGraph } from '../fabric/attributes.js';
import { type CompactFabric, compact } from '../fabric/compact.js';
import { planeId, portId } from '../fabric/ids.js';
import { type Finding, finding } from '../finding/rule.js';
import { isBuilt } from '../spec/described.js';
import { familyOf, relaysOf, tiersOf } from '../spec/families/shape.js';
import { cableList, exceptions } from '../spec/rules.js';
import { sizeOf } from '../spec/size.js';
import type { Group, PlaneSet, Topology } from '../spec/topology.js';
import { claimsOfSet } from './claims.js';
import { CompactWriter } from './compact-writer.js';
import { ExceptionWriter } from './exceptions.js';
import type { Claim } from './family.js';
import { expandPlaneSet, planesOf } from './plane-set.js';
import { type Duplicate, type FabricWriter, GraphWriter } from './writer.js';

/** What a topology expands to, and what its formulas promise about it. */
export interface Built {
  readonly graph: FabricGraph;
  /** The graph as typed arrays. */
  readonly fabric: CompactFabric;
  readonly claims: readonly Claim[];
  /** Exceptions that fit nothing; the graph is without them. */
  readonly findings: readonly Finding[];
}

/**
 * Above so many cables typed arrays are written first: a graph takes several times as long, and
 * most questions never look at it.
 */
const mostInGraph = 20_000;

/** Expands a normalised topology, one edge per cable. */
export function build(topology: Topology): Built {
  return cablesOf(topology) > mostInGraph ? buildLarge(topology) : buildGraph(topology);
}

/** Expands into a graph, of which the typed arrays are a projection. */
export function buildGraph(topology: Topology): Built {
  const writer = new GraphWriter(fabricAttributes(topology));
  const findings = findingsOf(topology, writer);
  const { graph } = writer;
  return {
    graph,
    get fabric() {
      return compact(graph);
    },
    claims: claimsOf(topology),
    findings,
  };
}

/** Expands into typed arrays; the graph is expanded as soon as somebody asks for it. */
export function buildLarge(topology: Topology): Built {
  const writer = new CompactWriter(fabricAttributes(topology));
  const findings = findingsOf(topology, writer);
  const written = writer.close();
  let made: Built | null = null;
  return {
    get graph() {
      made ??= buildGraph(topology);
      return made.graph;
    },
    // A graph that was asked for may have been changed.
    get fabric() {
      return made ? made.fabric : written;
    },
    claims: claimsOf(topology),
    findings,
  };
}

const findingsOf = (topology: Topology, writer: GraphWriter | CompactWriter): Finding[] => [
  ...expandInto(topology, writer),
  ...writer.duplicates.map(twice),
];

/** Cables that a topology asks for, in closed form. */
const cablesOf = (topology: Topology): number =>
  builtSets(topology).reduce((sum, [name]) => {
    const { endpointCables, switchCables } = sizeOf(topology, name);
    return sum + endpointCables + switchCables;
  }, 0);

/** A listed or extra cable between two ports that have just this cable. */
function twice({ id, cable: { writtenAt = '', lower } }: Duplicate): Finding {
  if (writtenAt.startsWith('/exceptions')) {
    return finding(exceptions, 'exceptions-there', { cable: id }, writtenAt);
  }
  const port = portId(lower.vertex, lower.port);
  return finding(cableList, 'cable-list-twice', { port, by: 'the family' }, writtenAt);
}

/** Expands a normalised topology into any writer; what its exceptions do not fit is found. */
export function expandInto(topology: Topology, writer: FabricWriter): readonly Finding[] {
  const standing = topology.exceptions.length > 0 ? new ExceptionWriter(topology, writer) : null;
  for (const [name] of builtSets(topology)) expandPlaneSet(topology, name, standing ?? writer);
  return standing?.close() ?? [];
}

/** The plane sets that are not described only. */
const builtSets = ({ planes }: Topology): [string, PlaneSet][] =>
  Object.entries(planes).filter(([, set]) => isBuilt(set));

/** What the families promise, by closed formulas alone, where the file makes no exception. */
function claimsOf(topology: Topology): Claim[] {
  if (topology.exceptions.length > 0) return [];
  return builtSets(topology).flatMap(([name, planeSet]) => {
    if (!familyOf(planeSet) || !planeSet.attach || planeSet.cables.length > 0) return [];
    return [...claimsOfSet(topology, name)];
  });
}

/** What the fabric knows beside its vertices and cables. */
function fabricAttributes(topology: Topology): FabricAttributes {
  return {
    name: topology.name,
    planeSets: builtSets(topology).map(([id, set]) => ({
      id,
      planes: Array.from({ length: planesOf(topology, set) }, (_, p) => planeId(id, p)),
      tiers: tiersOf(set).map(({ name }) => name),
      ...(relaysOf(set) ? { relays: true as const } : {}),
    })),
    hostGroups: Object.entries(topology.hosts).map(([name, group]) => ({
      name,
      count: group.count,
      gpus: group.gpus,
      scaleUpGbps: group.scaleUpGbps,
      scaleUpHosts: group.scaleUpHosts,
      nics: Object.keys(group.nics),
    })),
    groups: Object.entries(topology.groups).map(([name, group]) => ({
      name,
      lists: listsOf(group),
    })),
    labels: topology.labels ?? {},
  };
}

/** The three forms of a group as one: lists of selectors, each cut into pieces or whole. */
function listsOf(group: Group): { of: readonly string[]; every: number | null }[] {
  if (!Array.isArray(group)) return [group as { of: readonly string[]; every: number }];
  const selectors = group.filter((item) => typeof item === 'string');
  if (selectors.length > 0) return [{ of: selectors, every: null }];
  return group as { of: readonly string[]; every: number }[];
}
