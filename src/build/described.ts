import { type Attachment, attachmentOf } from '../spec/attachment.js';
import { cannotBeBuilt, tiersOf } from '../spec/families/shape.js';
import type { Topology } from '../spec/topology.js';
import { present } from '../std/assert.js';
import { claimsOfSet } from './claims.js';
import type { Claim } from './family.js';

/** The sizes of a plane set with a family, by closed formula: nothing is expanded for them. */
export interface Sizes {
  readonly planes: number;
  readonly hosts: number;
  readonly endpoints: number;
  /** NIC ports. */
  readonly ports: number;
  /** By tier, lowest first, in all planes. */
  readonly switches: Readonly<Record<string, number>>;
  readonly cables: { readonly endpoint: number; readonly switch: number };
  /** Why there is no such graph, although there are such counts; null: it could be built. */
  readonly cannotBeBuilt: string | null;
}

/**
 * Figures of a scope, by measure, for maps with the tier or kind of cable behind a dot; ratios are
 * "down:up". What has no formula is not there.
 */
export type Figures = ReadonlyMap<string, number | string>;

/** All that formulas say of a plane set with a family: they are asked once. */
export interface ByFormula {
  readonly sizes: Sizes;
  /** In all tiers. */
  readonly switchTotal: number;
  readonly figures: Figures;
}

export function byFormula(topology: Topology, name: string): ByFormula {
  const set = present(topology.planes[name], name);
  const figures = figuresOf(topology, name);
  const count = (key: string) => Number(present(figures.get(key), key));
  const sizes: Sizes = {
    planes: count('planes'),
    hosts: count('hosts'),
    endpoints: count('endpoints'),
    ports: count('ports'),
    switches: Object.fromEntries(
      tiersOf(set).map((tier) => [tier.name, count(`switches.${tier.name}`)]),
    ),
    cables: { endpoint: count('cables.endpoint'), switch: count('cables.switch') },
    cannotBeBuilt: cannotBeBuilt(set),
  };
  return { sizes, switchTotal: count('switches.total'), figures };
}

/** Sizes of a plane set with a family. */
export const sizesByFormula = (topology: Topology, name: string): Sizes =>
  byFormula(topology, name).sizes;

/** What formulas say of a plane set with a family, all its planes together. */
export function figuresOf(topology: Topology, name: string): Figures {
  const claims = claimsOfSet(topology, name);
  const ofSet = claims.filter(({ scope }) => scope === name);
  const figures = new Map(ofSet.map((claim) => [keyOf(claim), claim.value]));
  const bisections = claims.filter(({ measure }) => measure === 'bisectionGbps');
  const planes = Number(present(figures.get('planes'), 'planes'));
  if (bisections.length === planes) {
    figures.set(
      'bisectionGbps',
      bisections.reduce((sum, { value }) => sum + Number(value), 0),
    );
  }
  const switches = ofSet.filter(({ measure }) => measure === 'switches');
  figures.set(
    'switches.total',
    switches.reduce((sum, { value }) => sum + Number(value), 0),
  );
  const { spine, core } = present(topology.planes[name], name).fatTree ?? {};
  // Between two tiers are all switch cables, and no claim repeats that.
  if (spine && !core) figures.set('cables.leaf-spine', present(figures.get('cables.switch'), name));
  return figures;
}

const keyOf = ({ measure, name }: Claim): string =>
  name === undefined ? measure : `${measure}.${name}`;

/**
 * What they say of one plane (its index), from those of its set: planes are alike but for the NICs and
 * ports that some hosts do not have.
 */
export function planeFigures(
  topology: Topology,
  name: string,
  ofSet: Figures,
): (plane: number) => Figures {
  const attachment = attachmentOf(present(topology.planes[name]?.attach, 'attach'), topology);
  const shared = new Map([...ofSet].map(([key, value]) => [key, ofEach(key, value, attachment)]));
  return (plane) => {
    const { hosts, endpoints, ports } = attachedTo(attachment, plane);
    const own = { planes: 1, hosts, endpoints, ports, 'cables.endpoint': ports };
    return new Map([...shared, ...Object.entries(own)]);
  };
}

/** The share of each plane, where a figure is a sum over the planes. */
function ofEach(key: string, value: number | string, { planes }: Attachment): number | string {
  const isSum = /^(switches|cables|bisectionGbps|cableConnectivity|switchConnectivity)\b/.test(key);
  return isSum && typeof value === 'number' ? value / planes : value;
}

/** What attaches to one plane (LANGUAGE section 3.1, read from the plane); `gbps`: of all its ports. */
export function attachedTo(a: Attachment, plane: number) {
  const rail = Math.floor(plane / (a.planePerPort ? a.ports : 1));
  const port = plane % a.ports;
  const hosts = new Map<string, number>();
  const sums = { endpoints: 0, ports: 0, gbps: 0 };
  const speeds = { min: Number.POSITIVE_INFINITY, max: 0 };
  for (const entry of a.entries) {
    const nics = a.planePerRail ? Number(rail < entry.nics) : entry.nics;
    const ports = a.planePerPort ? Number(port < entry.ports) : entry.ports;
    if (nics * ports === 0) continue;
    hosts.set(entry.hostGroup, entry.hosts);
    sums.endpoints += entry.hosts * nics;
    sums.ports += entry.hosts * nics * ports;
    sums.gbps += entry.hosts * nics * ports * entry.portGbps;
    speeds.min = Math.min(speeds.min, entry.portGbps);
    speeds.max = Math.max(speeds.max, entry.portGbps);
  }
  return { hosts: [...hosts.values()].reduce((sum, count) => sum + count, 0), ...sums, speeds };
}
