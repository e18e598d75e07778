import type { LoadOptions } from '../pipeline.js';
import { readOwn } from './own-file.js';

/** The option `--prices FILE`. */
export interface PriceOptions {
  readonly prices?: string;
  readonly maxBytes?: number;
}

/** The prices that replace those of a topology, as the command line names them. */
export const pricesOf = ({ prices, maxBytes }: PriceOptions): Pick<LoadOptions, 'prices'> =>
  prices === undefined ? {} : { prices: readOwn('prices', prices, maxBytes) };
