import type { Missing } from '../../cost/price.js';
import { missingWords } from '../../cost/words.js';
import { wishWords } from '../../sizing/wish.js';
import { type FamilyId, shapes } from '../../spec/families/shape.js';
import { formatCount, formatCounted } from '../../std/units.js';
import type { SizeDesign, SizeReport } from './report.js';

/** What was asked for. */
export const headline = ({ wish }: SizeReport): string => wishWords(wish, wish.oversubscription);

/** "two-tier fat-tree, 8 rail-planes"; ports of NICs that were split for it are named. */
export const designWords = ({ form, wiring, nic }: SizeDesign, { wish }: SizeReport): string =>
  `${form}, ${wiring}${wish.nicModel.splits.length > 0 ? `, NICs of ${nic}` : ''}`;

/** "1:1", and of a direct network "load 8:9". */
export function strainWords({ oversubscription, load }: SizeDesign): string {
  if (load !== null) return `load ${load}`;
  return oversubscription ?? 'none';
}

/** "512 leaf + 256 spine". */
export const switchWords = ({ switches }: SizeDesign): string =>
  Object.entries(switches)
    .filter(([tier]) => tier !== 'total')
    .map(([tier, count]) => `${formatCount(count)} ${tier}`)
    .join(' + ');

/** What else there is to say, a sentence each. */
export function remarks(report: SizeReport): string[] {
  const { designs, more, prices } = report;
  const { missing = [], withoutWatts = [] } = prices ?? {};
  return [
    ...rest(report),
    ...(more === 0 ? [] : [`at most ${formatCount(more)} more: --most ${designs.length + more}`]),
    ...without('price', missing),
    ...without('power', withoutWatts),
    ...limits(report),
  ];
}

const without = (what: string, parts: readonly Missing[]): string[] =>
  parts.length === 0 ? [] : [`without a ${what}, counted as nothing: ${missingWords(parts)}`];

/** Endpoints that nobody asked for: the other NICs of the last host. */
function rest({ wish: { endpoints, nicsPerHost } }: SizeReport): string[] {
  const hosts = Math.ceil(endpoints / nicsPerHost);
  if (hosts * nicsPerHost === endpoints) return [];
  const [all, some] = [formatCounted(hosts * nicsPerHost, 'NIC'), formatCounted(hosts, 'host')];
  return [`${some} ${hosts === 1 ? 'has' : 'have'} ${all}: all of them are attached`];
}

/** What the families that reach it at nothing reach at most. */
function limits({ wish, designs, more, mostEndpoints }: SizeReport): string[] {
  const listed = new Set(designs.map(({ family }) => family));
  return wish.families
    .filter((family) => !listed.has(family) && (more === 0 || mostOf(family) < wish.endpoints))
    .map((family) => `${shapes[family].called}: ${limitWords(mostOf(family), wish.endpoints)}`);

  function mostOf(family: FamilyId): number {
    return mostEndpoints[family] ?? 0;
  }
}

function limitWords(most: number, wanted: number): string {
  if (most === 0) return 'not with such parts';
  return most < wanted
    ? `at most ${formatCounted(most, 'endpoint')} with such parts`
    : 'no design of so many endpoints comes out';
}
