import type { CablePrice, Prices, TransceiverPrice } from '../spec/topology.js';
import { own } from '../std/record.js';
import { summed } from '../std/units.js';
import { priceKind } from './kinds.js';
import type { CableCount, PartList } from './parts.js';

/** What is bought: a class of parts that cost the same. */
export type PartClass = 'switch' | 'nic' | 'cable' | 'transceiver';

/** So many parts that are alike. Prices are in the currency of the bill; null: not known. */
export interface CostLine {
  readonly part: PartClass;
  /** Model of a switch or NIC; kind of cable. */
  readonly item: string;
  /** Of a cable, and of the transceivers in its ends. */
  readonly gbps?: number;
  /** Of a cable, where its price says so. */
  readonly lengthM?: number;
  readonly count: number;
  readonly each: number | null;
  readonly total: number | null;
  /** Of all of them together. */
  readonly watts: number | null;
}

/** A part without a price (or power): it counts nothing. */
export interface Missing {
  readonly part: PartClass;
  readonly item: string;
}

/** What parts cost. */
export interface Cost {
  readonly currency: string | null;
  readonly total: number;
  /** Null: the prices say nothing of power. */
  readonly watts: number | null;
  /** Switches and NICs by model, then cables and their transceivers, in the order of the parts. */
  readonly lines: readonly CostLine[];
  /** What has no price, each once. */
  readonly missing: readonly Missing[];
  /** Switches and NICs of which the prices do not say the power, if they say that of any part. */
  readonly withoutWatts: readonly Missing[];
}

/** Prices a list of parts (docs/topology.md, Prices): pure, whatever the parts were counted from. */
export function priceOf(parts: PartList, prices: Prices): Cost {
  const lines = merged([
    ...modelLines('switch', parts.switches, prices.switches, prices),
    ...modelLines('nic', parts.nics, prices.nics, prices),
    ...parts.cables.map((cable) => cableLine(cable, prices)),
    ...parts.cables.flatMap((cable) => transceiverLine(cable, prices)),
  ]);
  const models = lines.filter(({ part }) => part === 'switch' || part === 'nic');
  const knowsWatts = lines.some(({ watts }) => watts !== null);
  return {
    currency: prices.currency ?? null,
    total: summed(sum(lines.map(({ total }) => total))),
    watts: knowsWatts ? summed(sum(lines.map(({ watts }) => watts))) : null,
    lines,
    missing: namesOf(lines.filter(({ each }) => each === null)),
    withoutWatts: knowsWatts ? namesOf(models.filter(({ watts }) => watts === null)) : [],
  };
}

type ByName<T> = Readonly<Record<string, T>>;

function modelLines(
  part: 'switch' | 'nic',
  counts: ReadonlyMap<string, number>,
  prices: ByName<number> = {},
  { watts = {} }: Prices,
): CostLine[] {
  return [...counts].map(([item, count]) => {
    const each = own(prices, item) ?? null;
    const power = own(watts, item);
    return {
      part,
      item,
      count,
      each,
      total: times(each, count),
      watts: times(power ?? null, count),
    };
  });
}

function cableLine({ kinds, gbps, count }: CableCount, { cables = {} }: Prices): CostLine {
  const kind = priceKind(kinds, cables);
  const price = kind === null ? undefined : cables[kind];
  const each = eachCable(price);
  const lengthM = typeof price === 'object' ? price.lengthM : undefined;
  return {
    part: 'cable',
    item: itemOf(kinds, kind),
    gbps,
    ...(lengthM === undefined ? {} : { lengthM }),
    count,
    each,
    total: times(each, count),
    watts: null,
  };
}

/** Two ends; none at all where the map does not have the kind: such a cable comes with its plugs. */
function transceiverLine({ kinds, gbps, count }: CableCount, prices: Prices): CostLine[] {
  const { transceivers = {} } = prices;
  const kind = priceKind(kinds, transceivers);
  if (kind === null) return [];
  const { each = null, watts = null } = parsedTransceiver(transceivers[kind]!);
  const ends = 2 * count;
  return [
    {
      part: 'transceiver',
      item: itemOf(kinds, kind),
      gbps,
      count: ends,
      each,
      total: times(each, ends),
      watts: times(watts, ends),
    },
  ];
}

const parsedTransceiver = (
  price: TransceiverPrice,
): { readonly each?: number; readonly watts?: number } =>
  typeof price === 'number' ? { each: price } : price;

/** The price of one cable; null: only its length is known, or not even that. */
function eachCable(price: CablePrice | undefined): number | null {
  if (price === undefined || typeof price === 'number') return price ?? null;
  const { each, perM, lengthM = 0 } = price;
  return each === undefined && perM === undefined
    ? null
    : summed((each ?? 0) + (perM ?? 0) * lengthM);
}

/** What a cable is called: `within:…` if that is what it is priced as, else by its two ends. */
export const itemOf = (kinds: readonly string[], priced: string | null): string =>
  priced?.startsWith('within:') ? priced : kinds.find((kind) => !kind.startsWith('within:'))!;

/** Lines that differ in their count only are one. */
function merged(lines: readonly CostLine[]): CostLine[] {
  const byKey = new Map<string, CostLine>();
  for (const line of lines) {
    const { part, item, gbps, lengthM, each } = line;
    const key = JSON.stringify([part, item, gbps ?? null, lengthM ?? null, each]);
    const known = byKey.get(key);
    byKey.set(key, known ? added(known, line) : line);
  }
  return [...byKey.values()].map((line) => ({
    ...line,
    total: line.total === null ? null : summed(line.total),
  }));
}

function added(a: CostLine, b: CostLine): CostLine {
  const count = a.count + b.count;
  return { ...a, count, total: times(a.each, count), watts: both(a.watts, b.watts) };
}

const both = (a: number | null, b: number | null): number | null =>
  a === null && b === null ? null : (a ?? 0) + (b ?? 0);

const times = (each: number | null, count: number): number | null =>
  each === null ? null : each * count;

const sum = (numbers: readonly (number | null)[]): number =>
  numbers.reduce<number>((all, n) => all + (n ?? 0), 0);

function namesOf(lines: readonly CostLine[]): Missing[] {
  const seen = new Map(lines.map(({ part, item }) => [`${part} ${item}`, { part, item }]));
  return [...seen.values()];
}
