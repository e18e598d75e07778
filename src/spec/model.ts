import type { ExpertLimit } from './workload.js';

/** A language model: what of it matters to a network. `…Input` is what people write. */
export interface ModelInput {
  readonly $schema?: string;
  readonly name?: string;
  readonly title?: string;
  readonly description?: string;
  readonly source?: string;
  /** Elements of a token between layers. */
  readonly hidden: number;
  /** Without those that predict further tokens. */
  readonly layers: number;
  readonly vocabulary: number;
  readonly attention: Attention;
  /** Inner width of the gated feed-forward part (three matrices) of a layer without experts. */
  readonly intermediate?: number;
  /** Default: all layers are dense. */
  readonly experts?: Experts;
  readonly prediction?: Prediction;
  readonly serving?: Serving;
  readonly training?: Training;
}

export type Attention =
  | LatentAttention
  /** Grouped queries: keys and values of `kvHeads` heads. */
  | {
      readonly kind: 'gqa';
      readonly heads: number;
      readonly kvHeads: number;
      readonly headSize: number;
    }
  | { readonly kind: 'mha'; readonly heads: number; readonly headSize: number };

/** Multi-head latent attention (DeepSeek-V2, arXiv 2405.04434, section 2.1); all are widths but `heads`. */
export interface LatentAttention {
  readonly kind: 'mla';
  readonly heads: number;
  /** Default: queries are made from the token itself. */
  readonly queryRank?: number;
  readonly kvRank: number;
  /** Parts of a head's query and key: not rotated, and rotated (this key is one for all heads). */
  readonly nopeHead: number;
  readonly ropeHead: number;
  readonly valueHead: number;
}

export interface Experts {
  readonly routed: number;
  /** Of the routed ones. */
  readonly perToken: number;
  /** Inner width of an expert (three matrices). */
  readonly intermediate: number;
  /** Experts of every token beside the routed ones; default 0. */
  readonly shared?: number;
  /** Layers without experts; default 0. */
  readonly denseLayers?: number;
  readonly limit?: ExpertLimit;
}

/** Further tokens that are predicted, one after the other, and verified in the next step. */
export interface Prediction {
  readonly modules: number;
  /** How often one is right if those before it were. */
  readonly acceptance: number;
}

export interface Serving {
  /** In one step of one micro-batch; default: nothing is said of the exchange with experts. */
  readonly tokensPerGpu?: number;
  /** GPUs to which routed experts are dealt evenly; default: one for each expert. */
  readonly expertGpus?: number;
  /** Elements of a token in the exchange; default: the width of the model. */
  readonly hidden?: number;
  /** Bytes of an element to an expert (default 1), back (default 2), and in the KV cache (default 2). */
  readonly dispatchBytes?: number;
  readonly combineBytes?: number;
  readonly cacheBytes?: number;
  /** That take turns, one computing while another one exchanges; default 2. */
  readonly microBatches?: number;
  /** Layers that exchange; default: those with experts. */
  readonly layers?: number;
  readonly contextTokens?: number;
  /** The first so many hosts make a KV cache, the last so many take it; default 1. */
  readonly prefillHosts?: number;
  readonly decodeHosts?: number;
}

export interface Training {
  readonly sequence: number;
  /** Share of `gpuTflops` that is reached, attention counted as causal. */
  readonly mfu?: number;
  readonly gpuTflops?: number;
}
