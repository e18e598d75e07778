import { asBuilt } from '../check/as-built-rule.js';
import type { Subject } from '../check/checker.js';
import { pointerTo } from '../finding/pointer.js';
import { type Finding, finding } from '../finding/rule.js';
import { bisectionOf } from '../measure/bisection-sum.js';
import { counts } from '../measure/counts.js';
import { cutOff } from '../measure/cut-off.js';
import { hostPairs } from '../measure/host-pairs.js';
import { mapValues } from '../std/record.js';
import { formatCount, formatGbps, formatNumber, formatRange } from '../std/units.js';
import { compareSets } from '../whatif/compare.js';

/** What became of a figure. */
interface Change {
  readonly what: string;
  readonly before: string;
  readonly after: string;
  /** Whether less is there than was designed. */
  readonly worse: boolean;
}

/**
 * One finding for each plane set of which a figure has changed.
 *
 * @param all two designs: paths, oversubscription and cost are compared, too
 */
export function consequenceFindings(design: Subject, found: Subject, all = false): Finding[] {
  const figures = all ? allFigures : quickFigures;
  return changesOf(figures(design), figures(found)).map(([scope, changes]) =>
    finding(
      asBuilt,
      'as-built-consequence',
      { scope, changes: changes.map(({ what, before, after }) => `${what} ${before} → ${after}`) },
      pointerTo('', 'planes', scope),
      { subject: scope, severity: changes.some(({ worse }) => worse) ? 'error' : 'warning' },
    ),
  );
}

/** By plane set of either: figures that are others. */
function changesOf(before: Figures, after: Figures): [string, Change[]][] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id): [string, Change[]][] => {
    const [mine, theirs] = [before.get(id) ?? {}, after.get(id) ?? {}];
    const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])];
    const changes = names.flatMap((what): Change[] => {
      const [was, is] = [mine[what], theirs[what]];
      if (was?.text === is?.text) return [];
      const worse = (is?.good ?? 0) < (was?.good ?? 0);
      return [{ what, before: was?.text ?? 'none', after: is?.text ?? 'none', worse }];
    });
    return changes.length > 0 ? [[id, changes]] : [];
  });
}

interface Figure {
  readonly text: string;
  /** The more, the better; 0 where neither is better. */
  readonly good: number;
}

/** By plane set, then by what they are called. */
type Figures = ReadonlyMap<string, Readonly<Record<string, Figure>>>;

const count = (number: number, good = 0): Figure => ({ text: formatCount(number), good });
const words = (text: string): Figure => ({ text, good: 0 });

const quickFigures = ({ fabric, healthy }: Subject): Figures =>
  new Map(
    fabric.planeSets.map(({ id, planes }) => {
      const { endpoints, hosts, switches, cables } = counts(fabric, planes);
      const { endpointsCutOff, hostsCutOff } = cutOff(healthy, planes);
      const { hostPairsCutOff } = hostPairs(healthy, planes);
      const { min, max } = bisectionOf(healthy, planes);
      const figures = {
        planes: count(planes.length),
        hosts: count(hosts),
        endpoints: count(endpoints),
        ...Object.fromEntries(
          Object.entries(switches)
            .filter(([tier]) => tier !== 'total')
            .map(([tier, number]) => [`${tier} switches`, count(number)]),
        ),
        'endpoint cables': count(cables.endpoint ?? 0),
        'switch cables': count(cables.switch ?? 0),
        'endpoints cut off': count(endpointsCutOff, -endpointsCutOff),
        'hosts cut off': count(hostsCutOff, -hostsCutOff),
        'host pairs cut off': count(hostPairsCutOff, -hostPairsCutOff),
        bisection: { text: formatRange(min, max, formatGbps), good: min },
      };
      return [id, figures];
    }),
  );

/** Those, and what `compare` measures beside them. */
function allFigures(subject: Subject): Figures {
  const quick = quickFigures(subject);
  const optional = (name: string, value: number | null | undefined, digits = 2) =>
    value === null || value === undefined ? {} : { [name]: words(formatNumber(value, digits)) };
  return new Map(
    compareSets(subject, '').map(({ planeSet, oversubscription, paths, cost, built }) => {
      const figures = {
        ...(quick.get(planeSet) ?? { 'described only': words(built ? 'no' : 'yes') }),
        ...mapValues(prefixed(oversubscription), words),
        ...optional('diameter', paths?.diameterHops),
        ...optional('average path', paths?.averageHops, 3),
        ...optional('shortest paths', paths?.shortestPaths?.min),
        ...optional('disjoint paths', paths?.disjointPaths),
        ...optional('cost', cost?.total),
        ...optional('power (W)', cost?.watts),
      };
      return [planeSet, figures];
    }),
  );
}

const prefixed = (by: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(by).map(([tier, ratio]) => [`oversubscription of the ${tier} tier`, ratio]),
  );
