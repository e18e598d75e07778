import type { CompactFabric } from '../../fabric/compact.js';
import { keysOf } from '../../finding/pointer.js';
import { type Finding, finding, rule } from '../../finding/rule.js';
import { familyOf, shapes, switchCableCount } from '../../spec/families/shape.js';
import type { Topology } from '../../spec/topology.js';
import { quoted } from '../../std/terminal.js';
import type { Checker } from '../checker.js';

const planeExtra = rule({
  id: 'plane-extra',
  summary: 'cables that exceptions add fit the design: they join what its family joins',
  explanation: `Looks at every cable that \`exceptions\` add (\`extra\`) or put elsewhere (\`moved\`) in a
plane set with a family. It has to stay in one plane and to join tiers that the family joins:
endpoints and leaves, leaves and spines, spines and cores; in direct networks endpoints and routers,
and routers among themselves (not in a cube that is not joined). Anything else (a test loop between two leaves, a shortcut to a core) is
there on purpose or by mistake: the file has to say so.

To mend it: take the cable out, or accept it: an entry of \`accepted\` with this code and the cable.`,
  messages: {
    'plane-extra-cable': (a: {
      verb: string;
      cable: string;
      joins: readonly [string, string];
      allowed: readonly (readonly [string, string])[] | null;
    }) =>
      `${a.verb}: cable ${quoted(a.cable)} joins ${a.joins[0]} and ${a.joins[1]}; ${
        a.allowed === null
          ? 'no cable of the design leaves its plane'
          : `the design joins ${a.allowed.map(([low, high]) => `${low} and ${high}`).join(', ')}`
      }; correct or accept it`,
  },
});

export const planeExtraChecker: Checker = {
  rule: planeExtra,
  run({ fabric, topology, accepted }) {
    const findings: Finding[] = [];
    let [looked, strange] = [0, 0];
    for (const [cable, place] of fabric.writtenAt) {
      const [list, item] = keysOf(place);
      if (list !== 'exceptions') continue;
      const set = fabric.planeSets[fabric.planes[fabric.cablePlane[cable]!]!.planeSet]!;
      const allowed = tiersJoined(topology, set.id);
      if (!allowed) continue;
      looked++;
      const wrong = misfit(fabric, cable, allowed);
      if (!wrong) continue;
      strange++;
      const id = fabric.cableId(cable);
      const verb = 'moved' in topology.exceptions[Number(item)]! ? 'moved' : 'extra';
      const by = accepted.by('plane-extra-cable', [id, ...id.split('--')]);
      const more = { subject: id, accepted: by };
      findings.push(
        finding(planeExtra, 'plane-extra-cable', { verb, cable: id, ...wrong }, place, more),
      );
    }
    if (looked === 0) return { results: [], findings: [] };
    const result = {
      check: planeExtra.id,
      status: strange > 0 ? ('fail' as const) : ('pass' as const),
      scope: 'fabric',
      measure: 'cablesThatFit',
      claimed: looked,
      basis: 'rule' as const,
      measured: looked - strange,
      unit: 'cables',
    };
    return { results: [result], findings };
  },
};

type TierPair = readonly [low: string, high: string];

/** The tiers that the family of a plane set joins; null: it has none. */
function tiersJoined({ planes }: Topology, name: string): readonly TierPair[] | null {
  const set = planes[name]!;
  const family = familyOf(set);
  if (!family) return null;
  const tiers = shapes[family].tiers(set).map((tier) => tier.name);
  const above = ['endpoint', ...tiers].slice(0, -1).map((low, i): TierPair => [low, tiers[i]!]);
  const routersJoined = tiers.includes('router') && switchCableCount(set) > 0;
  return routersJoined ? [...above, ['router', 'router']] : above;
}

/** What a cable joins that it should not: two planes, or two tiers. */
function misfit(
  fabric: CompactFabric,
  cable: number,
  allowed: readonly TierPair[],
): { joins: TierPair; allowed: readonly TierPair[] | null } | null {
  const [a, b] = [fabric.lower[cable]!, fabric.upper[cable]!];
  const [p, q] = [planeAt(fabric, cable, a), planeAt(fabric, cable, b)];
  if (p >= 0 && q >= 0 && p !== q) {
    return { joins: [fabric.planes[p]!.id, fabric.planes[q]!.id], allowed: null };
  }
  const [low, high] = [fabric.tierNames[fabric.tierOf[a]!]!, fabric.tierNames[fabric.tierOf[b]!]!];
  return allowed.some(([x, y]) => x === low && y === high) ? null : { joins: [low, high], allowed };
}

/** The plane of a switch, or that of the NIC port at this end; −1: none. */
const planeAt = (fabric: CompactFabric, cable: number, vertex: number): number =>
  vertex >= fabric.endpointCount ? fabric.planeOfSwitch[vertex]! : fabric.attachedPlane[cable]!;
