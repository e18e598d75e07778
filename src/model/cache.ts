import type { ModelInput } from '../spec/model.js';

/** Elements of the KV cache that a layer keeps of a token. */
function elementsOf({ attention }: ModelInput): number {
  switch (attention.kind) {
    case 'mla':
      return attention.kvRank + attention.ropeHead;
    case 'gqa':
      return 2 * attention.kvHeads * attention.headSize;
    case 'mha':
      return 2 * attention.heads * attention.headSize;
  }
}

/** KV cache of a token in all layers, bytes (arXiv 2505.09343, Table 1). */
export const cacheBytesPerToken = (model: ModelInput): number =>
  elementsOf(model) * (model.serving?.cacheBytes ?? 2) * model.layers;
