import type { Topology } from '../topology.js';

/** A port as an id names it (LANGUAGE section 4), one without ranges. */
export type PortId = NicPortId | SwitchPortId;

export interface NicPortId {
  readonly kind: 'nic';
  readonly hostGroup: string;
  readonly host: number;
  readonly nicGroup: string;
  readonly nic: number;
  readonly port: number;
}

export interface SwitchPortId {
  readonly kind: 'switch';
  /** Null where the id does not say in which plane. */
  readonly plane: { readonly planeSet: string; readonly index: number } | null;
  readonly tier: string;
  readonly index: number;
  readonly port: number;
  /** −1: the whole port. */
  readonly sub: number;
}

const name = '([a-z](?:[a-z0-9-]*[a-z])?)';
const int = '(0|[1-9]\\d{0,8})';
const nicPort = new RegExp(`^${name}${int}/${name}${int}:${int}$`);
const switchPort = new RegExp(`^(?:${name}/p${int}/)?${name}${int}:${int}(?:\\.${int})?$`);

/** A NIC port id, or a switch port id with or without its plane; null: the text is neither. */
export function parsePortId(text: string): PortId | null {
  const nic = nicPort.exec(text);
  if (nic) {
    const [, hostGroup, host, nicGroup, index, port] = nic as unknown as string[];
    return {
      kind: 'nic',
      hostGroup: hostGroup!,
      host: Number(host),
      nicGroup: nicGroup!,
      nic: Number(index),
      port: Number(port),
    };
  }
  const found = switchPort.exec(text);
  if (!found) return null;
  const [, planeSet, plane, tier, index, port, sub] = found;
  return {
    kind: 'switch',
    plane: planeSet === undefined ? null : { planeSet, index: Number(plane) },
    tier: tier!,
    index: Number(index),
    port: Number(port),
    sub: sub === undefined ? -1 : Number(sub),
  };
}

/** Places of names in the document, by which ids are ordered. */
export class DocumentOrder {
  readonly #places = new Map<string, number>();

  constructor({ hosts, planes }: Pick<Topology, 'hosts' | 'planes'>) {
    Object.entries(hosts).forEach(([host, { nics }], i) => {
      this.#places.set(`host ${host}`, i);
      Object.keys(nics).forEach((nic, j) => {
        this.#places.set(`nic ${host}/${nic}`, j);
      });
    });
    Object.entries(planes).forEach(([set, { switches }], i) => {
      this.#places.set(`set ${set}`, i);
      Object.keys(switches).forEach((tier, j) => {
        this.#places.set(`tier ${set}/${tier}`, familyTiers.length + j);
      });
    });
  }

  /** Negative: `a` is the lower end of a cable (LANGUAGE section 4). Switch ids have planes. */
  compare(a: PortId, b: PortId): number {
    return this.#rank(a) - this.#rank(b) || compareLists(this.#key(a), this.#key(b));
  }

  /** Endpoint, then leaf or router, spine, core, extra tiers by place in `switches`. */
  #rank(end: PortId): number {
    if (end.kind === 'nic') return -1;
    const family = familyTiers.indexOf(end.tier === 'router' ? 'leaf' : end.tier);
    return family >= 0 ? family : (this.#place(`tier ${end.plane?.planeSet}/${end.tier}`) ?? 0);
  }

  #key(end: PortId): number[] {
    if (end.kind === 'nic') {
      const group = this.#place(`host ${end.hostGroup}`);
      const nics = this.#place(`nic ${end.hostGroup}/${end.nicGroup}`);
      return [group, end.host, nics, end.nic, end.port];
    }
    const set = this.#place(`set ${end.plane?.planeSet}`);
    return [set, end.plane?.index ?? 0, end.index, end.port, end.sub];
  }

  #place(name: string): number {
    return this.#places.get(name) ?? 0;
  }
}

const familyTiers = ['leaf', 'spine', 'core'];

function compareLists(a: readonly number[], b: readonly number[]): number {
  return a.reduce((order, n, i) => order || n - b[i]!, 0);
}
