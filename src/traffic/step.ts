import { Ints, Numbers } from '../fabric/growing.js';

/** GPUs each of which sends each other one of its group as much, all at once. */
export interface Mesh {
  /** GPUs (gpus.ts) by group. */
  readonly groups: readonly Int32Array[];
  /** Of each pair. */
  readonly bytes: number;
}

/** Single messages between GPUs; from one to itself nothing is sent. */
export interface Messages {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly bytes: Float64Array;
}

/** What each of some GPUs sends into its scale-up domain, and takes from it, whoever the others are. */
export interface Inside {
  readonly gpus: Int32Array;
  readonly bytes: number;
}

/** What of a collective is under way at the same time. */
export interface Step {
  readonly mesh?: Mesh;
  readonly messages?: Messages;
  readonly inside?: Inside;
  /** So many times, one after the other, all alike; default 1. */
  readonly times?: number;
  /**
   * Messages that wait for each other, between domains and inside one, of which only the latency counts:
   * what they carry is passed on in small pieces. Default: none does.
   */
  readonly waits?: { readonly between: number; readonly inside: number };
}

/** Collects messages of a step. */
export class MessageList {
  readonly #from = new Ints();
  readonly #to = new Ints();
  readonly #bytes = new Numbers();

  add(from: number, to: number, bytes: number): void {
    if (from === to) return;
    this.#from.push(from);
    this.#to.push(to);
    this.#bytes.push(bytes);
  }

  close(): Messages {
    return {
      from: this.#from.close(),
      to: this.#to.close(),
      bytes: this.#bytes.close(),
    };
  }
}
