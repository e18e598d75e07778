import type { LoadOptions } from '../pipeline.js';

/** `--max-cables` and `--max-bytes`. */
export type LimitOptions = Pick<LoadOptions, 'maxCables' | 'maxBytes'>;

/** The limits among a command's options. */
export function limitsOf({ maxCables, maxBytes }: LimitOptions): LimitOptions {
  return {
    ...(maxCables === undefined ? {} : { maxCables }),
    ...(maxBytes === undefined ? {} : { maxBytes }),
  };
}
