import { pointerTo } from '../finding/pointer.js';
import { type Finding, finding } from '../finding/rule.js';
import { parseRanged } from '../std/ranges.js';
import { splitOf } from '../std/ratio.js';
import { own } from '../std/record.js';
import { nearest } from '../std/suggest.js';
import { type Attachment, attachmentOf, attachPort } from './attachment.js';
import { DocumentOrder, type NicPortId, parsePortId, type SwitchPortId } from './port-id.js';
import { cableList as rule } from './rules.js';
import { familyOf, tiersOf } from './shape.js';
import type { CableInput, PlaneSet, Topology } from './topology.js';

/** What listed cables are resolved against. */
export type CableContext = Pick<Topology, 'switchModels' | 'nicModels' | 'hosts' | 'planes'>;

/** A cable of `cables`, with its ends found. */
export interface ListedCable {
  /** Index of its plane in the set. */
  readonly plane: number;
  readonly lower: NicPortId | SwitchPortId;
  readonly upper: SwitchPortId;
  readonly gbps: number;
  /** Place in the list. */
  readonly item: number;
}

export interface CableList {
  readonly cables: readonly ListedCable[];
  readonly findings: readonly Finding[];
}

const endsOf = (cable: CableInput): readonly [string, string] =>
  'ends' in cable ? cable.ends : (cable as readonly [string, string]);

/** Cables that a list asks for, at most: each item in every plane; before anything is expanded. */
export function listedCount(cables: readonly CableInput[] = [], planes: number): number {
  return cables.reduce((sum, cable) => {
    const counts = endsOf(cable).map((end) => {
      const ranged = parseRanged(end);
      return typeof ranged === 'string' ? 1 : ranged.count;
    });
    return sum + planes * Math.max(...counts);
  }, 0);
}

/**
 * The cables that a plane set lists, in list order and in each item by range, with all that is
 * wrong with them: one finding an item and kind, at its first cable.
 */
export function cableListOf(context: CableContext, name: string): CableList {
  const set = own(context.planes, name);
  if (!set || set.cables.length === 0) return { cables: [], findings: [] };
  return new Resolver(context, name, set).resolve();
}

class Resolver {
  readonly #cables: ListedCable[] = [];
  readonly #findings: Finding[] = [];
  /** By port id with its plane: the item that uses it. */
  readonly #taken = new Map<string, number>();
  readonly #order: DocumentOrder;
  readonly #attachment: Attachment | null;
  readonly #planes: number;
  readonly #tiers: ReadonlyMap<string, { readonly model: string; readonly count: number }>;
  readonly #ownerOf = new Map<string, string>();
  #item = 0;
  /** Codes that were already found in this item. */
  #found = new Set<string>();

  constructor(
    readonly context: CableContext,
    readonly name: string,
    readonly set: PlaneSet,
  ) {
    this.#order = new DocumentOrder(context);
    this.#attachment = set.attach ? attachmentOf(set.attach, context) : null;
    this.#planes = this.#attachment?.planes ?? 1;
    this.#tiers = new Map(tiersOf(set).map((tier) => [tier.name, tier]));
    for (const [other, { attach }] of Object.entries(context.planes)) {
      for (const entry of attach?.nics ?? []) this.#ownerOf.set(entry, other);
    }
  }

  resolve(): CableList {
    this.set.cables.forEach((cable, item) => {
      this.#item = item;
      this.#found = new Set();
      this.#resolveItem(cable);
    });
    return { cables: this.#cables, findings: this.#findings };
  }

  problem(code: keyof typeof rule.messages, args: Readonly<Record<string, unknown>>): void {
    if (this.#found.has(code)) return;
    this.#found.add(code);
    const place = pointerTo('', 'planes', this.name, 'cables', this.#item);
    this.#findings.push(finding(rule, code, args as never, place));
  }

  #resolveItem(cable: CableInput): void {
    const ends = endsOf(cable).map(parseRanged);
    const [a, b] = ends;
    for (const end of ends) {
      if (typeof end === 'string') this.problem('cable-list-range', { problem: end });
    }
    if (a === undefined || b === undefined || typeof a === 'string' || typeof b === 'string')
      return;
    if (a.count !== b.count) {
      this.problem('cable-list-lengths', { a: a.count, b: b.count });
      return;
    }
    const others = b.texts()[Symbol.iterator]();
    for (const one of a.texts()) {
      this.#resolveCable(
        one,
        others.next().value as string,
        'ends' in cable ? cable.gbps : undefined,
      );
    }
  }

  #resolveCable(a: string, b: string, gbps: number | undefined): void {
    const ends = [this.#resolveEnd(a), this.#resolveEnd(b)] as const;
    const [first, second] = ends;
    if (!first || !second) return;
    if (first.id.kind === 'nic' && second.id.kind === 'nic') {
      this.problem('cable-list-two-nics', { a, b });
      return;
    }
    const planes = [first, second].map((end) => this.#planeOf(end));
    if (planes[0] != null && planes[1] != null && planes[0] !== planes[1]) {
      const [p, q] = planes.map((plane) => `${this.name}/p${plane}`);
      this.problem('cable-list-planes', { a, b, planes: [p, q] });
      return;
    }
    const speed = this.#speed(first, second, gbps, [a, b]);
    if (speed === null) return;
    const plane = planes[0] ?? planes[1];
    const all = Array.from({ length: this.#planes }, (_, p) => p);
    for (const p of plane == null ? all : [plane]) this.#add(p, first, second, speed);
  }

  #add(p: number, a: End, b: End, gbps: number): void {
    const [one, other] = [a, b].map((end) => this.#inPlane(end.id, p)) as [PortOf, PortOf];
    for (const [end, { text }] of [
      [one, a],
      [other, b],
    ] as const) {
      const key = end.kind === 'nic' ? text : `${p} ${end.tier}${end.index}:${end.port}`;
      const whole = end.kind === 'nic' || end.sub < 0;
      const taken =
        this.#taken.get(whole ? `${key} any` : `${key} whole`) ??
        (whole ? undefined : this.#taken.get(`${key}.${end.sub}`));
      if (taken !== undefined) {
        this.problem('cable-list-twice', { port: text, by: `item ${taken} of "cables"` });
        return;
      }
      this.#taken.set(whole ? `${key} whole` : `${key}.${end.sub}`, this.#item);
      this.#taken.set(`${key} any`, this.#item);
    }
    const [lower, upper] = this.#order.compare(one, other) < 0 ? [one, other] : [other, one];
    this.#cables.push({
      plane: p,
      lower,
      upper: upper as SwitchPortId,
      gbps,
      item: this.#item,
    });
  }

  #inPlane(id: PortOf, index: number): PortOf {
    return id.kind === 'nic' ? id : { ...id, plane: { planeSet: this.name, index } };
  }

  /** The plane that an end says it is in; null: any. */
  #planeOf({ id }: End): number | null {
    if (id.kind === 'switch') return id.plane?.index ?? null;
    const a = this.#attachment;
    if (!a?.entries.some(({ entry }) => entry === `${id.hostGroup}/${id.nicGroup}`)) return null;
    return attachPort(a, 1, 0, id.nic, id.port).plane;
  }

  /** An end that there is, or null after a finding. */
  #resolveEnd(text: string): End | null {
    const id = parsePortId(text);
    if (!id) {
      this.problem('cable-list-no-port', {
        port: text,
        problem: 'this is no id of a port',
        suggestion: null,
      });
      return null;
    }
    return id.kind === 'nic' ? this.#nicEnd(text, id) : this.#switchEnd(text, id);
  }

  #nicEnd(text: string, id: NicPortId): End | null {
    const { hosts, nicModels } = this.context;
    const missing = (problem: string, suggestion: string | null = null): null => {
      this.problem('cable-list-no-port', { port: text, problem, suggestion });
      return null;
    };
    const group = own(hosts, id.hostGroup);
    if (!group) {
      return missing(`no host group "${id.hostGroup}"`, nearest(id.hostGroup, Object.keys(hosts)));
    }
    if (id.host >= group.count)
      return missing(`the last host is ${id.hostGroup}${group.count - 1}`);
    const nics = own(group.nics, id.nicGroup);
    if (!nics) {
      const known = Object.keys(group.nics);
      return missing(`no NIC group "${id.nicGroup}"`, nearest(id.nicGroup, known));
    }
    if (id.nic >= nics.count) return missing(`the last NIC is ${id.nicGroup}${nics.count - 1}`);
    const model = own(nicModels, nics.model);
    if (!model) return null;
    if (id.port >= model.ports) return missing(`the last port is ${model.ports - 1}`);

    const entry = `${id.hostGroup}/${id.nicGroup}`;
    const owner = this.#ownerOf.get(entry);
    if (owner !== undefined && owner !== this.name) {
      this.problem('cable-list-other-set', { port: text, owner });
      return null;
    }
    if (owner === this.name && familyOf(this.set)) {
      this.problem('cable-list-family', { port: text });
      return null;
    }
    if (owner === undefined && this.set.attach && !familyOf(this.set)) {
      this.problem('cable-list-not-attached', { port: text, entry });
      return null;
    }
    return { text, id, portGbps: model.portGbps, splits: [] };
  }

  #switchEnd(text: string, id: SwitchPortId): End | null {
    const missing = (problem: string, suggestion: string | null = null): null => {
      this.problem('cable-list-no-port', { port: text, problem, suggestion });
      return null;
    };
    if (id.plane && id.plane.planeSet !== this.name) {
      if (own(this.context.planes, id.plane.planeSet)) {
        this.problem('cable-list-other-set', { port: text, owner: id.plane.planeSet });
        return null;
      }
      return missing(`no plane set "${id.plane.planeSet}"`, this.name);
    }
    if (id.plane && id.plane.index >= this.#planes) {
      return missing(`the last plane is ${this.name}/p${this.#planes - 1}`);
    }
    const tier = this.#tiers.get(id.tier);
    if (!tier) return missing(`no tier "${id.tier}"`, nearest(id.tier, this.#tiers.keys()));
    if (id.index >= tier.count) {
      return missing(`the last switch of the tier is ${id.tier}${tier.count - 1}`);
    }
    const model = own(this.context.switchModels, tier.model);
    if (!model) return null;
    const last = model.ports + model.uplinkPorts - 1;
    if (id.port > last) return missing(`the last port of ${tier.model} is ${last}`);
    const portGbps = id.port < model.ports ? model.portGbps : (model.uplinkGbps ?? 0);
    return { text, id, portGbps, splits: model.splits };
  }

  /** The speed rule; null after a finding. */
  #speed(a: End, b: End, stated: number | undefined, texts: readonly string[]): number | null {
    const gbps = stated ?? Math.min(a.portGbps, b.portGbps);
    for (const end of [a, b]) {
      const { text, id, portGbps, splits } = end;
      if (gbps > portGbps) {
        this.problem('cable-list-too-fast', { port: text, gbps, portGbps });
        return null;
      }
      if (id.kind === 'nic') {
        if (gbps < portGbps && stated === undefined) {
          const other = texts.find((one) => one !== text) ?? text;
          this.problem('cable-list-nic-faster', { port: text, portGbps, other, gbps });
          return null;
        }
        continue;
      }
      const split = splitOf(portGbps, gbps);
      if (split !== 1 && !splits.includes(split)) {
        this.problem('cable-list-split', { port: text, portGbps, gbps, splits });
        return null;
      }
      const right = split === 1 ? id.sub < 0 : id.sub >= 0 && id.sub < split;
      if (!right) {
        this.problem('cable-list-sub-port', { port: text, portGbps, gbps, split });
        return null;
      }
    }
    return gbps;
  }
}

type PortOf = NicPortId | SwitchPortId;

interface End {
  readonly text: string;
  readonly id: PortOf;
  readonly portGbps: number;
  readonly splits: readonly number[];
}
