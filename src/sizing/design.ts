import { claimsOfSet } from '../build/claims.js';
import type { Claim } from '../build/family.js';
import { partsByFormula } from '../cost/formula.js';
import { type Cost, priceOf } from '../cost/price.js';
import { type FamilyId, familyOf } from '../spec/families/shape.js';
import { present } from '../std/assert.js';
import { ratioText } from '../std/ratio.js';
import { rounded } from '../std/units.js';
import { type Sketch, setName } from './sketch.js';
import { portsName } from './wish.js';

/** A design by the closed formulas of its family; counts are of all planes together. */
export interface Design {
  /** What its topology is called. */
  readonly name: string;
  readonly family: FamilyId;
  /** "two-tier fat-tree"; and how NICs reach planes and leaves: "8 rail-planes". */
  readonly form: string;
  readonly wiring: string;
  /** Wirings of the same form that come to the same numbers. */
  readonly alike: readonly string[];
  /** The ports that a NIC shows: "8 x 100G". */
  readonly nic: string;
  readonly planes: number;
  /** Tiers of switches; a direct network has one. */
  readonly tiers: number;
  readonly hosts: number;
  readonly endpoints: number;
  /** By tier, and `total`. */
  readonly switches: Readonly<Record<string, number>>;
  readonly cables: { readonly endpoint: number; readonly switch: number };
  readonly perEndpoint: { readonly switches: number; readonly cables: number };
  /** Of the worst switch of the worst tier, down to up; null: the tiers of it have nothing above. */
  readonly oversubscription: string | null;
  /** Of a direct network: endpoint ports of a router to those that it is balanced for. */
  readonly load: string | null;
  /** At most so many cables on a shortest way between endpoints of a plane: `diameterHops`. */
  readonly diameterHopsAtMost: number;
  readonly growsTo: number;
  /** Of all its parts; null: there are no prices. */
  readonly cost: Cost | null;
}

/** How far a design is from full bandwidth: its oversubscription or load, at least 1. */
export function strainOf({ oversubscription, load }: Design): number {
  return Math.max(1, quotient(oversubscription ?? '1:1'), quotient(load ?? '1:1'));
}

export function designOf(sketch: Sketch): Design {
  const { question, draft, topology } = sketch;
  const claims = claimsOf(sketch);
  const count = (measure: Claim['measure'], name?: string): number =>
    Number(present(claims.find(is(measure, name)), measure).value);
  const tiers = claims.filter(({ measure }) => measure === 'switches');
  const total = tiers.reduce((sum, { value }) => sum + Number(value), 0);
  const cables = { endpoint: count('cables', 'endpoint'), switch: count('cables', 'switch') };
  const endpoints = count('endpoints');
  return {
    name: nameOf(sketch),
    family: present(familyOf(topology.planes[setName]!), 'family'),
    form: draft.words,
    wiring: draft.wiring.words,
    alike: [],
    nic: portsName(question.nic),
    planes: count('planes'),
    tiers: draft.tiers,
    hosts: count('hosts'),
    endpoints,
    switches: {
      ...Object.fromEntries(tiers.map(({ name, value }) => [present(name, 'tier'), Number(value)])),
      total,
    },
    cables,
    perEndpoint: {
      switches: rounded(total / endpoints),
      cables: rounded((cables.endpoint + cables.switch) / endpoints),
    },
    oversubscription: worst(claims),
    load: draft.load ? ratioText(draft.load.ports, draft.load.balanced) : null,
    diameterHopsAtMost: draft.hops,
    growsTo: draft.growsTo,
    cost: question.prices ? priceOf(partsByFormula(topology, setName), question.prices) : null,
  };
}

/** What the family promises of the plane set, by formula. */
export function claimsOf({ topology }: Sketch): readonly Claim[] {
  return claimsOfSet(topology, setName).filter(({ scope }) => scope === setName);
}

const is =
  (measure: Claim['measure'], name?: string) =>
  (claim: Claim): boolean =>
    claim.measure === measure && claim.name === name;

function worst(claims: readonly Claim[]): string | null {
  const ratios = claims
    .filter(({ measure }) => measure === 'oversubscription')
    .map(({ value }) => String(value));
  return ratios.reduce<string | null>(
    (most, ratio) => (most === null || quotient(ratio) > quotient(most) ? ratio : most),
    null,
  );
}

function quotient(ratio: string): number {
  const [down, up] = ratio.split(':').map(Number);
  return down! / up!;
}

/** Unique among the designs of a question: form, wiring, ratio and NIC. */
function nameOf({ question, draft }: Sketch): string {
  const { down, up } = draft.ratio;
  const ratio = down === up ? [] : [`${ratioText(down, up).replace(':', 'to').replace('.', '-')}`];
  const nic = question.nic.ports === question.nicModel.ports ? [] : [`nic-${question.nic.ports}`];
  const name = [draft.name, draft.wiring.name, ...ratio, ...nic].join('-');
  return name.slice(0, 64).replace(/-+$/, '');
}
