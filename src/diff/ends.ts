import type { Net } from './net.js';

/** Ends of cables by vertex and port: end 2c is at `a` of cable c, end 2c + 1 at `b`. */
export class Ends {
  readonly #offsets: Int32Array;
  readonly #ends: Int32Array;
  #byCode: Map<number, number> | null = null;

  constructor(readonly net: Net) {
    const { a, b, count } = net;
    this.#offsets = new Int32Array(count + 1);
    for (const at of [a, b]) for (const v of at) this.#offsets[v + 1]!++;
    for (let v = 0; v < count; v++) this.#offsets[v + 1]! += this.#offsets[v]!;
    this.#ends = new Int32Array(2 * a.length);
    const next = this.#offsets.slice();
    for (let c = 0; c < a.length; c++) {
      this.#ends[next[a[c]!]!++] = 2 * c;
      this.#ends[next[b[c]!]!++] = 2 * c + 1;
    }
  }

  of(v: number): Int32Array {
    return this.#ends.subarray(this.#offsets[v]!, this.#offsets[v + 1]!);
  }

  near = (end: number): number => (end & 1 ? this.net.b : this.net.a)[end >> 1]!;
  far = (end: number): number => (end & 1 ? this.net.a : this.net.b)[end >> 1]!;
  code = (end: number): number => (end & 1 ? this.net.codeB : this.net.codeA)[end >> 1]!;
  farCode = (end: number): number => (end & 1 ? this.net.codeA : this.net.codeB)[end >> 1]!;

  /** The end in a port of a vertex; −1: no cable is in it. */
  at(v: number, code: number): number {
    this.#byCode ??= new Map(
      Array.from(this.#ends, (end) => [this.near(end) * codes + this.code(end), end]),
    );
    return this.#byCode.get(v * codes + code) ?? -1;
  }
}

/** More than the code of any port. */
const codes = 2 ** 27;
