import { assert } from '../std/assert.js';

/** The highest number of a port, and of a part of a split one, that is told apart. */
const mostPorts = 2 ** 18;
const mostParts = 2 ** 8 - 1;

/** Ports of machines by number, each once: 0, 1 … in the order in which they are first met. */
export class Ports {
  readonly #numbers = new Map<number, number>();
  readonly machine: number[] = [];
  readonly port: number[] = [];
  readonly sub: number[] = [];

  get count(): number {
    return this.machine.length;
  }

  /** The number of a port; −1 if no machine has such a port. */
  of(machine: number, port: number, sub: number): number {
    if (port < 0 || port >= mostPorts || sub < -1 || sub >= mostParts) return -1;
    const key = (machine * mostPorts + port) * (mostParts + 1) + sub + 1;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.count;
    this.#numbers.set(key, number);
    this.machine.push(machine);
    this.port.push(port);
    this.sub.push(sub);
    return number;
  }

  /** The port of the same number at another machine. */
  at(machine: number, port: number): number {
    const same = this.of(machine, this.port[port]!, this.sub[port]!);
    assert(same >= 0, 'a port that was numbered');
    return same;
  }
}
