import type { CompactFabric } from '../../fabric/compact.js';
import { pointerTo } from '../../finding/pointer.js';
import { type Acceptance, type Finding, finding, rule } from '../../finding/rule.js';
import { type IsolationWitness, isolationWitness } from '../../measure/isolation.js';
import type { Checker } from '../checker.js';

const planeIsolation = rule({
  id: 'plane-isolation',
  summary: 'no switch path joins two ports that the attachment rule puts in different planes',
  explanation: `Searches the switches of the expanded fabric from all NIC ports at once. If any path
joins ports of two different planes, the shortest one is shown as a witness. The labels of switches
are not trusted: only cables, and the plane that the attachment rule gives each NIC port, count.
Isolation is always checked; it keeps congestion and failures of one plane out of the others.

To mend it: look for the cable of the witness that joins the two planes.`,
  messages: {
    'plane-isolation-broken': ({
      planes,
      vertices,
    }: {
      planes: readonly [string, string];
      vertices: readonly string[];
    }) => `${planes[0]} and ${planes[1]} are joined: ${vertices.join(' – ')}`,
  },
});

export const planeIsolationChecker: Checker = {
  rule: planeIsolation,
  run({ fabric, accepted }) {
    const findings: Finding[] = [];
    const known = new Set<string>();
    const first = isolationWitness(fabric);
    // Beside a cable that is accepted there may be others that join planes.
    for (let witness = first; witness; witness = isolationWitness(fabric, known)) {
      const by = accepted.by('plane-isolation-broken', [witness.joint]);
      findings.push(told(fabric, witness, by));
      if (!by) break;
      known.add(witness.joint);
    }
    const result = {
      check: planeIsolation.id,
      status: first ? ('fail' as const) : ('pass' as const),
      scope: 'fabric',
      measure: 'planesJoined',
      claimed: 0,
      basis: 'rule' as const,
      measured: first ? 2 : 0,
      unit: 'planes',
      note: first
        ? `witness: ${first.cables.join(', ')}`
        : `searched ${fabric.planes.length} planes from every NIC port`,
    };
    return { results: [result], findings };
  },
};

/** Where the file has the cable that joins the planes, or the first of the plane sets. */
function told(
  fabric: CompactFabric,
  { planes, vertices, joint }: IsolationWitness,
  accepted: Acceptance | null,
): Finding {
  const set = pointerTo('', 'planes', planes[0].split('/')[0]!);
  const place = fabric.writtenAt.get(fabric.cableIds.indexOf(joint)) ?? set;
  const more = { subject: joint, accepted };
  return finding(planeIsolation, 'plane-isolation-broken', { planes, vertices }, place, more);
}
