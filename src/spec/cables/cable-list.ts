import { pointerTo } from '../../finding/pointer.js';
import { type Finding, finding } from '../../finding/rule.js';
import { parseRanged } from '../../std/ranges.js';
import { own } from '../../std/record.js';
import { cableList as rule } from '../rules.js';
import type { CableInput, PlaneSet } from '../topology.js';
import {
  type CableContext,
  type CableEnd,
  CableEnds,
  type CableProblem,
  speedProblem,
} from './cable-end.js';
import { DocumentOrder, type PortId, type SwitchPortId } from './port-id.js';

/** A cable of `cables`, with its ends found; those on switches have their planes. */
export interface ListedCable {
  /** Index of its plane in the set. */
  readonly plane: number;
  readonly lower: PortId;
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

/** Plane sets whose list was resolved: expanding asks again. */
const memory = new WeakMap<PlaneSet, { context: CableContext['planes']; list: CableList }>();

/**
 * The cables that a plane set lists, in list order and in each item by range, with all that is
 * wrong with them: one finding an item and kind, at its first cable.
 */
export function cableListOf(context: CableContext, name: string): CableList {
  const set = own(context.planes, name);
  if (!set || set.cables.length === 0) return { cables: [], findings: [] };
  const known = memory.get(set);
  if (known?.context === context.planes) return known.list;
  const list = new Resolver(context, name, set).resolve();
  memory.set(set, { context: context.planes, list });
  return list;
}

class Resolver {
  readonly #cables: ListedCable[] = [];
  readonly #findings: Finding[] = [];
  /** By port in its plane, or sub-port: the item that uses it. */
  readonly #taken = new Map<string, number>();
  readonly #order: DocumentOrder;
  readonly #ends: CableEnds;
  #item = 0;
  /** Codes that were already found in this item. */
  #found = new Set<string>();

  constructor(
    context: CableContext,
    readonly name: string,
    readonly set: PlaneSet,
  ) {
    this.#order = new DocumentOrder(context);
    this.#ends = new CableEnds(context, name, set);
  }

  resolve(): CableList {
    this.set.cables.forEach((cable, item) => {
      this.#item = item;
      this.#found = new Set();
      this.#resolveItem(cable);
    });
    return { cables: this.#cables, findings: this.#findings };
  }

  /** A finding about the item, or about one of its ends; the first of its code. */
  #report({ code, args }: CableProblem, end?: number): void {
    if (this.#found.has(code)) return;
    this.#found.add(code);
    const keys = 'ends' in this.set.cables[this.#item]! ? ['ends'] : [];
    const where = end === undefined ? [] : [...keys, end];
    const place = pointerTo('', 'planes', this.name, 'cables', this.#item, ...where);
    this.#findings.push(finding(rule, code, args as never, place));
  }

  #resolveItem(cable: CableInput): void {
    const ranged = endsOf(cable).map(parseRanged);
    ranged.forEach((end, i) => {
      if (typeof end === 'string') {
        this.#report({ code: 'cable-list-range', args: { problem: end } }, i);
      }
    });
    const [a, b] = ranged;
    if (a === undefined || b === undefined || typeof a === 'string' || typeof b === 'string')
      return;
    if (a.count !== b.count) {
      this.#report({ code: 'cable-list-lengths', args: { a: a.count, b: b.count } });
      return;
    }
    const others = b.texts()[Symbol.iterator]();
    const gbps = 'ends' in cable ? cable.gbps : undefined;
    for (const one of a.texts()) this.#resolveCable([one, others.next().value as string], gbps);
  }

  #resolveCable(texts: readonly [string, string], stated: number | undefined): void {
    const found = texts.map((text) => this.#ends.find(text));
    found.forEach((end, i) => {
      if ('code' in end) this.#report(end, i);
    });
    const [a, b] = found;
    if (!a || !b || 'code' in a || 'code' in b) return;
    const plane = this.#planeOf(a, b);
    if (plane === undefined) return;
    const gbps = stated ?? Math.min(a.portGbps, b.portGbps);
    const wrong = [
      speedProblem(a, b, gbps, stated !== undefined),
      speedProblem(b, a, gbps, stated !== undefined),
    ];
    wrong.forEach((problem, i) => {
      if (problem) this.#report(problem, i);
    });
    if (wrong.some((problem) => problem)) return;
    const all = Array.from({ length: this.#ends.planes }, (_, p) => p);
    for (const p of plane === null ? all : [plane]) this.#add(p, a, b, gbps);
  }

  /** The plane of a cable, null: every one; undefined after a finding. */
  #planeOf(a: CableEnd, b: CableEnd): number | null | undefined {
    if (a.id.kind === 'nic' && b.id.kind === 'nic') {
      this.#report({ code: 'cable-list-two-nics', args: { a: a.text, b: b.text } });
      return undefined;
    }
    if (a.plane !== null && b.plane !== null && a.plane !== b.plane) {
      const planes = [a, b].map((end) => `${this.name}/p${end.plane}`);
      this.#report({ code: 'cable-list-planes', args: { a: a.text, b: b.text, planes } });
      return undefined;
    }
    const plane = a.plane ?? b.plane;
    const nic = [a, b].findIndex(({ id }) => id.kind === 'nic');
    const { planes } = this.#ends;
    if (plane === null && nic >= 0 && planes > 1) {
      const port = (nic === 0 ? a : b).text;
      this.#report({ code: 'cable-list-every-plane', args: { port, planes } }, nic);
      return undefined;
    }
    return plane;
  }

  #add(p: number, a: CableEnd, b: CableEnd, gbps: number): void {
    const ends = [a, b].map((end) => this.#inPlane(end.id, p));
    const busy = ends.findIndex((end) => this.#itemIn(end) !== undefined);
    if (busy >= 0) {
      const by = `item ${this.#itemIn(ends[busy]!)} of "cables"`;
      const port = (busy === 0 ? a : b).text;
      this.#report({ code: 'cable-list-twice', args: { port, by } }, busy);
      return;
    }
    for (const end of ends) {
      const [port, sub] = keysOf(end);
      this.#taken.set(`${port}${sub}`, this.#item);
      this.#taken.set(`${port} any`, this.#item);
    }
    const [lower, upper] = ends.sort((x, y) => this.#order.compare(x, y)) as [PortId, SwitchPortId];
    this.#cables.push({ plane: p, lower, upper, gbps, item: this.#item });
  }

  #inPlane(id: PortId, index: number): PortId {
    return id.kind === 'nic' ? id : { ...id, plane: { planeSet: this.name, index } };
  }

  /** The item that has a cable where this one would be; a whole port is in the way of any part. */
  #itemIn(end: PortId): number | undefined {
    const [port, sub] = keysOf(end);
    if (sub === '') return this.#taken.get(`${port} any`);
    return this.#taken.get(port) ?? this.#taken.get(`${port}${sub}`);
  }
}

/** A port, and its sub-port if it has one, as keys. */
function keysOf(end: PortId): [port: string, sub: string] {
  if (end.kind === 'nic') {
    return [`${end.hostGroup}${end.host}/${end.nicGroup}${end.nic}:${end.port}`, ''];
  }
  const port = `${end.plane?.index} ${end.tier}${end.index}:${end.port}`;
  return [port, end.sub < 0 ? '' : `.${end.sub}`];
}
