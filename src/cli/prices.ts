import { words } from '../finding/rule.js';
import type { LoadOptions } from '../pipeline.js';
import { readPriceBook } from '../spec/price-book.js';
import { defaultMaxBytes } from '../spec/reading/read.js';
import { documentRules } from '../spec/rules.js';
import type { Prices } from '../spec/topology.js';
import { present } from '../std/assert.js';
import { UsageError } from './exit.js';
import { readOrRefuse } from './files.js';

/** The option `--prices FILE`. */
export interface PriceOptions {
  readonly prices?: string;
  readonly maxBytes?: number;
}

/** The prices that replace those of a topology, as the command line names them. */
export const pricesOf = ({ prices, maxBytes }: PriceOptions): Pick<LoadOptions, 'prices'> =>
  prices === undefined ? {} : { prices: readPrices(prices, maxBytes) };

/** Reads a file of prices; all that is wrong with it is wrong usage, by line and column. */
export function readPrices(file: string, maxBytes = defaultMaxBytes): Prices {
  if (file === '-') throw new UsageError('--prices takes a file, not standard input (-)');
  const { prices, findings } = readPriceBook(
    { file, bytes: readOrRefuse(file, maxBytes) },
    maxBytes,
  );
  if (prices) return prices;
  const lines = findings.map((one) => {
    const rule = documentRules.find(({ id }) => id === one.check);
    const { line, column } = one.location;
    return `${file}:${line}:${column}: ${words(present(rule, one.check), one)} [${one.code}]`;
  });
  throw new UsageError(lines.join('\n'));
}
