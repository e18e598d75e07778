import { formatNumber } from '../std/units.js';
import type { CostSummary } from './cost.js';

/** So many parts are named before the others are only counted. */
const mostNamed = 3;

/** "cost: 9,022,080 USD, 4,405.31 per endpoint, 163.2 kW"; of what has no price no more is known. */
export function costWords(cost: CostSummary): string {
  const { currency, total, perEndpoint, watts, missing, withoutWatts } = cost;
  const sum = `${formatNumber(total, 2)}${currency === null ? '' : ` ${currency}`}`;
  const each = perEndpoint === null ? '' : `, ${formatNumber(perEndpoint, 2)} per endpoint`;
  const price = `${missing.length > 0 ? 'at least ' : ''}${sum}${each}${without('price', missing)}`;
  const power =
    watts === null
      ? ''
      : `, ${withoutWatts.length > 0 ? 'at least ' : ''}${formatWatts(watts)}${without('power', withoutWatts)}`;
  return `cost: ${price}${power}`;
}

function without(what: string, parts: readonly string[]): string {
  if (parts.length === 0) return '';
  const more = parts.length - mostNamed;
  const named = parts.slice(0, mostNamed).join(', ');
  return ` (no ${what} of ${named}${more > 0 ? ` and ${more} more` : ''})`;
}

/** 163200 → "163.2 kW". */
const formatWatts = (watts: number): string =>
  watts < 1000 ? `${formatNumber(watts, 1)} W` : `${formatNumber(watts / 1000, 1)} kW`;
