import { pointerTo } from '../../finding/pointer.js';
import { finding, rule } from '../../finding/rule.js';
import { isolationWitness } from '../../measure/isolation.js';
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
  run({ fabric }) {
    const witness = isolationWitness(fabric);
    const result = {
      check: planeIsolation.id,
      status: witness ? ('fail' as const) : ('pass' as const),
      scope: 'fabric',
      measure: 'planesJoined',
      claimed: 0,
      basis: 'rule' as const,
      measured: witness ? 2 : 0,
      unit: 'planes',
      note: witness
        ? `witness: ${witness.cables.join(', ')}`
        : `searched ${fabric.planes.length} planes from every NIC port`,
    };
    if (!witness) return { results: [result], findings: [] };
    const place = pointerTo('', 'planes', witness.planes[0].split('/')[0]!);
    const { planes, vertices, cables } = witness;
    const subject = cables[Math.floor(cables.length / 2)]!;
    return {
      results: [result],
      findings: [
        finding(planeIsolation, 'plane-isolation-broken', { planes, vertices }, place, { subject }),
      ],
    };
  },
};
