import type { Finding } from '../../../finding/rule.js';
import type { HostGroupInput, PlaneSetInput, TopologyInput } from '../../../spec/topology.js';
import type { Wiring } from '../../wiring.js';
import { Tally } from '../tally.js';
import { absent } from './absent.js';
import { cabledOnly } from './cabled.js';
import { Items } from './items.js';
import { type Models, modelsOf } from './models.js';
import { listedIn, type Places, placesOf } from './place-cables.js';
import { placeHosts } from './place-hosts.js';
import { placeSwitches } from './place-switches.js';
import { planeSetsOf } from './plane-sets.js';
import { linkText, speedsOf } from './speeds.js';
import { inSplitPorts } from './twice-split.js';

export interface TopologyWish {
  /** What the topology is called. */
  readonly name: string;
  /** Speed of the cables of which none is said, Gb/s; null: what others have. */
  readonly gbps: number | null;
}

export interface ImportedTopology {
  readonly topology: TopologyInput;
  /** What had to be assumed or left out, beside what is wrong with the wiring. */
  readonly findings: readonly Finding[];
}

/**
 * A wiring as a topology document: models, hosts, plane sets without a family and their cables; one that
 * no list may have (between planes, of a NIC that belongs elsewhere) is an exception. Names of ours come
 * back as the ids that they were; others are in `labels`.
 */
export function topologyOf(read: Wiring, { name, gbps: stated }: TopologyWish): ImportedTopology {
  const wiring = cabledOnly(read);
  const tally = new Tally(wiring.files);
  const { gbps, assumed } = speedsOf(wiring, stated, tally);
  const hosts = placeHosts(wiring);
  const switches = placeSwitches(wiring);
  const places = placesOf(hosts, switches, planeSetsOf(wiring, hosts, switches));
  const listed = listedIn(wiring, places);
  for (const i of inSplitPorts(wiring.links)) listed[i] = -2;
  const models = modelsOf(wiring, places, gbps, listed);
  const left = (i: number) => {
    tally.add('wiring-left-out', linkText(wiring, i), wiring.links[i]!.source);
  };
  const inSets: number[][] = places.sets.sets.map(() => []);
  const [extra, slower]: [number[], number[]] = [[], []];
  for (let i = 0; i < wiring.links.length; i++) {
    const speed = models.listedGbps[i]!;
    if (listed[i] === -1) extra.push(i);
    else if (listed[i] === -2 || speed === 0) left(i);
    else {
      inSets[listed[i]!]!.push(i);
      if (speed > gbps[i]!) slower.push(i);
    }
  }
  const items = new Items(wiring, places, gbps, models);
  const lost = absent(places);
  const exceptions = [...items.slower(slower), ...items.extra(extra), ...lost.exceptions];
  const labels = labelsOf(wiring, places);
  const topology: TopologyInput = {
    name,
    description: `Read from ${formatFiles(wiring.files)}.${assumed ? ' Speeds are assumed.' : ''}`,
    switchModels: models.switchModels,
    nicModels: models.nicModels,
    hosts: hostsOf(places, models),
    planes: planesOf(places, models, inSets, items),
    ...(exceptions.length > 0 ? { exceptions } : {}),
    ...(lost.accepted.length > 0 ? { accepted: lost.accepted } : {}),
    ...(labels.length > 0 ? { labels: Object.fromEntries(labels) } : {}),
  };
  return { topology, findings: tally.findings() };
}

/** Names of files are no part of what they say: the same dump gives the same topology. */
const formatFiles = (files: readonly string[]): string =>
  files.length === 1 ? 'a file of another tool' : `${files.length} files of another tool`;

function hostsOf({ hosts }: Places, models: Models): Record<string, HostGroupInput> {
  return Object.fromEntries(
    hosts.groups.map(({ name, count, nics }) => {
      const groups = [...nics].map(([nic, of]) => {
        const model = models.of.get(`${name}/${nic}`)!;
        return [nic, of === 1 ? { model } : { model, count: of }];
      });
      return [name, { count, nics: Object.fromEntries(groups) }];
    }),
  );
}

function planesOf(
  places: Places,
  models: Models,
  inSets: readonly (readonly number[])[],
  items: Items,
): Record<string, PlaneSetInput> {
  const { sets, switches } = places;
  const counts = sets.sets.map(() => new Map<string, number>());
  for (const at of places.where) {
    if (!at) continue;
    const of = counts[at.set]!;
    of.set(at.tier, Math.max(of.get(at.tier) ?? 0, at.index + 1));
  }
  return Object.fromEntries(
    sets.sets.map(({ name, attach }, set): [string, PlaneSetInput] => {
      const tiers = switches.tiers.flatMap((tier) => {
        const count = counts[set]!.get(tier);
        if (count === undefined) return [];
        const model = models.of.get(`${name} ${tier}`)!;
        return [[tier, count === 1 ? { model } : { model, count }] as const];
      });
      return [
        name,
        {
          ...(attach ? { attach } : {}),
          switches: Object.fromEntries(tiers),
          cables: items.cables(set, inSets[set]!),
        },
      ];
    }),
  );
}

/** Characters of a label, at most. */
const longestLabel = 200;

/** What machines are called that have other names as ids. */
function labelsOf({ devices }: Wiring, { hosts, sets, switches, where }: Places) {
  const rank = new Map(switches.tiers.map((tier, r) => [tier, r]));
  const inOrder = where
    .flatMap((at, device) => (at ? [{ ...at, device }] : []))
    .sort(
      (a, b) =>
        a.set - b.set ||
        a.plane - b.plane ||
        rank.get(a.tier)! - rank.get(b.tier)! ||
        a.index - b.index,
    );
  const ofSwitches = inOrder.flatMap(({ set, plane, tier, index, device }) => {
    const id = `${sets.sets[set]!.name}/p${plane}/${tier}${index}`;
    const { name } = devices[device]!;
    return id === name ? [] : [[id, name] as const];
  });
  return [...hosts.labels, ...ofSwitches].flatMap(([id, name]): [string, string][] =>
    name === '' ? [] : [[id, name.slice(0, longestLabel)]],
  );
}
