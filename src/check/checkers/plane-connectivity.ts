import { pointerTo } from '../../finding/pointer.js';
import { type Acceptance, type Finding, finding, rule } from '../../finding/rule.js';
import { apartFromMain, endpointsApart } from '../../measure/apart.js';
import { FabricState } from '../../measure/state.js';
import { present } from '../../std/assert.js';
import { groupBy } from '../../std/group.js';
import { formatCount } from '../../std/units.js';
import type { Checker, CheckResult, Subject } from '../checker.js';
import { judge, type Mismatch, mismatchWords } from '../judge.js';

const planeConnectivity = rule({
  id: 'plane-connectivity',
  summary: 'within a plane every endpoint reaches every other',
  explanation: `Finds the parts into which each plane falls on the expanded fabric: two endpoints are
in one part if a path of cables and switches joins them (endpoints pass nothing on, except those of a
cube that is not joined). A plane whose
attached endpoints are not all in its main part is reported with its smallest part as a witness. A
plane with a single endpoint is connected. \`endpointsCutOff\`, \`hostsCutOff\` and the like under
\`expect\` are checked here too.

What \`exceptions\` say is off is out of use here, too. NICs that are meant to be apart are accepted,
one by one or by host, unit or rail: they leave the count.

To mend it: give the plane a spine, or look for the cables that the witness lacks.`,
  messages: {
    'plane-connectivity-apart': (a: {
      plane: string;
      others: number;
      cutOff: number;
      endpoints: number;
      part: readonly string[];
      size: number;
    }) =>
      `${a.plane}${a.others > 0 ? ` and ${a.others} more` : ''}: no path of switches joins ${formatCount(a.cutOff)} of ${formatCount(a.endpoints)} endpoints to the main part; smallest part: ${a.part.join(', ')}${a.size > a.part.length ? ` … (${formatCount(a.size)} in all)` : ''}`,
    'plane-connectivity-differs': (args: Mismatch) => mismatchWords(args),
  },
});

/** Every plane is in one piece; measures of what is cut off without any fault. */
export const planeConnectivityChecker: Checker = {
  rule: planeConnectivity,
  run(subject) {
    const { fabric, healthy } = subject;
    const results: CheckResult[] = [];
    const findings: Finding[] = [];
    for (const set of fabric.planeSets) {
      const apart = set.planes.map((p) => ({ p, endpoints: endpointsApart(healthy, p) }));
      for (const { p, endpoints } of apart) {
        const { id, endpoints: all } = fabric.planes[p]!;
        results.push({
          check: planeConnectivity.id,
          status: endpoints.length > 0 ? 'fail' : 'pass',
          scope: id,
          measure: 'endpointsReached',
          claimed: all.length,
          basis: 'rule',
          measured: all.length - endpoints.length,
          unit: 'endpoints',
        });
      }
      const broken = apart.filter(({ endpoints }) => endpoints.length > 0);
      findings.push(...findingsOf(subject, set.id, broken));
    }
    const stated = judge(planeConnectivity, 'plane-connectivity-differs', subject, [
      'endpointsCutOff',
      'endpointsCutOffPerHost',
      'hostsCutOff',
      'hostPairsCutOff',
    ]);
    return {
      results: [...results, ...stated.results],
      findings: [...findings, ...stated.findings],
    };
  },
};

/** A plane (index) and some of its endpoints that are apart from its main part. */
interface PlaneApart {
  readonly p: number;
  readonly endpoints: readonly number[];
}

/** One finding for what nobody accepts, and one for each entry that accepts planes or endpoints. */
function findingsOf(subject: Subject, set: string, broken: readonly PlaneApart[]): Finding[] {
  const { fabric, healthy, accepted } = subject;
  const code = 'plane-connectivity-apart';
  const told = (planes: readonly PlaneApart[], by: Acceptance | null): Finding[] => {
    const [first, ...others] = planes;
    if (!first) return [];
    const apart = present(apartFromMain(healthy, first.p, first.endpoints), 'what is apart');
    const args = { ...apart, others: others.length };
    const more = { subject: apart.plane, accepted: by };
    const place = outageOf(subject, first.p) ?? pointerTo('', 'planes', set);
    return [finding(planeConnectivity, code, args, place, more)];
  };
  if (!accepted.knows(code)) return told(broken, null);
  const each = broken.flatMap(({ p, endpoints }) => endpoints.map((e) => ({ p, e })));
  const idsOf = ({ p, e }: { p: number; e: number }) => [
    fabric.planes[p]!.id,
    fabric.vertexIds[e]!,
  ];
  return accepted.split(code, each, idsOf).flatMap(({ by, found }) => {
    const planes = groupBy(found, ({ p }) => String(p)).values();
    return told(
      [...planes].map((same) => ({ p: same[0]!.p, endpoints: same.map(({ e }) => e) })),
      by,
    );
  });
}

/** Where the file says what is off, if a plane is in one piece but for that. */
function outageOf({ fabric, off }: Subject, p: number): string | null {
  const inPlane = off.find(({ parts }) =>
    parts.some(({ cables }) => [...cables].some((c) => fabric.cablePlane[c] === p)),
  );
  if (!inPlane || endpointsApart(new FabricState(fabric, fabric.gbps), p).length > 0) return null;
  return pointerTo('', 'exceptions', inPlane.item, 'off');
}
