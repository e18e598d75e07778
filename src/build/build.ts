import type { FabricAttributes, FabricGraph } from '../fabric/attributes.js';
import { planeId } from '../fabric/ids.js';
import { attachmentOf } from '../spec/attachment.js';
import type { Topology } from '../spec/topology.js';
import { families } from './families/registry.js';
import type { Claim, Family, FamilyQuestion } from './family.js';
import { type FabricWriter, GraphWriter } from './writer.js';

/** What a topology expands to, and what its formulas promise about it. */
export interface Built {
  readonly graph: FabricGraph;
  readonly claims: readonly Claim[];
}

/** Expands a normalised topology into a graph, one edge per cable. */
export function build(topology: Topology): Built {
  const writer = new GraphWriter(fabricAttributes(topology));
  expandInto(topology, writer);
  return { graph: writer.graph, claims: claimsOf(topology) };
}

/** Expands a normalised topology into any writer. */
export function expandInto(topology: Topology, writer: FabricWriter): void {
  for (const question of questions(topology)) familyOf(question).expand(question, writer);
}

/** What the families promise, by closed formulas alone. */
function claimsOf(topology: Topology): Claim[] {
  return questions(topology).flatMap((question) => [...familyOf(question).claims(question)]);
}

/** What the fabric knows beside its vertices and cables. */
function fabricAttributes(topology: Topology): FabricAttributes {
  return {
    name: topology.name,
    planeSets: questions(topology).map((question) => {
      const { planes } = attachmentOf(question.planeSet.attach, topology);
      return {
        id: question.name,
        planes: Array.from({ length: planes }, (_, p) => planeId(question.name, p)),
        tiers: familyOf(question).tiers(question),
      };
    }),
    hostGroups: Object.entries(topology.hosts).map(([name, group]) => ({
      name,
      count: group.count,
      gpus: group.gpus,
      scaleUpGbps: group.scaleUpGbps,
      scaleUpHosts: group.scaleUpHosts,
    })),
  };
}

function questions(topology: Topology): FamilyQuestion[] {
  return Object.entries(topology.planes).map(([name, planeSet]) => ({ topology, name, planeSet }));
}

function familyOf({ planeSet }: FamilyQuestion): Family {
  const id = (Object.keys(families) as (keyof typeof families)[]).find((key) => key in planeSet);
  return families[id!];
}
