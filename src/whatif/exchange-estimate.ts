import { type Exchange, exchangeOf, type Pace, paceOf } from '../model/exchange.js';
import { type Spread, spreadOver } from '../model/spread.js';
import type { ModelInput } from '../spec/model.js';
import type { ExpertLimit } from '../spec/workload.js';
import { present } from '../std/assert.js';
import type { Ground } from './ground.js';

/** The exchange with experts at what a topology gives a GPU. */
export interface ExchangeEstimate extends Exchange {
  /** GPUs that hold the routed experts. */
  readonly expertGpus: number;
  /** What carries it: the scale-up domain if all these GPUs are in one, else the NICs. */
  readonly by: 'scale-up' | 'nics';
  /** Gb/s of a GPU. */
  readonly gbps: number;
  /** One copy of a token for each of its experts; null: nothing can be sent. */
  readonly pace: Pace | null;
  /** One copy for each host that has some of them, which hands it on inside; null where no NIC is used. */
  readonly perHost: { readonly targets: number; readonly pace: Pace | null } | null;
}

/** Over how many hosts and GPUs the routed experts of a token spread. */
export interface SpreadEstimate {
  readonly experts: number;
  readonly perToken: number;
  readonly expertGpus: number;
  readonly expertHosts: number;
  /** Any experts may be chosen. */
  readonly unrestricted: SpreadOver;
  /** Of so many groups at most; null: the model has no such limit. */
  readonly limited: (ExpertLimit & SpreadOver) | null;
}

export interface SpreadOver {
  readonly hosts: Spread;
  readonly gpus: Spread;
}

const expertGpusOf = ({ experts, serving }: ModelInput): number =>
  serving?.expertGpus ?? experts?.routed ?? 0;

/** The bound that the exchange with experts puts on decoding. */
export function exchangeEstimate(
  ground: Ground,
  model: ModelInput,
  exchange: Exchange,
): ExchangeEstimate {
  const expertGpus = expertGpusOf(model);
  const inDomain = ground.scaleUpGbps > 0 && expertGpus <= ground.domainGpus;
  const gbps = inDomain ? ground.scaleUpGbps : ground.nicGbps;
  const paceAt = (of: Exchange) => (gbps > 0 ? paceOf(of, gbps, model) : null);
  const spread = present(spreadEstimate(ground, model), 'experts');
  // A shared expert is on one further host.
  const targets = (spread.limited ?? spread.unrestricted).hosts.mean + (model.experts?.shared ?? 0);
  const copied = present(exchangeOf(model, targets), 'an exchange');
  return {
    ...exchange,
    expertGpus,
    by: inDomain ? 'scale-up' : 'nics',
    gbps,
    pace: paceAt(exchange),
    perHost: inDomain ? null : { targets, pace: paceAt(copied) },
  };
}

/** Exact, by counting choices; null without experts. */
export function spreadEstimate({ gpusPerHost }: Ground, model: ModelInput): SpreadEstimate | null {
  if (!model.experts) return null;
  const { routed, perToken, limit } = model.experts;
  const expertGpus = expertGpusOf(model);
  const perGpu = routed / expertGpus;
  const over = (of?: ExpertLimit): SpreadOver => {
    const choice = { experts: routed, chosen: perToken, limit: of };
    return { hosts: spreadOver(perGpu * gpusPerHost, choice), gpus: spreadOver(perGpu, choice) };
  };
  return {
    experts: routed,
    perToken,
    expertGpus,
    expertHosts: Math.ceil(expertGpus / gpusPerHost),
    unrestricted: over(),
    limited: limit ? { ...limit, ...over(limit) } : null,
  };
}
