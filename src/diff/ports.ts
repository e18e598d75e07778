import type { CompactFabric } from '../fabric/compact.js';

/** The highest number of a port, and of a part of a split one, that is told apart. */
const mostPorts = 2 ** 18;
const mostParts = 2 ** 8 - 1;

/**
 * Ports of machines by number, each once: 0, 1 … in the order in which they are first met. Those that a
 * design uses are looked up in a table, others by key.
 */
export class Ports {
  readonly machine: number[] = [];
  readonly port: number[] = [];
  readonly sub: number[] = [];
  readonly #others = new Map<number, number>();
  /** By vertex of the design: ports of it in the table, parts of each, and where they start. */
  readonly #ports: Int32Array;
  readonly #parts: Int32Array;
  readonly #start: Int32Array;
  readonly #table: Int32Array;

  constructor({ vertexCount, cableCount, ...fabric }: CompactFabric) {
    this.#ports = new Int32Array(vertexCount);
    this.#parts = new Int32Array(vertexCount).fill(1);
    const { lower, lowerPort, lowerSub, upper, upperPort, upperSub } = fabric;
    const note = (v: number, port: number, sub: number) => {
      if (port >= mostPorts || sub >= mostParts) return;
      if (port >= this.#ports[v]!) this.#ports[v] = port + 1;
      if (sub + 2 > this.#parts[v]!) this.#parts[v] = sub + 2;
    };
    for (let c = 0; c < cableCount; c++) {
      note(lower[c]!, lowerPort[c]!, lowerSub[c]!);
      note(upper[c]!, upperPort[c]!, upperSub[c]!);
    }
    this.#start = new Int32Array(vertexCount);
    let size = 0;
    for (let v = 0; v < vertexCount; v++) {
      this.#start[v] = size;
      // A switch that is split once in a far port must not cost more than its cables.
      if (this.#ports[v]! > mostInTable / this.#parts[v]!) this.#ports[v] = 0;
      size += this.#ports[v]! * this.#parts[v]!;
    }
    this.#table = new Int32Array(size).fill(-1);
  }

  get count(): number {
    return this.machine.length;
  }

  /** The number of a port; −1 if no machine has such a port. */
  of(machine: number, port: number, sub: number): number {
    if (port < 0 || port >= mostPorts || sub < -1 || sub >= mostParts) return -1;
    const parts = this.#parts[machine]!;
    if (machine < this.#ports.length && port < this.#ports[machine]! && sub + 1 < parts) {
      const at = this.#start[machine]! + port * parts + sub + 1;
      const known = this.#table[at]!;
      if (known >= 0) return known;
      this.#table[at] = this.count;
    } else {
      const key = (machine * mostPorts + port) * (mostParts + 1) + sub + 1;
      const known = this.#others.get(key);
      if (known !== undefined) return known;
      this.#others.set(key, this.count);
    }
    this.machine.push(machine);
    this.port.push(port);
    this.sub.push(sub);
    return this.count - 1;
  }
}

/** Ports and parts of one machine that stand in the table. */
const mostInTable = 65_536;
