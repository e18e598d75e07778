import { attachmentOf } from '../spec/attachment.js';
import { familyOf, shapes, tiersOf } from '../spec/families/shape.js';
import type { PlaneSet, Topology } from '../spec/topology.js';
import { present } from '../std/assert.js';
import { place } from './attach.js';
import { families } from './families/registry.js';
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

/** A figure by formula; ratios are "down:up", and undefined is one without a formula. */
export type Figure = number | string | undefined;

/** Figures of a scope, by measure, for maps with the tier or kind of cable behind a dot. */
export type Figures = ReadonlyMap<string, number | string>;

/** Sizes of a plane set with a family. */
export function sizesByFormula(topology: Topology, name: string): Sizes {
  const set = present(topology.planes[name], name);
  const figures = figuresOf(topology, name, null);
  const count = (key: string) => Number(present(figures.get(key), key));
  return {
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
}

export function cannotBeBuilt(set: PlaneSet): string | null {
  const family = familyOf(set);
  return (family && shapes[family].cannotBeBuilt?.(set)) ?? null;
}

/** What formulas say of a plane set with a family, or of one plane of it (its index). */
export function figuresOf(topology: Topology, name: string, plane: number | null): Figures {
  const claims = claimsOf(topology, name);
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
  return plane === null ? figures : ofPlane(topology, name, plane, figures);
}

const keyOf = ({ measure, name }: Claim): string =>
  name === undefined ? measure : `${measure}.${name}`;

function claimsOf(topology: Topology, name: string): readonly Claim[] {
  const planeSet = present(topology.planes[name], name);
  const family = present(familyOf(planeSet), 'family');
  const placed = place(topology, present(planeSet.attach, 'attach'));
  return families[family].claims({ topology, name, planeSet, placed });
}

/** The planes of a set are alike but for the NICs and ports that some hosts do not have. */
function ofPlane(topology: Topology, name: string, plane: number, ofSet: Figures): Figures {
  const planes = Number(present(ofSet.get('planes'), 'planes'));
  const figures = new Map<string, number | string>();
  for (const [key, value] of ofSet) {
    const [measure] = key.split('.');
    const shared = measure === 'switches' || measure === 'cables' || measure === 'bisectionGbps';
    figures.set(key, shared && typeof value === 'number' ? value / planes : value);
  }
  const { hosts, endpoints, ports } = attachedTo(topology, name, plane);
  const own = { planes: 1, hosts, endpoints, ports, 'cables.endpoint': ports };
  for (const [key, value] of Object.entries(own)) figures.set(key, value);
  return figures;
}

/** What attaches to one plane (LANGUAGE section 3.1, read from the plane). */
function attachedTo(topology: Topology, name: string, plane: number) {
  const a = attachmentOf(present(topology.planes[name]?.attach, 'attach'), topology);
  const rail = Math.floor(plane / (a.planePerPort ? a.ports : 1));
  const port = plane % a.ports;
  const hosts = new Map<string, number>();
  const sums = { endpoints: 0, ports: 0 };
  for (const entry of a.entries) {
    const nics = a.planePerRail ? Number(rail < entry.nics) : entry.nics;
    const ports = a.planePerPort ? Number(port < entry.ports) : entry.ports;
    if (nics * ports === 0) continue;
    hosts.set(entry.hostGroup, entry.hosts);
    sums.endpoints += entry.hosts * nics;
    sums.ports += entry.hosts * nics * ports;
  }
  return { hosts: [...hosts.values()].reduce((sum, count) => sum + count, 0), ...sums };
}
