import type { CompactFabric } from '../fabric/compact.js';
import type { Certificate } from '../flow/certificates.js';
import { verifyBisection } from '../flow/certify/bisection.js';
import { verifyCapacity } from '../flow/certify/capacity.js';
import { verifyFairRates } from '../flow/certify/fair-rates.js';
import { verifySeparation } from '../flow/certify/separation.js';
import { verifyThroughput } from '../flow/certify/throughput.js';
import { formatCount, formatCounted, formatGbps, formatTimes } from '../std/units.js';
import { proofWords } from './proof-words.js';

/** What is known of one kind of certificates. */
export interface Kind<C extends Certificate> {
  /**
   * Why one does not hold, a reason per defect; empty = it holds. No solver is called.
   *
   * @param capacity what it is about: Gb/s by cable and direction, 0 = dead
   * @param before the same without the faults that it is about
   */
  readonly verify: (
    fabric: CompactFabric,
    capacity: Float64Array,
    certificate: C,
    before: Float64Array,
  ) => readonly string[];
  /** What it is about beside its subject and what is down; null: nothing. */
  readonly about: (certificate: C) => unknown;
  /** What it says: "bisection of compute/p0". */
  readonly what: (certificate: C) => string;
  /** The number: "409.6 Tb/s, exact". */
  readonly figure: (certificate: C) => string;
  /** How that was proved. */
  readonly how: (certificate: C) => string;
}

type Kinds = { readonly [K in Certificate['kind']]: Kind<Extract<Certificate, { kind: K }>> };

/** Both ends as a certificate has them, whichever is the larger one. */
const bothEnds = (
  { lower, upper }: { readonly lower: number; readonly upper: number },
  format: (value: number) => string,
): string =>
  Math.abs(upper - lower) <= 1e-9 * upper
    ? `${format(upper)}, exact`
    : `${format(lower)} to ${format(upper)}`;

const placeOf = (planes: readonly string[]): string =>
  planes.length <= 2 ? planes.join(' and ') : formatCounted(planes.length, 'plane');

/** What is proved is about these parts, whatever the subject calls them: "h0/nic0 (and 7 more)". */
const listed = ([first, ...others]: readonly string[]): string =>
  others.length === 0 ? `${first}` : `${first} (and ${others.length} more)`;

/** Each kind in one place; the compiler asks for all of them, a test compares them with the schema. */
export const kinds: Kinds = {
  bisection: {
    verify: verifyBisection,
    about: ({ among }) => among ?? null,
    what: ({ subject, among }) =>
      among
        ? `bisection among ${formatCounted(among.length, 'endpoint')} of ${subject}`
        : `bisection of ${subject}`,
    figure: ({ value }) => bothEnds(value, formatGbps),
    how: ({ cut, lower }) =>
      `a cut through ${formatCounted(cut.length, 'bundle')}, and ${proofWords(lower)}`,
  },
  throughput: {
    verify: verifyThroughput,
    about: ({ traffic, among }) =>
      traffic === 'uniform' && !among ? null : [traffic, among ?? null],
    what: ({ subject, traffic, among, leftOut }) =>
      `throughput of ${subject} ${among ? `among ${formatCounted(among.length, 'endpoint')} ` : ''}${leftOut > 0 ? `(${formatCounted(leftOut, 'endpoint')} left out) ` : ''}under ${
        traffic === 'uniform'
          ? 'uniform all-to-all'
          : `${formatCounted(traffic.length, 'demand')} that are given`
      }`,
    figure: ({ value }) => bothEnds(value, formatTimes),
    how: ({ flows, symmetries: { twins, maps }, lengths }) => {
      const exchanges = twins.reduce((sum, { length }) => sum + length - 1, 0) + maps.length;
      const sent =
        flows === 'shortest ways'
          ? 'everything on shortest ways'
          : `flows of ${formatCounted(flows.length, 'source')}`;
      return `${sent}, ${formatCounted(exchanges, 'symmetry')}, and lengths of ${formatCounted(lengths.length, 'class')} of cables`;
    },
  },
  capacity: {
    verify: verifyCapacity,
    about: () => null,
    what: ({ ends }) => `capacity between ${listed(ends.a)} and ${listed(ends.b)}`,
    figure: ({ value }) => `${formatGbps(value)}, exact`,
    how: ({ planes }) =>
      planes.length === 0
        ? 'no plane has cables of both'
        : `a flow and a cut in ${planes.length === 1 ? 'its plane' : `each of ${formatCounted(planes.length, 'plane')}`}`,
  },
  separation: {
    verify: verifySeparation,
    about: ({ unit, within }) => [unit, within ?? null],
    what: ({ ends, unit, within }) =>
      `fewest ${unit} whose loss separates ${listed(ends.a)} and ${listed(ends.b)}${within ? ` in ${placeOf(within)}` : ''}`,
    figure: ({ value }) => `${formatCount(value)}, exact`,
    how: ({ value }) =>
      value === 0 ? 'nothing joins them' : 'their loss leaves no way, and as many paths share none',
  },
  'max-min': {
    verify: verifyFairRates,
    about: ({ flows }) => flows.map(({ from, to, route }) => [from, to, route]),
    what: ({ subject, flows }) =>
      `lowest of the max-min fair rates of ${formatCounted(flows.length, 'flow')} of ${subject}`,
    figure: ({ value }) => `${formatGbps(value)}, exact`,
    how: () => 'all of them fit, and each has a full cable on which none is faster',
  },
};

/** The same of a certificate of any kind. */
export const kindOf = (certificate: Certificate): Kind<Certificate> =>
  kinds[certificate.kind] as unknown as Kind<Certificate>;
