import { formatCount, formatNumber } from '../../std/units.js';
import type { SizeDesign, SizeReport } from './report.js';
import { designWords, strainWords } from './words.js';

/** A column of the list as people read it. */
export interface Column {
  readonly head: string;
  readonly cell: (design: SizeDesign) => string;
  /** Numbers stand at the right. */
  readonly right: boolean;
}

const text = (head: string, cell: Column['cell']): Column => ({ head, cell, right: false });
const number = (head: string, cell: Column['cell']): Column => ({ head, cell, right: true });

/** Where there are no prices there is no column for them, and where they say no power none for it. */
export function columnsOf(report: SizeReport): Column[] {
  const { designs, prices } = report;
  const currency = prices?.currency ? ` ${prices.currency}` : '';
  return [
    number('#', ({ rank }) => String(rank)),
    text('design', (design) => designWords(design, report)),
    number('planes', ({ planes }) => formatCount(planes)),
    number('tiers', ({ tiers }) => String(tiers)),
    number('switches', ({ switches }) => formatCount(switches.total!)),
    number('per endpoint', ({ perEndpoint }) => formatNumber(perEndpoint.switches, 4)),
    number('cables', ({ cables }) => formatCount(cables.endpoint + cables.switch)),
    number('per endpoint', ({ perEndpoint }) => formatNumber(perEndpoint.cables, 3)),
    number('oversub.', strainWords),
    number('hops', ({ diameterHopsAtMost }) => String(diameterHopsAtMost)),
    number('grows to', ({ growsTo }) => formatCount(growsTo)),
    ...(prices
      ? [
          number(`cost${currency}`, priceWords),
          number('per endpoint', ({ cost }) => formatNumber(cost?.perEndpoint ?? 0, 2)),
        ]
      : []),
    ...(designs.some(({ cost }) => cost && cost.watts !== null) ? [number('kW', powerWords)] : []),
  ];
}

/** "9,021,440", and of what lacks a price "at least 5,181,440". */
const priceWords = ({ cost }: SizeDesign): string =>
  cost === null ? '' : bound(cost.missing) + formatNumber(cost.total, 2);

const powerWords = ({ cost }: SizeDesign): string =>
  cost?.watts == null ? '' : bound(cost.withoutWatts) + formatNumber(cost.watts / 1000, 1);

const bound = (left: readonly unknown[]): string => (left.length === 0 ? '' : 'at least ');
