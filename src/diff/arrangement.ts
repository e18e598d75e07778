import type { CompactFabric } from '../fabric/compact.js';
import type { Found, FoundEnd } from './found.js';
import { movesOf, trailsOf } from './mates.js';
import { Ports } from './ports.js';

/**
 * Cables of a design and cables that were found, as mates of the same ports. What stands at a vertex
 * can be exchanged with what stands at another one, cables and all.
 */
export class Arrangement {
  readonly ports: Ports;
  /** By port: the port at the other end; −1: none. */
  readonly design: number[] = [];
  readonly found: number[] = [];
  /** By port: the cable in it, an index into the cables of the fabric or of what was found. */
  readonly designCable: number[] = [];
  readonly foundCable: number[] = [];
  /** Found cables of which a port has another one already, or that no machine has. */
  readonly refused: number[] = [];
  /** Ports in which the two differ. */
  readonly differing = new Set<number>();
  /** By vertex: what stands there, called by where it stood at first. */
  readonly occupant: Int32Array;
  readonly #cablesOf = new Map<number, number[]>();
  readonly #placeOf: Int32Array;

  constructor(
    readonly fabric: CompactFabric,
    readonly what: Found,
  ) {
    this.ports = new Ports(fabric);
    const { vertexCount } = fabric;
    const count = vertexCount + what.strangers.length;
    this.occupant = Int32Array.from({ length: count }, (_, v) => v);
    this.#placeOf = this.occupant.slice();
    this.#layDesign();
    what.cables.forEach((cable, c) => {
      const [a, b] = [this.#portOf(cable.a), this.#portOf(cable.b)];
      if (a < 0 || b < 0 || a === b || (this.found[a] ?? -1) >= 0 || (this.found[b] ?? -1) >= 0) {
        this.refused.push(c);
        return;
      }
      this.#join(a, b, c);
      for (const { vertex } of [cable.a, cable.b]) {
        const known = this.#cablesOf.get(vertex);
        if (known) known.push(c);
        else this.#cablesOf.set(vertex, [c]);
      }
    });
  }

  #layDesign(): void {
    const { cableCount, lower, upper } = this.fabric;
    const { lowerPort, lowerSub, upperPort, upperSub } = this.fabric;
    for (let c = 0; c < cableCount; c++) {
      const a = this.ports.of(lower[c]!, lowerPort[c]!, lowerSub[c]!);
      const b = this.ports.of(upper[c]!, upperPort[c]!, upperSub[c]!);
      this.#grow();
      // A design may put two cables into a port: its own checks say so.
      if (a < 0 || b < 0 || this.design[a]! >= 0 || this.design[b]! >= 0) continue;
      this.design[a] = b;
      this.design[b] = a;
      this.designCable[a] = c;
      this.designCable[b] = c;
      this.differing.add(a).add(b);
    }
  }

  #grow(): void {
    for (let p = this.design.length; p < this.ports.count; p++) {
      this.design.push(-1);
      this.found.push(-1);
      this.designCable.push(-1);
      this.foundCable.push(-1);
    }
  }

  #portOf({ vertex, port, sub }: FoundEnd): number {
    const found = this.ports.of(this.#placeOf[vertex]!, port, sub);
    this.#grow();
    return found;
  }

  #join(a: number, b: number, cable: number): void {
    this.#set(a, b, cable);
    this.#set(b, a, cable);
  }

  #set(port: number, mate: number, cable: number): void {
    this.found[port] = mate;
    this.foundCable[port] = cable;
    if (this.design[port] === mate) this.differing.delete(port);
    else this.differing.add(port);
  }

  /** Cables that only one of both has. */
  differences(): number {
    let ends = 0;
    for (const port of this.differing) {
      if (this.design[port]! >= 0) ends++;
      if (this.found[port]! >= 0) ends++;
    }
    return ends / 2;
  }

  /** The fewest moves of plugs that are left to be done. */
  moves(): number {
    const trails = trailsOf(this.design, this.found, this.differing);
    return trails.reduce((sum, trail) => sum + movesOf(trail), 0);
  }

  /** Cables that are out of use may be there or not: where they are not, nobody misses them. */
  forgive(cables: ReadonlySet<number>): void {
    for (let port = 0; port < this.design.length; port++) {
      const mate = this.design[port]!;
      if (mate < port || !cables.has(this.designCable[port]!)) continue;
      if (this.found[port]! >= 0 || this.found[mate]! >= 0) continue;
      for (const end of [port, mate]) {
        this.design[end] = -1;
        this.differing.delete(end);
      }
    }
  }

  /** What was found, with every machine called by where it stands now. */
  settled(): Found {
    const { strangers, cables, seen, nameless, called } = this.what;
    const { vertexCount } = this.fabric;
    const standsAt = (v: number) => this.#placeOf[v]!;
    const turned = (flags: Uint8Array) => {
      const own = new Uint8Array(vertexCount);
      flags.forEach((flag, v) => {
        own[standsAt(v)] = flag;
      });
      return own;
    };
    const end = ({ vertex, ...port }: FoundEnd) => ({ vertex: standsAt(vertex), ...port });
    return {
      strangers,
      cables: cables.map(({ a, b, ...cable }) => ({ ...cable, a: end(a), b: end(b) })),
      seen: turned(seen),
      nameless: turned(nameless),
      called: new Map([...called].map(([v, name]) => [standsAt(v), name])),
    };
  }

  /** Exchanges what stands at the vertices of two lists, one by one. */
  exchange(some: readonly number[], others: readonly number[]): void {
    const touched = new Set<number>();
    const [from, to] = [
      [...some, ...others],
      [...others, ...some],
    ];
    const moving = from.map((v) => this.occupant[v]!);
    for (const what of moving) for (const c of this.#cablesOf.get(what) ?? []) touched.add(c);
    for (const c of touched) {
      const { a, b } = this.what.cables[c]!;
      for (const end of [a, b]) this.#set(this.#portOf(end), -1, -1);
    }
    moving.forEach((what, i) => {
      this.occupant[to[i]!] = what;
      this.#placeOf[what] = to[i]!;
    });
    for (const c of touched) {
      const { a, b } = this.what.cables[c]!;
      this.#join(this.#portOf(a), this.#portOf(b), c);
    }
  }
}
