import type { Attention, ModelInput } from '../spec/model.js';

/** Weights of a model, in numbers of parameters; norms and biases (below 0.01 %) are not counted. */
export interface Parameters {
  /** All, with those that turn tokens into vectors. */
  readonly total: number;
  /** What one token goes through, without these: it looks up one row of them. */
  readonly active: number;
}

/** Layers without experts, and with them. */
export function layersOf({ layers, experts }: ModelInput) {
  const dense = experts ? (experts.denseLayers ?? 0) : layers;
  return { dense, withExperts: layers - dense };
}

/** The three matrices of a gated feed-forward part. */
const gated = (hidden: number, intermediate: number): number => 3 * hidden * intermediate;

/** How many parameters a model has; predicting further tokens needs more, which are not counted. */
export function parametersOf(model: ModelInput): Parameters {
  const { hidden, layers, vocabulary, experts } = model;
  const { dense, withExperts } = layersOf(model);
  const attention = layers * attentionParameters(model.attention, hidden);
  const denseParts = dense * gated(hidden, model.intermediate ?? 0);
  const embedding = vocabulary * hidden;
  const common = attention + denseParts + embedding;
  if (!experts) return { total: common + embedding, active: common };
  const { routed, shared = 0, perToken, intermediate } = experts;
  const choice = hidden * routed;
  const withSome = (count: number) =>
    common + withExperts * (choice + (count + shared) * gated(hidden, intermediate));
  return { total: withSome(routed) + embedding, active: withSome(perToken) };
}

/** Matrices of queries, keys, values and of what leads back. */
function attentionParameters(attention: Attention, hidden: number): number {
  const { heads } = attention;
  if (attention.kind !== 'mla') {
    const kvHeads = attention.kind === 'gqa' ? attention.kvHeads : heads;
    return hidden * attention.headSize * (2 * heads + 2 * kvHeads);
  }
  // arXiv 2405.04434, section 2.1: down to the latent vectors, up again by head, and back.
  const { queryRank, kvRank, nopeHead, ropeHead, valueHead } = attention;
  const query = heads * (nopeHead + ropeHead);
  const queries = queryRank === undefined ? hidden * query : queryRank * (hidden + query);
  const keysAndValues = hidden * (kvRank + ropeHead) + kvRank * heads * (nopeHead + valueHead);
  return queries + keysAndValues + heads * valueHead * hidden;
}
