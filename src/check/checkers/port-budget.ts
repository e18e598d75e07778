import { pointerTo } from '../../finding/pointer.js';
import { type Acceptance, type Finding, finding } from '../../finding/rule.js';
import { type PortProblem, portUse } from '../../measure/port-use.js';
import { portBudget, portSpeed } from '../../spec/port-rules.js';
import { groupBy } from '../../std/group.js';
import type { Checker, Subject } from '../checker.js';

/** No port used twice, no switch over its ports, the speeds of both ends agree. */
export const portBudgetChecker: Checker = {
  rule: portBudget,
  run(subject) {
    const { used, ports, cables, problems } = portUse(subject.fabric);
    const slow = problems.filter((p) => p.problem === 'speed');
    const slowCables = new Set(slow.flatMap((p) => p.cables));
    const status = (wrong: number) => (wrong > 0 ? ('fail' as const) : ('pass' as const));
    return {
      findings: findingsOf(subject, problems),
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

const codes = {
  'no-port': 'port-budget-no-port',
  twice: 'port-budget-twice',
  overloaded: 'port-budget-overloaded',
  speed: 'port-speed-cable',
} as const;

/** One finding a place, kind of problem and who accepts it, with its number and its first case. */
function findingsOf({ fabric, accepted }: Subject, problems: readonly PortProblem[]): Finding[] {
  const setOf = (port: string) => {
    const vertex = fabric.indexOfVertex.get(port.slice(0, port.lastIndexOf(':')))!;
    return vertex < fabric.endpointCount
      ? fabric.endpoints[vertex]!.planeSet
      : fabric.switches[vertex - fabric.endpointCount]!.planeSet;
  };
  const placeOf = ({ writtenAt, port }: PortProblem) =>
    writtenAt ?? pointerTo('', 'planes', setOf(port));
  return [...groupBy(problems, placeOf)].flatMap(([place, here]) =>
    [...groupBy(here, ({ problem }) => problem).values()].flatMap((alike) =>
      accepted
        .split(codes[alike[0]!.problem], alike, ({ port, cables }) => [port, ...cables])
        .map(({ by, found }) => told(found, place, by)),
    ),
  );
}

function told(found: readonly PortProblem[], place: string, accepted: Acceptance | null): Finding {
  const first = found[0]!;
  const { port, cables } = first;
  const count = found.length;
  const atPort = { subject: port, accepted };
  switch (first.problem) {
    case 'no-port': {
      const args = { count, first: port, ports: first.ports };
      return finding(portBudget, codes['no-port'], args, place, atPort);
    }
    case 'twice':
      return finding(portBudget, codes.twice, { count, first: port, cables }, place, atPort);
    case 'overloaded': {
      const args = { count, first: port, gbps: first.gbps, portGbps: first.portGbps };
      return finding(portBudget, codes.overloaded, args, place, atPort);
    }
    case 'speed': {
      const [cable = ''] = cables;
      const args = { count, cable, gbps: first.gbps, port, portGbps: first.portGbps };
      return finding(portSpeed, codes.speed, args, place, { subject: cable, accepted });
    }
  }
}
