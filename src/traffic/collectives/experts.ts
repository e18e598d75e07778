import { spreadOver } from '../../model/spread.js';
import type { ExpertExchange } from '../../spec/workload.js';
import type { Communicator } from '../communicator.js';
import type { Step } from '../step.js';

/** How far the tokens of a GPU go. */
export interface TokenSpread {
  /** Bytes of one copy of every token of a GPU. */
  readonly bytes: number;
  /** Copies of a token in the mean, its own GPU or domain included: one for each of its experts, for each GPU, and for each domain with some. */
  readonly experts: number;
  readonly gpus: number;
  readonly domains: number;
}

/**
 * Exactly, where every choice of experts is equally likely and a shared expert is on any of the GPUs
 * (model/spread.ts). With a limit the experts of a domain are taken to be consecutive: where a job lists hosts
 * of several domains by turns they are not, and a token goes to other numbers of domains than is said here.
 */
export function tokenSpread(exchange: ExpertExchange, gpus: number, domains: number): TokenSpread {
  const { tokens, hidden, bytesPerElement, experts, topK, sharedExperts = 0, limit } = exchange;
  const over = (parts: number): number => {
    const choice = { experts, chosen: topK, limit, shared: sharedExperts };
    return spreadOver(experts / parts, choice).mean;
  };
  return {
    bytes: tokens * hidden * bytesPerElement,
    experts: topK + sharedExperts,
    gpus: over(gpus),
    domains: over(domains),
  };
}

/**
 * Tokens to the GPUs of their experts, or back. With a copy for each expert these are messages between all
 * GPUs. With a copy for each domain it goes to the GPU with the same place there (so that it keeps its rail),
 * which hands it on to the GPUs that want it, as DeepEP does; back the other way round, with sums.
 */
export function* expertExchange(
  groups: readonly Communicator[],
  exchange: ExpertExchange,
): Generator<Step> {
  const { ranks, domains } = groups[0]!;
  const spread = tokenSpread(exchange, ranks.length, domains.length);
  if (exchange.copies === 'expert') {
    const bytes = (spread.bytes * spread.experts) / ranks.length;
    yield { mesh: { groups: groups.map((group) => group.ranks), bytes } };
    return;
  }
  const places = domains[0]!.length;
  const samePlace = groups.flatMap(({ domains: all }) =>
    all[0]!.map((_, place) => Int32Array.from(all, (gpus) => gpus[place]!)),
  );
  yield {
    mesh: { groups: samePlace, bytes: (spread.bytes * spread.domains) / domains.length },
    inside: {
      gpus: Int32Array.from(groups.flatMap((group) => [...group.ranks])),
      bytes: (spread.bytes * spread.gpus * (places - 1)) / places,
    },
  };
}
