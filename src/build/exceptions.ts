import type {
  EndpointAttributes,
  SwitchAttributes,
  VertexAttributes,
} from '../fabric/attributes.js';
import { planeId, portId } from '../fabric/ids.js';
import { pointerTo } from '../finding/pointer.js';
import { type Finding, finding } from '../finding/rule.js';
import { DocumentOrder, type PortId, parsePortId } from '../spec/cables/port-id.js';
import { exceptions as rule } from '../spec/rules.js';
import type { Exception, Topology } from '../spec/topology.js';
import { assert, present } from '../std/assert.js';
import { parseRanged } from '../std/ranges.js';
import { suggester } from '../std/suggest.js';
import { formatCount } from '../std/units.js';
import { vertexOf } from './plane-set.js';
import type { FabricWriter, NewCable } from './writer.js';

/** A port that an exception names. */
interface Named {
  readonly verb: 'missing' | 'moved' | 'slower';
  readonly item: number;
  /** Cables of the design in it; more than one only where the design is wrong. */
  found: number;
}

/**
 * Passes a design on as it stands: what is missing or moved leaves the list of cables, slower ones
 * run at their speed; moved and extra cables follow at the end, in list order (LANGUAGE section 6).
 */
export class ExceptionWriter implements FabricWriter {
  readonly #vertices = new Map<string, VertexAttributes>();
  readonly #named = new Map<string, Named>();
  /** By port: the item that moves a cable into it. */
  readonly #into = new Map<string, number>();
  /** By item: the cable that was moved. */
  readonly #moved = new Map<number, { cable: NewCable; stays: 'lower' | 'upper' }>();
  readonly #findings: Finding[] = [];
  /** Items whose speed is none that is slower. */
  readonly #notSlower = new Set<number>();
  readonly #order: DocumentOrder;
  readonly #items: readonly Exception[];
  /** Ports of the design that have a cable, where a name must be offered. */
  readonly #ports: string[] = [];
  readonly #suggest = suggester(this.#ports);

  constructor(
    topology: Topology,
    readonly writer: FabricWriter,
  ) {
    this.#order = new DocumentOrder(topology);
    this.#items = topology.exceptions;
    this.#items.forEach((exception, item) => {
      if ('missing' in exception) this.#name('missing', exception.missing, item);
      else if ('slower' in exception) this.#name('slower', exception.slower, item);
      else if ('moved' in exception) {
        this.#name('moved', exception.moved, item);
        const at = pointerTo('', 'exceptions', item, 'to');
        if (!this.#isTaken(exception.to, 'moved', at)) this.#into.set(exception.to, item);
      }
    });
  }

  #name(verb: Named['verb'], text: string, item: number): void {
    const ranged = verb === 'moved' && text.includes('[') ? null : parseRanged(text);
    const at = pointerTo('', 'exceptions', item, verb);
    if (ranged === null || typeof ranged === 'string' || ranged.count > mostPorts) {
      const problem =
        typeof ranged === 'string'
          ? ranged
          : ranged === null
            ? '"moved" takes no ranges; write one item for each cable'
            : `"${text}" names more than ${formatCount(mostPorts)} ports`;
      this.#findings.push(finding(rule, 'exceptions-range', { problem }, at));
      return;
    }
    for (const port of ranged.texts()) {
      const other = this.#named.get(port);
      if (other) {
        const args = { verb, what: `port "${port}"`, other: other.item };
        this.#findings.push(finding(rule, 'exceptions-twice', args, at));
        return;
      }
      this.#named.set(port, { verb, item, found: 0 });
    }
  }

  addEndpoint(id: string, attributes: EndpointAttributes): void {
    this.#vertices.set(id, attributes);
    this.writer.addEndpoint(id, attributes);
  }

  addSwitch(id: string, attributes: SwitchAttributes): void {
    this.#vertices.set(id, attributes);
    this.writer.addSwitch(id, attributes);
  }

  addCable(cable: NewCable): void {
    const lower = portId(cable.lower.vertex, cable.lower.port);
    const upper = portId(cable.upper.vertex, cable.upper.port);
    this.#ports.push(lower, upper);
    const byLower = this.#named.get(lower);
    const byUpper = this.#named.get(upper);
    const named = byLower ?? byUpper;
    if (!named) {
      this.writer.addCable(cable);
      return;
    }
    if (byLower) byLower.found++;
    if (byUpper) byUpper.found++;
    if (byLower && byUpper) {
      const later = byLower.item > byUpper.item ? byLower : byUpper;
      const earlier = later === byLower ? byUpper : byLower;
      const args = { verb: later.verb, what: `cable "${lower}--${upper}"`, other: earlier.item };
      const at = pointerTo('', 'exceptions', later.item, later.verb);
      this.#findings.push(finding(rule, 'exceptions-twice', args, at));
    }
    if (named.verb === 'moved') {
      this.#moved.set(named.item, { cable, stays: byLower ? 'lower' : 'upper' });
    } else if (named.verb === 'slower') this.#addSlower(cable, named.item, byLower ? lower : upper);
  }

  #addSlower(cable: NewCable, item: number, port: string): void {
    const exception = this.#items[item]!;
    assert('slower' in exception, 'the item of a slower cable');
    const { gbps } = exception;
    if (gbps >= cable.gbps && !this.#notSlower.has(item)) {
      this.#notSlower.add(item);
      const args = { first: port, gbps, was: cable.gbps };
      const at = pointerTo('', 'exceptions', item, 'gbps');
      this.#findings.push(finding(rule, 'exceptions-not-slower', args, at));
    }
    this.writer.addCable({ ...cable, gbps, designGbps: cable.gbps });
  }

  /** Adds what is moved and extra; what fits nothing is found, an item at a time. */
  close(): readonly Finding[] {
    const missing = new Map<number, { verb: Named['verb']; ports: string[] }>();
    for (const [port, { verb, item, found }] of this.#named) {
      if (found > 0) continue;
      const known = missing.get(item) ?? { verb, ports: [] };
      known.ports.push(port);
      missing.set(item, known);
    }
    for (const [item, { verb, ports }] of missing) {
      const first = ports[0]!;
      const suggestion = this.#suggest(first);
      const args = { verb, count: ports.length, first, problem: '', suggestion };
      const at = pointerTo('', 'exceptions', item, verb);
      this.#findings.push(finding(rule, 'exceptions-no-cable', args, at));
    }
    this.#items.forEach((exception, item) => {
      if ('extra' in exception) this.#addExtra(exception, item);
      else if ('moved' in exception) this.#addMoved(exception.to, item);
    });
    return this.#findings;
  }

  #addMoved(to: string, item: number): void {
    const moved = this.#moved.get(item);
    const at = pointerTo('', 'exceptions', item, 'to');
    const end = this.#end(to, 'moved', at);
    if (!moved || !end) return;
    const { vertex, port } = moved.cable[moved.stays];
    const stays = present(parsePortId(portId(vertex, port)), vertex);
    this.#add(stays, end, moved.cable, item);
  }

  #addExtra(
    { extra, gbps }: Extract<Exception, { readonly extra: readonly [string, string] }>,
    item: number,
  ): void {
    const ends = extra.map((text, i) => {
      const at = pointerTo('', 'exceptions', item, 'extra', i);
      return this.#isTaken(text, 'extra', at) ? null : this.#end(text, 'extra', at);
    });
    const [a, b] = ends;
    if (!a || !b) return;
    const slower = Math.min(this.#speed(a), this.#speed(b));
    this.#add(a, b, { gbps: gbps ?? slower, added: true }, item);
  }

  /**
   * Whether another item has the port already. A cable may be moved into the port of a missing one;
   * two extra ones in a port are for the checks to find.
   */
  #isTaken(port: string, verb: 'moved' | 'extra', at: string): boolean {
    const named = verb === 'extra' ? this.#named.get(port)?.item : undefined;
    const other = named ?? this.#into.get(port);
    if (other === undefined) return false;
    const args = { verb, what: `port "${port}"`, other };
    this.#findings.push(finding(rule, 'exceptions-twice', args, at));
    return true;
  }

  /** A port of a vertex that there is; which ports that has is for the checks to say. */
  #end(text: string, verb: string, at: string): PortId | null {
    const end = parsePortId(text);
    const named = end && (end.kind === 'nic' || end.plane) ? end : null;
    if (named && this.#vertices.has(vertexOf(named))) return named;
    const problem = named
      ? `there is no "${vertexOf(named)}"`
      : 'this is no id of a port, like compute/p0/leaf2:33 or h17/nic3:0';
    const suggestion = this.#suggest(text);
    this.#findings.push(
      finding(rule, 'exceptions-no-port', { verb, port: text, problem, suggestion }, at),
    );
    return null;
  }

  #add(
    a: PortId,
    b: PortId,
    { gbps, added }: Pick<NewCable, 'gbps' | 'added'>,
    item: number,
  ): void {
    const [lower, upper] = this.#order.compare(a, b) <= 0 ? [a, b] : [b, a];
    this.writer.addCable({
      plane: this.#planeOf(lower, upper),
      gbps,
      lower: { vertex: vertexOf(lower), port: portOf(lower) },
      upper: { vertex: vertexOf(upper), port: portOf(upper) },
      writtenAt: pointerTo('', 'exceptions', item),
      ...(added ? { added } : {}),
    });
  }

  /** The plane of its switches, that of the lower one if they differ; of two NICs that of a port. */
  #planeOf(lower: PortId, upper: PortId): string {
    const end = lower.kind === 'switch' ? lower : upper;
    if (end.kind === 'switch') return planeId(end.plane!.planeSet, end.plane!.index);
    const { portPlanes, planeSet } = this.#vertices.get(vertexOf(lower)) as EndpointAttributes;
    return portPlanes[lower.port] || planeId(planeSet, 0);
  }

  /** Of a sub-port: by the smallest split that has it. */
  #speed(end: PortId): number {
    const vertex = present(this.#vertices.get(vertexOf(end)), 'vertex');
    if (vertex.kind === 'endpoint') return vertex.portGbps;
    const { model } = vertex;
    const portGbps = end.port < model.ports ? model.portGbps : model.uplinkGbps || model.portGbps;
    const sub = portOf(end).sub;
    if (sub < 0) return portGbps;
    const split = [...model.splits].sort((x, y) => x - y).find((parts) => parts > sub);
    return split === undefined ? portGbps : portGbps / split;
  }
}

/** Ports that the ranges of one exception may name. */
const mostPorts = 1_000_000;

const portOf = (end: PortId) => ({ port: end.port, sub: end.kind === 'nic' ? -1 : end.sub });
