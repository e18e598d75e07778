import type { ModelInput } from '../spec/model.js';
import { parametersOf } from './parameters.js';

/** Operations to train on one token, FLOP. */
export interface TrainingFlop {
  /** Each token looks at those before it only. */
  readonly causal: number;
  /** As if each looked at all: what some count. */
  readonly nonCausal: number;
}

/**
 * Forward and backward: 6 for each active parameter, and for attention 3 · s · L · heads · (d_qk + d_v), half of
 * what it would take if each token looked at all s of its sequence (arXiv 2505.09343, Table 2: the figures of
 * DeepSeek-V2 and V3 follow from this formula, those of LLaMA-3.1 and Qwen2.5 do not).
 */
export function trainingFlop(model: ModelInput, sequence: number): TrainingFlop {
  const { attention, layers } = model;
  const widths =
    attention.kind === 'mla'
      ? attention.nopeHead + attention.ropeHead + attention.valueHead
      : 2 * attention.headSize;
  const looking = 3 * sequence * layers * attention.heads * widths;
  const weights = 6 * parametersOf(model).active;
  return { causal: weights + looking, nonCausal: weights + 2 * looking };
}
