import { asBuilt } from '../check/as-built-rule.js';
import type { Subject } from '../check/checker.js';
import { pointerTo } from '../finding/pointer.js';
import { type Finding, finding } from '../finding/rule.js';
import { bisectionOf } from '../measure/bisection-sum.js';
import { counts } from '../measure/counts.js';
import { cutOff } from '../measure/cut-off.js';
import { hostPairs } from '../measure/host-pairs.js';
import { formatCount, formatGbps, formatRange } from '../std/units.js';

/** What became of a figure. */
export interface Change {
  readonly what: string;
  readonly before: string;
  readonly after: string;
  /** Whether less is there than was designed. */
  readonly worse: boolean;
}

/** One finding for each plane set that a figure of has changed. */
export function consequenceFindings(design: Subject, found: Subject): Finding[] {
  return changesOf(design, found).map(([scope, changes]) =>
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
export function changesOf(design: Subject, found: Subject): [string, Change[]][] {
  const ids = [...design.fabric.planeSets, ...found.fabric.planeSets].map(({ id }) => id);
  return [...new Set(ids)].flatMap((id): [string, Change[]][] => {
    const [before, after] = [figuresOf(design, id), figuresOf(found, id)];
    const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    const changes = names.flatMap((what): Change[] => {
      const [was, is] = [before[what], after[what]];
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

function figuresOf({ fabric, healthy }: Subject, id: string): Readonly<Record<string, Figure>> {
  const set = fabric.planeSets.find((one) => one.id === id);
  if (!set) return {};
  const { planes } = set;
  const { endpoints, hosts, switches, cables } = counts(fabric, planes);
  const { endpointsCutOff, hostsCutOff } = cutOff(healthy, planes);
  const { hostPairsCutOff } = hostPairs(healthy, planes);
  const { min, max } = bisectionOf(healthy, planes);
  const count = (number: number, good = 0): Figure => ({ text: formatCount(number), good });
  return {
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
}
