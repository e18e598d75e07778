import { type Exchange, exchangeOf, type Pace, paceOf } from '../model/exchange.js';
import { type Choice, type Spread, spreadOver } from '../model/spread.js';
import type { ModelInput } from '../spec/model.js';
import type { ExpertLimit } from '../spec/workload.js';
import { present } from '../std/assert.js';
import { formatCounted } from '../std/units.js';
import type { Serving } from './serving.js';

/** The exchange with experts at what a topology gives a GPU. */
export interface ExchangeEstimate extends Exchange {
  /** GPUs that hold the routed experts. */
  readonly expertGpus: number;
  /** What carries it: the scale-up domain if all these GPUs are in one, else the NICs. */
  readonly by: 'scale-up' | 'nics';
  /** Gb/s of a GPU. */
  readonly gbps: number;
  /** One copy of a token for each of its experts; null: nothing can be sent, or a problem. */
  readonly pace: Pace | null;
  /** One copy for each host that has some of them, which hands it on inside; null where no NIC is used, or with a problem. */
  readonly perHost: { readonly targets: number; readonly pace: Pace | null } | null;
  /** Why the GPUs that the model wants are not there; null: they are. */
  readonly problem: string | null;
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
  /** Why the GPUs that hold them are not there; null: they are. */
  readonly problem: string | null;
}

export interface SpreadOver {
  readonly hosts: Spread;
  readonly gpus: Spread;
}

const expertGpusOf = ({ experts, serving }: ModelInput): number =>
  serving?.expertGpus ?? experts?.routed ?? 0;

const choiceOf = ({ routed, perToken, limit }: NonNullable<ModelInput['experts']>): Choice => ({
  experts: routed,
  chosen: perToken,
  limit,
});

const lackOf = ({ allGpus }: Serving, wanted: number): string | null =>
  wanted > allGpus ? `there are ${formatCounted(allGpus, 'GPU')}` : null;

/** The bound that the exchange with experts puts on decoding. */
export function exchangeEstimate(
  on: Serving,
  model: ModelInput,
  exchange: Exchange,
): ExchangeEstimate {
  const expertGpus = expertGpusOf(model);
  const inDomain = on.scaleUpGbps > 0 && expertGpus <= on.domainGpus;
  const gbps = inDomain ? on.scaleUpGbps : on.nicGbps;
  const problem = lackOf(on, expertGpus);
  const paceAt = (of: Exchange) => (gbps > 0 && problem === null ? paceOf(of, gbps, model) : null);
  const experts = present(model.experts, 'experts');
  const perPart = (experts.routed / expertGpus) * on.gpusPerHost;
  const targets = spreadOver(perPart, { ...choiceOf(experts), shared: experts.shared }).mean;
  const copied = present(exchangeOf(model, targets), 'an exchange');
  return {
    ...exchange,
    expertGpus,
    by: inDomain ? 'scale-up' : 'nics',
    gbps,
    pace: paceAt(exchange),
    perHost: inDomain || problem !== null ? null : { targets, pace: paceAt(copied) },
    problem,
  };
}

/** Exact, by counting choices; null without experts. */
export function spreadEstimate(on: Serving, model: ModelInput): SpreadEstimate | null {
  const { experts } = model;
  if (!experts) return null;
  const { gpusPerHost } = on;
  const { routed, perToken, limit } = experts;
  const expertGpus = expertGpusOf(model);
  const perGpu = routed / expertGpus;
  const over = (limit?: ExpertLimit): SpreadOver => {
    const choice = { ...choiceOf(experts), limit };
    return { hosts: spreadOver(perGpu * gpusPerHost, choice), gpus: spreadOver(perGpu, choice) };
  };
  return {
    experts: routed,
    perToken,
    expertGpus,
    expertHosts: Math.ceil(expertGpus / gpusPerHost),
    unrestricted: over(),
    limited: limit ? { ...limit, ...over(limit) } : null,
    problem: lackOf(on, expertGpus),
  };
}
