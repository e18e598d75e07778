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

/** What every one of some GPUs sends into its scale-up domain, and takes from it, whoever the others are. */
export interface Inside {
  readonly gpus: Int32Array;
  readonly bytes: number;
}

/** What of a collective is under way at the same time. */
export interface Step {
  readonly mesh: Mesh | null;
  readonly messages: Messages | null;
  readonly inside: Inside | null;
  /** So many times, one after the other, all alike. */
  readonly times: number;
}

export const meshStep = (groups: readonly Int32Array[], bytes: number): Step => ({
  mesh: { groups, bytes },
  messages: null,
  inside: null,
  times: 1,
});

export const messageStep = (messages: Messages, times = 1): Step => ({
  mesh: null,
  messages,
  inside: null,
  times,
});

/** Collects messages of a step. */
export class MessageList {
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  readonly #bytes: number[] = [];

  add(from: number, to: number, bytes: number): void {
    if (from === to) return;
    this.#from.push(from);
    this.#to.push(to);
    this.#bytes.push(bytes);
  }

  close(): Messages {
    return {
      from: Int32Array.from(this.#from),
      to: Int32Array.from(this.#to),
      bytes: Float64Array.from(this.#bytes),
    };
  }
}
