import type { FatTreeInput, PodInput, TopologyInput } from '../src/spec/topology.js';
import { type Attachment, attachKeys, attachmentName, attachments } from './attachments.js';
import type { World } from './worlds.js';

interface Units {
  readonly hosts: number;
  readonly hostsPerUnit: number;
  readonly emptySlots?: readonly number[];
}

/** Two units and four, some of them without hosts. */
const populations: readonly Units[] = [
  { hosts: 2, hostsPerUnit: 1 },
  { hosts: 3, hostsPerUnit: 2 },
  { hosts: 4, hostsPerUnit: 1 },
  { hosts: 2, hostsPerUnit: 1, emptySlots: [0, 1] },
];

/** The ways to cut so many units and rails into pods: by units, by rails, by both, not at all. */
function* podsOf({ oneLeafPer, rails, railsPerLeaf = 1 }: Attachment, units: number) {
  const byUnit = [undefined, ...[1, 2].filter((n) => n < units)];
  const byRail = oneLeafPer?.includes('rail') && railsPerLeaf < rails ? [railsPerLeaf] : [];
  for (const inPod of byUnit) {
    for (const together of [undefined, ...byRail]) {
      const railGroups = together === undefined ? 1 : rails / together;
      const pod: PodInput = {
        ...(inPod === undefined ? {} : { units: inPod }),
        ...(together === undefined ? {} : { rails: together }),
      };
      yield { pod, pods: (units / (inPod ?? units)) * railGroups };
    }
  }
}

interface Tiers {
  readonly name: string;
  readonly spinesPerPod: number;
  readonly tree: (pods: number) => Omit<FatTreeInput, 'pod'>;
}

const leaf = { model: 'switch', upGbps: 100 };

/** Derived counts, parallel cables, as many parents as uplinks, uneven deals, fast uplinks. */
const tiers: readonly Tiers[] = [
  {
    name: 'derived',
    spinesPerPod: 1,
    tree: () => ({ leaf, spine: { model: 'switch', upGbps: 100 }, core: { model: 'switch' } }),
  },
  {
    name: 'parallel cables',
    spinesPerPod: 2,
    tree: (pods) => ({
      leaf: { ...leaf, up: 2 },
      spine: { model: 'switch', count: 2 * pods, up: 4, upGbps: 100 },
      core: { model: 'switch', count: 4 },
    }),
  },
  {
    name: 'parents as many as uplinks',
    spinesPerPod: 2,
    tree: () => ({
      leaf: { ...leaf, up: 2 },
      spine: { model: 'narrow spine', up: 1 },
      core: { model: 'narrow core' },
    }),
  },
  {
    name: 'dealt to spines and cores',
    spinesPerPod: 2,
    tree: (pods) => ({
      leaf: { ...leaf, up: 3 },
      spine: { model: 'switch', count: 2 * pods, up: 3, upGbps: 100 },
      core: { model: 'switch', count: 4 },
      uneven: 'deal',
    }),
  },
  {
    name: 'fast uplinks',
    spinesPerPod: 1,
    tree: () => ({
      leaf: { ...leaf, up: 2, upGbps: 200 },
      spine: { model: 'switch', up: 1, upGbps: 400 },
      core: { model: 'switch' },
    }),
  },
  {
    name: 'room to grow',
    spinesPerPod: 1,
    tree: (pods) => ({
      leaf: { ...leaf, up: 1 },
      spine: { model: 'switch', count: pods, down: 6, up: 2, upReserved: 1 },
      core: { model: 'switch', count: 2, down: 4 },
    }),
  },
];

/** Small topologies of three tiers: of two NICs or of two ports, every way to use them up. */
export function* podWorlds(): Iterable<World> {
  for (const attachment of attachments()) {
    if (attachment.rails * attachment.ports > 2) continue;
    for (const population of populations) {
      const { hosts, hostsPerUnit, emptySlots = [] } = population;
      const units = Math.ceil((hosts + emptySlots.length) / hostsPerUnit);
      const leaves = units * attachment.leaves;
      if (leaves > 4 || hostsPerUnit * attachment.perLeaf > 3) continue;
      for (const { pod, pods } of podsOf(attachment, units)) {
        for (const { name, spinesPerPod, tree } of tiers) {
          if (spinesPerPod * pods > 4) continue;
          const fatTree = { ...tree(pods), pod };
          const words = [attachmentName(attachment), JSON.stringify({ ...population, pod }), name];
          const document = documentOf(attachment, population, fatTree, { leaves, pods });
          yield { name: words.join('; '), document };
        }
      }
    }
  }
}

function documentOf(
  attachment: Attachment,
  { hosts, hostsPerUnit, emptySlots }: Units,
  fatTree: FatTreeInput,
  { leaves, pods }: { readonly leaves: number; readonly pods: number },
): TopologyInput {
  const { rails, ports } = attachment;
  return {
    name: 'pods',
    switchModels: {
      switch: { ports: 16, portGbps: 400, splits: [2, 4] },
      // A port for each leaf of a pod and one uplink; a port for each pod.
      'narrow spine': { ports: leaves / pods + 1, portGbps: 100 },
      'narrow core': { ports: pods, portGbps: 100 },
    },
    nicModels: { nic: { ports, portGbps: 100 } },
    hosts: { h: { count: hosts, gpus: 8, nics: { nic: { model: 'nic', count: rails } } } },
    planes: {
      compute: {
        attach: {
          nics: ['h/nic'],
          ...attachKeys(attachment),
          hostsPerUnit,
          ...(emptySlots ? { emptySlots } : {}),
        },
        fatTree,
      },
    },
  };
}
