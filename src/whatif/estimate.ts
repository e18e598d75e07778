import type { Subject } from '../check/checker.js';
import { capacityAfter } from '../failure/capacity.js';
import { readFaults } from '../failure/fault.js';
import { hostsDown } from '../failure/hosts-down.js';
import { cacheBytesPerToken } from '../model/cache.js';
import { exchangeOf } from '../model/exchange.js';
import { type Parameters, parametersOf } from '../model/parameters.js';
import { trainingFlop } from '../model/training.js';
import type { ModelInput } from '../spec/model.js';
import type { FaultAnswer, Misunderstood } from './answer.js';
import {
  type ExchangeEstimate,
  exchangeEstimate,
  type SpreadEstimate,
  spreadEstimate,
} from './exchange-estimate.js';
import { faultAnswer } from './fault-answer.js';
import { type HandOver, handOver } from './hand-over.js';
import { servingOf } from './serving.js';

/** What is asked of a topology about a model. */
export interface EstimateQuestion {
  readonly model: ModelInput;
  readonly fail: readonly string[];
  /** The plane set that carries everything; null: the first one with NICs of hosts with GPUs. */
  readonly planes: string | null;
  /** Models whose KV caches are put beside that of this one, by name. */
  readonly against: readonly (readonly [name: string, model: ModelInput])[];
}

export interface CacheEstimate {
  /** In all layers. */
  readonly bytesPerToken: number;
  /** Of other models: theirs, and how many times this one that is. */
  readonly against: readonly {
    readonly name: string;
    readonly bytesPerToken: number;
    readonly times: number;
  }[];
}

export interface TrainingEstimate {
  readonly sequence: number;
  /** For a token, GFLOP. */
  readonly causalGflop: number;
  readonly nonCausalGflop: number;
  /** Of one GPU at the rate that the model says it reaches; null: it says none. */
  readonly tokensPerSecondPerGpu: number | null;
}

/** What the figures of a model become on a fabric. Times are bounds: without latency, nothing in the way. */
export interface Estimate {
  readonly planeSet: string;
  readonly faults: readonly FaultAnswer[];
  readonly parameters: Parameters;
  readonly cache: CacheEstimate;
  /** Null: the model has no experts, or says nothing of tokens. */
  readonly exchange: ExchangeEstimate | null;
  /** Null: it has no experts. */
  readonly spread: SpreadEstimate | null;
  /** Null: it says nothing of contexts. */
  readonly handOver: HandOver | null;
  readonly training: TrainingEstimate | null;
}

/** Answers what a fabric means for a model, or says which parts of the question say nothing. */
export function estimate(
  subject: Subject,
  question: EstimateQuestion,
): Estimate | readonly Misunderstood[] {
  const { topology, fabric, healthy } = subject;
  const { model, against } = question;
  const { faults, wrong } = readFaults(fabric, question.fail);
  if (wrong.length > 0) return wrong;
  const capacity = capacityAfter(fabric, faults, healthy.capacity);
  const down = hostsDown([...subject.off, ...faults]);
  const serving = servingOf(fabric, capacity, question.planes, down);
  if ('problem' in serving) return [{ text: question.planes ?? topology.name, ...serving }];
  const bytesPerToken = cacheBytesPerToken(model);
  const exchange = exchangeOf(model);
  return {
    planeSet: fabric.planeSets[serving.gpus.planeSet]!.id,
    faults: faults.map(faultAnswer),
    parameters: parametersOf(model),
    cache: {
      bytesPerToken,
      against: against.map(([name, other]) => {
        const bytes = cacheBytesPerToken(other);
        return { name, bytesPerToken: bytes, times: bytes / bytesPerToken };
      }),
    },
    exchange: exchange && exchangeEstimate(serving, model, exchange),
    spread: spreadEstimate(serving, model),
    handOver: handOver(serving, model),
    training: trainingEstimate(model),
  };
}

function trainingEstimate(model: ModelInput): TrainingEstimate | null {
  if (!model.training) return null;
  const { sequence, mfu, gpuTflops } = model.training;
  const { causal, nonCausal } = trainingFlop(model, sequence);
  const flops = mfu === undefined || gpuTflops === undefined ? null : mfu * gpuTflops * 1e12;
  return {
    sequence,
    causalGflop: causal / 1e9,
    nonCausalGflop: nonCausal / 1e9,
    tokensPerSecondPerGpu: flops === null ? null : flops / causal,
  };
}
