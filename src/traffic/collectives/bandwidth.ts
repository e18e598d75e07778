import type { Collective } from '../../spec/workload.js';
import { tokenSpread } from './experts.js';

/** What a collective moves, as NCCL's tests count it (nccl-tests, doc/PERFORMANCE.md). */
export interface Moved {
  /** Bytes over which time the algorithm bandwidth is. */
  readonly bytes: number;
  /** What of them each rank has to move by its own means: the bus bandwidth is that much of the other. */
  readonly busFactor: number;
}

/**
 * All-to-all, all-gather and reduce-scatter: (n − 1) ÷ n of the size; all-reduce twice as much. An incast is a
 * gather, whose size is that of all ranks; permutations send and receive once; of lists all messages count. Of an
 * exchange with experts, all copies count that are made for a rank, and for the bus those that leave its host (or
 * GPU, with a copy for each expert).
 */
export function movedBy(
  collective: Collective,
  bytes: number,
  ranks: number,
  domains: number,
): Moved {
  const others = (ranks - 1) / ranks;
  switch (collective.kind) {
    case 'all-to-all':
    case 'all-gather':
    case 'reduce-scatter':
      return { bytes, busFactor: others };
    case 'all-reduce':
      return { bytes, busFactor: 2 * others };
    case 'incast':
      return { bytes: bytes * ranks, busFactor: others };
    case 'permutation':
      return { bytes, busFactor: 1 };
    case 'send':
      return { bytes: collective.pairs.reduce((sum, pair) => sum + pair.bytes, 0), busFactor: 1 };
    case 'dispatch':
    case 'combine': {
      const spread = tokenSpread(collective, ranks, domains);
      if (collective.copies === 'expert') {
        return { bytes: spread.bytes * spread.experts, busFactor: others };
      }
      // In a single domain each GPU gets its copy.
      return domains === 1
        ? { bytes: spread.bytes * spread.gpus, busFactor: others }
        : { bytes: spread.bytes * spread.domains, busFactor: (domains - 1) / domains };
    }
  }
}
