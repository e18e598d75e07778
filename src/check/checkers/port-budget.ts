import { pointerTo } from '../../finding/pointer.js';
import { type Finding, finding } from '../../finding/rule.js';
import { type PortProblem, portUse } from '../../measure/port-use.js';
import { portBudget, portSpeed } from '../../spec/rules.js';
import type { Checker, Subject } from '../checker.js';

/** No port used twice, no switch over its ports, the speeds of both ends agree. */
export const portBudgetChecker: Checker = {
  rule: portBudget,
  run(subject) {
    const { used, ports, cables, problems } = portUse(subject.fabric);
    const findings = [...bySet(subject, problems)].flatMap(([set, found]) =>
      aggregate(found, pointerTo('', 'planes', set)),
    );
    const slow = problems.filter((p) => p.problem === 'speed');
    const slowCables = new Set(slow.map(({ cable }) => cable));
    const status = (wrong: number) => (wrong > 0 ? ('fail' as const) : ('pass' as const));
    return {
      findings,
      results: [
        {
          check: portBudget.id,
          status: status(problems.length - slow.length),
          scope: 'fabric',
          measure: 'portsUsed',
          claimed: { max: ports },
          basis: 'rule',
          measured: used,
          unit: 'switch ports',
        },
        {
          check: portSpeed.id,
          status: status(slow.length),
          scope: 'fabric',
          measure: 'cablesAtPortSpeed',
          claimed: cables,
          basis: 'rule',
          measured: cables - slowCables.size,
          unit: 'cables',
        },
      ],
    };
  },
};

function bySet({ fabric }: Subject, problems: readonly PortProblem[]): Map<string, PortProblem[]> {
  const sets = new Map<string, PortProblem[]>();
  for (const problem of problems) {
    const vertex = fabric.indexOfVertex.get(problem.port.slice(0, problem.port.lastIndexOf(':')))!;
    const { planeSet } =
      vertex < fabric.endpointCount
        ? fabric.endpoints[vertex]!
        : fabric.switches[vertex - fabric.endpointCount]!;
    sets.set(planeSet, [...(sets.get(planeSet) ?? []), problem]);
  }
  return sets;
}

/** One finding a kind of problem, with its number and its first case. */
function aggregate(problems: readonly PortProblem[], place: string): Finding[] {
  const of = <K extends PortProblem['problem']>(kind: K) =>
    problems.filter((p): p is Extract<PortProblem, { problem: K }> => p.problem === kind);
  const findings: Finding[] = [];
  const [noPort, twice, overloaded, speed] = [
    of('no-port'),
    of('twice'),
    of('overloaded'),
    of('speed'),
  ];
  if (noPort[0]) {
    const { port: first, ports } = noPort[0];
    const args = { count: noPort.length, first, ports };
    findings.push(finding(portBudget, 'port-budget-no-port', args, place, { subject: first }));
  }
  if (twice[0]) {
    const { port: first, cables } = twice[0];
    const args = { count: twice.length, first, cables };
    findings.push(finding(portBudget, 'port-budget-twice', args, place, { subject: first }));
  }
  if (overloaded[0]) {
    const { port: first, gbps, portGbps } = overloaded[0];
    const args = { count: overloaded.length, first, gbps, portGbps };
    findings.push(finding(portBudget, 'port-budget-overloaded', args, place, { subject: first }));
  }
  if (speed[0]) {
    const { port, cable, gbps, portGbps } = speed[0];
    const args = { count: speed.length, cable, gbps, port, portGbps };
    findings.push(finding(portSpeed, 'port-speed-cable', args, place, { subject: cable }));
  }
  return findings;
}
