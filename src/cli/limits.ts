import type { LoadOptions } from '../pipeline.js';

/** The limits among a command's options. */
export function limitsOf({ maxCables, maxBytes }: LoadOptions): LoadOptions {
  return {
    ...(maxCables === undefined ? {} : { maxCables }),
    ...(maxBytes === undefined ? {} : { maxBytes }),
  };
}
