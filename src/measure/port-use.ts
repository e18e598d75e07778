import type { PortNumber, SwitchModel } from '../fabric/attributes.js';
import type { CompactFabric } from '../fabric/compact.js';
import { portId } from '../fabric/ids.js';
import { splitOf } from '../std/ratio.js';

/** Something that is wrong at the end of a cable; ports and cables are spelt as ids. */
export type PortProblem = At &
  (
    | { readonly problem: 'no-port'; readonly ports: number }
    | { readonly problem: 'twice'; readonly cables: readonly [string, string] }
    | { readonly problem: 'overloaded'; readonly gbps: number; readonly portGbps: number }
    | { readonly problem: 'speed'; readonly gbps: number; readonly portGbps: number }
  );

interface At {
  readonly port: string;
  /** The cables that are in it, the last one last. */
  readonly cables: readonly string[];
  /** Where the document has one of them; null: a family made them all. */
  readonly writtenAt: string | null;
}

/** How ports are used, fabric-wide. */
export interface PortUse {
  /** Physical ports of switches that have a cable, and all that there are. */
  readonly used: number;
  readonly ports: number;
  /** Cables whose ends were looked at. */
  readonly cables: number;
  readonly problems: readonly PortProblem[];
}

/**
 * Every cable is in a port that its vertex has, no (sub-)port has two cables or is used both whole
 * and split, no port carries more than its speed, and each end runs at the speed of its port or of
 * a split that its model allows. A cable that was made slower counts as what it was made for.
 */
export function portUse(fabric: CompactFabric): PortUse {
  const ledger = new Ledger(fabric);
  for (let cable = 0; cable < fabric.cableCount; cable++) {
    ledger.book(cable, fabric.lower[cable]!, fabric.lowerPort[cable]!, fabric.lowerSub[cable]!);
    ledger.book(cable, fabric.upper[cable]!, fabric.upperPort[cable]!, fabric.upperSub[cable]!);
  }
  return ledger.close();
}

/** Switches with ports by the billion are possible; their ports are then numbered as cables come. */
const mostNumbered = 2 ** 26;

/**
 * Books cables into physical ports. Ports of all vertices are numbered through, or, where these are
 * too many, those that have a cable.
 */
class Ledger {
  /** By vertex: ports of all before it. */
  readonly #base: Float64Array;
  /** By number of a port in all: its place, if only ports with a cable have one. */
  readonly #places: Map<number, number> | null;
  readonly #ports: number;
  #used = 0;
  readonly #load: Float64Array;
  /** By port: first cable in it, −1 if none; and the sub-ports taken, 64 bits in two halves. */
  readonly #first: Int32Array;
  readonly #low: Int32Array;
  readonly #high: Int32Array;
  readonly #whole: Uint8Array;
  readonly #problems: PortProblem[] = [];

  constructor(readonly fabric: CompactFabric) {
    const { vertexCount } = fabric;
    this.#base = new Float64Array(vertexCount + 1);
    for (let v = 0; v < vertexCount; v++) this.#base[v + 1] = this.#base[v]! + portsOf(fabric, v);
    const all = this.#base[vertexCount]!;
    this.#ports = all - this.#base[fabric.endpointCount]!;
    this.#places = all <= mostNumbered ? null : new Map();
    const total = this.#places ? 2 * fabric.cableCount : all;
    this.#load = new Float64Array(total);
    this.#first = new Int32Array(total).fill(-1);
    this.#low = new Int32Array(total);
    this.#high = new Int32Array(total);
    this.#whole = new Uint8Array(total);
  }

  book(cable: number, vertex: number, port: number, sub: number): void {
    const { fabric } = this;
    const ports = this.#base[vertex + 1]! - this.#base[vertex]!;
    if (port >= ports) {
      this.#problems.push({ problem: 'no-port', ports, ...this.#at([cable], vertex, port, sub) });
      return;
    }
    const at = this.#placeOf(this.#base[vertex]! + port);
    const gbps = fabric.designGbps.get(cable) ?? fabric.gbps[cable]!;
    const portGbps = speedOf(fabric, vertex, port);
    const load = this.#load[at]! + gbps;
    if (this.#taken(at, sub)) {
      const other = this.#occupant(cable, vertex, port, sub);
      const where = this.#at([other, cable], vertex, port, sub);
      const cables = [fabric.cableId(other), fabric.cableId(cable)] as const;
      this.#problems.push({ problem: 'twice', ...where, cables });
    } else if (!speedFits(fabric, cable, vertex, gbps, portGbps, sub)) {
      const where = this.#at([cable], vertex, port, sub);
      this.#problems.push({ problem: 'speed', ...where, gbps, portGbps });
    } else if (load > portGbps * (1 + 1e-9)) {
      const where = this.#at([...this.#cablesIn(cable, vertex, port), cable], vertex, port, -1);
      this.#problems.push({ problem: 'overloaded', ...where, gbps: load, portGbps });
    }
    if (this.#first[at]! < 0 && vertex >= fabric.endpointCount) this.#used++;
    this.#take(at, sub, cable, gbps);
  }

  #placeOf(number: number): number {
    if (!this.#places) return number;
    const known = this.#places.get(number);
    if (known !== undefined) return known;
    this.#places.set(number, this.#places.size);
    return this.#places.size - 1;
  }

  /** Where a problem is; of several cables that the document has, the last one counts. */
  #at(cables: readonly number[], vertex: number, port: number, sub: number): At {
    const { cableId, writtenAt } = this.fabric;
    const written = cables.flatMap((cable) => writtenAt.get(cable) ?? []);
    return {
      port: spell(this.fabric, vertex, port, sub),
      cables: cables.map(cableId),
      writtenAt: written.at(-1) ?? null,
    };
  }

  #taken(at: number, sub: number): boolean {
    if (this.#first[at]! < 0) return false;
    if (sub < 0 || this.#whole[at] === 1) return true;
    const half = sub < 32 ? this.#low[at]! : this.#high[at]!;
    return ((half >>> (sub & 31)) & 1) === 1;
  }

  /** The first cable that is in the way of another one. */
  #occupant(cable: number, vertex: number, port: number, sub: number): number {
    const inTheWay = (c: number) => {
      const other = this.#endOf(c, vertex).sub;
      return other === sub || other < 0 || sub < 0;
    };
    return this.#cablesIn(cable, vertex, port).find(inTheWay) ?? cable;
  }

  /** Cables before this one that are in a physical port. */
  #cablesIn(cable: number, vertex: number, port: number): number[] {
    const { offsets, incident } = this.fabric;
    return [...incident.subarray(offsets[vertex], offsets[vertex + 1])]
      .filter((c) => c < cable && this.#endOf(c, vertex).port === port)
      .sort((a, b) => a - b);
  }

  #endOf(cable: number, vertex: number): PortNumber {
    const { lower, lowerPort, lowerSub, upperPort, upperSub } = this.fabric;
    return lower[cable] === vertex
      ? { port: lowerPort[cable]!, sub: lowerSub[cable]! }
      : { port: upperPort[cable]!, sub: upperSub[cable]! };
  }

  #take(at: number, sub: number, cable: number, gbps: number): void {
    if (this.#first[at]! < 0) this.#first[at] = cable;
    this.#load[at]! += gbps;
    if (sub < 0) this.#whole[at] = 1;
    else if (sub < 32) this.#low[at]! |= 1 << sub;
    else this.#high[at]! |= 1 << (sub & 31);
  }

  close(): PortUse {
    const { cableCount } = this.fabric;
    return { used: this.#used, ports: this.#ports, cables: cableCount, problems: this.#problems };
  }
}

const modelOf = ({ switches, endpointCount }: CompactFabric, vertex: number): SwitchModel =>
  switches[vertex - endpointCount]!.model;

function portsOf(fabric: CompactFabric, vertex: number): number {
  if (vertex < fabric.endpointCount) {
    return fabric.portOffsets[vertex + 1]! - fabric.portOffsets[vertex]!;
  }
  const { ports, uplinkPorts } = modelOf(fabric, vertex);
  return ports + uplinkPorts;
}

function speedOf(fabric: CompactFabric, vertex: number, port: number): number {
  if (vertex < fabric.endpointCount) return fabric.endpoints[vertex]!.portGbps;
  const { ports, portGbps, uplinkGbps } = modelOf(fabric, vertex);
  return port < ports ? portGbps : uplinkGbps;
}

function speedFits(
  fabric: CompactFabric,
  cable: number,
  vertex: number,
  gbps: number,
  portGbps: number,
  sub: number,
): boolean {
  if (sub < 0) {
    // Where the document lists a cable, it may state that a NIC runs slower than its port.
    const listedNic = vertex < fabric.endpointCount && fabric.writtenAt.has(cable);
    return gbps === portGbps || (listedNic && gbps < portGbps);
  }
  const split = splitOf(portGbps, gbps);
  return (
    vertex >= fabric.endpointCount && modelOf(fabric, vertex).splits.includes(split) && sub < split
  );
}

const spell = ({ vertexIds }: CompactFabric, vertex: number, port: number, sub: number): string =>
  portId(vertexIds[vertex]!, { port, sub });
