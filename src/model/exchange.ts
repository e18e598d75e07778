import type { ModelInput } from '../spec/model.js';
import { BYTES_PER_US } from '../std/units.js';
import { layersOf } from './parameters.js';

/** What a GPU sends in one layer to experts and back, of one micro-batch. */
export interface Exchange {
  readonly tokens: number;
  readonly hidden: number;
  /** Copies of a token: its routed and shared experts. */
  readonly targets: number;
  readonly dispatchBytes: number;
  readonly combineBytes: number;
  /** Layers that exchange, and how often each does in a step. */
  readonly layers: number;
  readonly microBatches: number;
}

/**
 * The exchange with experts, each of which is taken to be on another GPU (arXiv 2505.09343, section 2.3.2);
 * null if the model has no experts or says nothing of how it is served.
 *
 * @param targets copies of a token; default: one for each of its experts
 */
export function exchangeOf(model: ModelInput, targets = targetsOf(model)): Exchange | null {
  const { experts, serving } = model;
  if (!experts || serving?.tokensPerGpu === undefined) return null;
  const { tokensPerGpu: tokens, dispatchBytes = 1, combineBytes = 2, microBatches = 2 } = serving;
  const hidden = serving.hidden ?? model.hidden;
  const elements = tokens * targets * hidden;
  return {
    tokens,
    hidden,
    targets,
    dispatchBytes: elements * dispatchBytes,
    combineBytes: elements * combineBytes,
    layers: serving.layers ?? layersOf(model).withExperts,
    microBatches,
  };
}

const targetsOf = ({ experts }: ModelInput): number =>
  experts ? experts.perToken + (experts.shared ?? 0) : 0;

/** How long an exchange takes, and what that leaves of a token's time. */
export interface Pace {
  /** Dispatch and combine of one micro-batch, and a layer of all of them, µs. */
  readonly exchangeUs: number;
  readonly layerUs: number;
  /** A token after the other (TPOT), ms: no step is faster than its exchanges. */
  readonly tokenMs: number;
  readonly tokensPerSecond: number;
  /** With predicted tokens; null if the model predicts none. */
  readonly withPrediction: number | null;
}

/**
 * The bound that an exchange at some rate puts on decoding: while one micro-batch computes another one exchanges,
 * so a layer takes as many exchanges as there are micro-batches.
 *
 * @param gbps what a GPU sends, Gb/s
 */
export function paceOf(exchange: Exchange, gbps: number, { prediction }: ModelInput): Pace {
  const exchangeUs = (exchange.dispatchBytes + exchange.combineBytes) / (gbps * BYTES_PER_US);
  const layerUs = exchangeUs * exchange.microBatches;
  const tokenMs = (layerUs * exchange.layers) / 1000;
  const tokensPerSecond = 1000 / tokenMs;
  const withPrediction = prediction ? tokensPerSecond * tokensPerStep(prediction) : null;
  return { exchangeUs, layerUs, tokenMs, tokensPerSecond, withPrediction };
}

/** 1 + p + p² … : a predicted token counts if those before it were right. */
export function tokensPerStep({ modules, acceptance }: NonNullable<ModelInput['prediction']>) {
  let tokens = 1;
  for (let module = 1; module <= modules; module++) tokens += acceptance ** module;
  return tokens;
}
