import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Built, build } from '../src/build/build.js';
import type { Subject } from '../src/check/checker.js';
import { subjectOf } from '../src/check/run.js';
import { readerBeside } from '../src/cli/read.js';
import type { FabricGraph } from '../src/fabric/attributes.js';
import { load } from '../src/pipeline.js';
import { readSources } from '../src/spec/files/sources.js';
import { defaultMaxBytes } from '../src/spec/reading/read.js';
import type { Topology, TopologyInput } from '../src/spec/topology.js';
import { type Attachment, attachKeys, attachmentName, attachments } from './attachments.js';
import { gallery as names } from './gallery.js';
import { podWorlds } from './pod-worlds.js';

/** A small topology document, and what it is a case of. */
export interface World {
  readonly name: string;
  readonly document: TopologyInput;
}

/** A document with its fabric, ready for questions. */
export interface OpenWorld {
  readonly topology: Topology;
  readonly graph: FabricGraph;
  readonly subject: Subject;
}

const encoder = new TextEncoder();

/** Normalises a document as the program does: through its text. */
export function topologyOf(document: unknown, maxCables = 1_000_000): Topology {
  const bytes = encoder.encode(JSON.stringify(document));
  const { topology, findings } = load({ file: 'world.json', bytes }, { maxCables });
  if (!topology) throw new Error(`refused: ${JSON.stringify(findings)}`);
  return topology;
}

/** Normalises and builds a document. */
export function openWorld(document: unknown): OpenWorld {
  const topology = topologyOf(document);
  return openBuilt(topology, build(topology));
}

export function openBuilt(topology: Topology, built: Built): OpenWorld {
  return { topology, graph: built.graph, subject: subjectOf(topology, built) };
}

/** A file of `topologies/` or `test/samples/`, by its path in the repository, on top of its base. */
export function readTopology(path: string): TopologyInput {
  const file = fileURLToPath(new URL(`../${path}`, import.meta.url));
  const read = readerBeside(file, defaultMaxBytes);
  const options = { maxBytes: defaultMaxBytes, read };
  return readSources({ file, bytes: readFileSync(file) }, options).value as TopologyInput;
}

/** Paths of the files in `topologies/`. */
export const gallery = names.map((name) => `topologies/${name}.json`);

interface Hosts {
  readonly hosts: number;
  readonly hostsPerUnit: number;
  readonly emptySlots?: readonly number[];
  /** Hosts of a second group with one NIC each. */
  readonly others?: number;
}

/** Hosts that fill their units, one too few, one slot left empty, a second kind of hosts. */
const populations: readonly Hosts[] = [
  { hosts: 2, hostsPerUnit: 2 },
  { hosts: 2, hostsPerUnit: 1 },
  { hosts: 3, hostsPerUnit: 2 },
  { hosts: 4, hostsPerUnit: 2 },
  { hosts: 3, hostsPerUnit: 2, emptySlots: [1] },
  { hosts: 3, hostsPerUnit: 1 },
  { hosts: 4, hostsPerUnit: 1 },
  { hosts: 2, hostsPerUnit: 2, others: 1 },
];

interface Tiers {
  readonly name: string;
  readonly leaf?: { readonly up?: number; readonly upGbps?: number };
  readonly spine?: { readonly model?: string; readonly count?: number };
  readonly uneven?: 'deal';
}

/** One tier, derived counts, parallel cables, oversubscription, an uneven deal, split ports. */
const tiers: readonly Tiers[] = [
  { name: 'one tier' },
  { name: 'derived', spine: {} },
  { name: 'as many spines as uplinks', spine: { model: 'one port a leaf' } },
  { name: 'one uplink', leaf: { up: 1 }, spine: {} },
  { name: 'parallel cables', leaf: { up: 4 }, spine: { count: 2 } },
  { name: 'dealt unevenly', leaf: { up: 3 }, spine: { count: 2 }, uneven: 'deal' },
  { name: 'fast uplinks', leaf: { up: 2, upGbps: 200 }, spine: { count: 2 } },
  { name: 'three spines', leaf: { up: 3, upGbps: 100 }, spine: { count: 3 } },
];

/** All small topologies, each with at most 4 leaves, 4 spines and 4 cores a plane. */
export function* smallWorlds(): Iterable<World> {
  yield* lowWorlds();
  yield* podWorlds();
}

/** Those of one and two tiers. */
function* lowWorlds(): Iterable<World> {
  for (const attachment of attachments()) {
    for (const population of populations) {
      const { hosts, hostsPerUnit, emptySlots = [], others = 0 } = population;
      const units = Math.ceil((hosts + emptySlots.length + others) / hostsPerUnit);
      const leaves = units * attachment.leaves;
      if (leaves > 4 || hostsPerUnit * attachment.perLeaf > 4) continue;
      for (const tier of tiers) {
        if (tier.name === 'one tier' && leaves > 1) continue;
        yield {
          name: nameOf(attachment, population, tier),
          document: documentOf(attachment, population, tier, leaves),
        };
      }
    }
  }
}

function nameOf(a: Attachment, population: Hosts, tier: Tiers): string {
  return `${attachmentName(a)}; ${JSON.stringify(population)}; ${tier.name}`;
}

function documentOf(
  attachment: Attachment,
  { hosts, hostsPerUnit, emptySlots, others = 0 }: Hosts,
  { leaf, spine, uneven }: Tiers,
  leaves: number,
): TopologyInput {
  const { rails, ports } = attachment;
  return {
    name: 'small',
    switchModels: {
      // Ports of four times the speed of a NIC: endpoint cables always split them.
      switch: { ports: 16, portGbps: 400, splits: [2, 4] },
      'one port a leaf': { ports: leaves, portGbps: 100 },
    },
    nicModels: { nic: { ports, portGbps: 100 }, single: { portGbps: 100 } },
    hosts: {
      h: { count: hosts, gpus: 8, nics: { nic: { model: 'nic', count: rails } } },
      ...(others > 0 ? { g: { count: others, nics: { nic: { model: 'single' } } } } : {}),
    },
    planes: {
      compute: {
        attach: {
          nics: others > 0 ? ['h/nic', 'g/nic'] : ['h/nic'],
          ...attachKeys(attachment),
          hostsPerUnit,
          ...(emptySlots ? { emptySlots } : {}),
        },
        fatTree: {
          leaf: { model: 'switch', ...(spine ? { upGbps: 100 } : {}), ...leaf },
          ...(spine ? { spine: { model: 'switch', ...spine } } : {}),
          ...(uneven ? { uneven } : {}),
        },
      },
    },
  };
}
