import type { CableInput, Exception } from '../../../spec/topology.js';
import type { LinkEnd, Wiring } from '../../wiring.js';
import { type Counted, type Ranged, type Row, rangesOf } from './cable-ranges.js';
import type { Models } from './models.js';
import type { Places } from './place-cables.js';

/** A cable as it is sorted and written: its lower end first. */
interface Ends {
  /** Index of the link. */
  readonly i: number;
  readonly lower: LinkEnd;
  readonly upper: LinkEnd;
  readonly plane: number;
  /** Places of the ends among all ports. */
  readonly lowerKey: number;
  readonly upperKey: number;
}

/** Cables of a set as the items of its list, and as exceptions, with ranges. */
export class Items {
  readonly #tierRank: ReadonlyMap<string, number>;
  readonly #groupRank: ReadonlyMap<string, number>;

  constructor(
    readonly wiring: Wiring,
    readonly places: Places,
    readonly gbps: readonly number[],
    readonly models: Models,
  ) {
    this.#tierRank = new Map(places.switches.tiers.map((tier, rank) => [tier, rank]));
    const groups = places.hosts.groups.flatMap(({ name, nics }) =>
      [...nics.keys()].map((nic) => `${name}/${nic}`),
    );
    this.#groupRank = new Map(groups.map((group, rank) => [group, rank]));
  }

  /** The cables of a set, each at the speed of its ports. */
  cables(set: number, cables: readonly number[]): CableInput[] {
    const short = this.places.sets.sets[set]!.planes === 1;
    const kinds = new Kinds();
    const row = ({ i, lower: a, upper: b }: Ends): Row => {
      const gbps = this.models.listedGbps[i]!;
      const [x, y] = [this.models.portGbps(a), this.models.portGbps(b)];
      // A NIC that runs slower than its port needs to be told.
      const byItself =
        Math.min(x, y) === gbps && (this.places.where[a.device] !== null || x === gbps);
      const kind = kinds.of(byItself ? 0 : gbps);
      return { texts: [this.#text(a, short), this.#text(b, short)], kind };
    };
    return this.#ranged(cables, row).map(({ texts, kind }) => {
      const ends = texts as unknown as readonly [string, string];
      const gbps = kinds.value(kind);
      return gbps === 0 ? ends : { ends, gbps };
    });
  }

  /** Cables that run slower than their ports. */
  slower(cables: readonly number[]): Exception[] {
    const kinds = new Kinds();
    const row = ({ i, lower: a }: Ends): Row => ({
      texts: [this.#text(a, false)],
      kind: kinds.of(this.gbps[i]!),
    });
    return this.#ranged(cables, row).map(({ texts, kind }) => ({
      slower: texts[0]!,
      gbps: kinds.value(kind),
    }));
  }

  /** Cables that no list may have. */
  extra(cables: readonly number[]): Exception[] {
    const ends = cables.map((i) => this.#endsOf(i)).sort(upperFirst);
    return ends.map(({ i, lower, upper }) => ({
      extra: [spelt(this.#text(lower, false)), spelt(this.#text(upper, false))],
      gbps: this.gbps[i]!,
    }));
  }

  /** Those of NICs, then the others. */
  #ranged(cables: readonly number[], rowOf: (cable: Ends) => Row): Ranged[] {
    const all = cables.map((i) => this.#endsOf(i));
    const isOfNic = ({ lower }: Ends) => this.places.where[lower.device] === null;
    const parts = [all.filter(isOfNic), all.filter((cable) => !isOfNic(cable))];
    return parts.flatMap((part) => {
      const byUpper = rangesOf(part.sort(upperFirst), rowOf);
      // Another order is worth a look where this one found few series.
      if (byUpper.length * 8 <= part.length) return byUpper;
      const byLower = rangesOf(part.sort(lowerFirst), rowOf);
      return byUpper.length <= byLower.length ? byUpper : byLower;
    });
  }

  /** NICs are lower than switches, and these are as their planes and tiers are. */
  #endsOf(i: number): Ends {
    const { a, b } = this.wiring.links[i]!;
    const [x, y] = [this.#key(a), this.#key(b)];
    const [p, q] = [this.#plane(a), this.#plane(b)];
    const swap = p > q || (p === q && x > y);
    return swap
      ? { i, lower: b, upper: a, plane: p, lowerKey: y, upperKey: x }
      : { i, lower: a, upper: b, plane: q, lowerKey: x, upperKey: y };
  }

  #plane({ device }: LinkEnd): number {
    const at = this.places.where[device];
    return at ? at.set * mostPlanes + at.plane : -1;
  }

  /** The place of a port among all of its kind. */
  #key({ device, port, sub }: LinkEnd): number {
    const at = this.places.where[device];
    if (at) {
      return ((this.#tierRank.get(at.tier)! * 2 ** 17 + at.index) * 4096 + port) * 64 + sub + 1;
    }
    const { entry, host, nic } = this.places.hosts.nics[device]!;
    const rank = this.#groupRank.get(entry)!;
    return ((rank * 2 ** 21 + host) * 256 + nic) * 4096 + port;
  }

  #text({ device, port, sub }: LinkEnd, short: boolean): Counted {
    const at = this.places.where[device];
    if (!at) {
      const { entry, host, nic } = this.places.hosts.nics[device]!;
      return { form: `${entry.replace('/', '#/')}#:#`, numbers: [host, nic, port] };
    }
    const { set, plane, tier, index } = at;
    const before = short ? '' : `${this.places.sets.sets[set]!.name}/p#/`;
    const numbers = short ? [index, port] : [plane, index, port];
    if (sub < 0) return { form: `${before}${tier}#:#`, numbers };
    return { form: `${before}${tier}#:#.#`, numbers: [...numbers, sub] };
  }
}

/** More planes than a set has. */
const mostPlanes = 4096;

/** By plane, then by the ends on one side, then by those on the other. */
const upperFirst = (a: Ends, b: Ends): number =>
  a.plane - b.plane || a.upperKey - b.upperKey || a.lowerKey - b.lowerKey;

const lowerFirst = (a: Ends, b: Ends): number =>
  a.plane - b.plane || a.lowerKey - b.lowerKey || a.upperKey - b.upperKey;

function spelt({ form, numbers }: Counted): string {
  let n = 0;
  return form.replaceAll('#', () => String(numbers[n++]));
}

/** Values as small numbers, by which rows of one range are told. */
class Kinds {
  readonly #values: number[] = [];

  of(value: number): number {
    const known = this.#values.indexOf(value);
    return known >= 0 ? known : this.#values.push(value) - 1;
  }

  value(kind: number): number {
    return this.#values[kind]!;
  }
}
