import { rule } from '../../finding/rule.js';
import type { Checker } from '../checker.js';
import { judge, type Mismatch, mismatchWords } from '../judge.js';

const endpointCount = rule({
  id: 'endpoint-count',
  summary: 'planes, hosts, endpoints and NIC ports are as many as promised',
  explanation: `Counts, on the expanded fabric, the planes of a scope, the hosts and NICs (endpoints)
with a port in it, and the NIC ports that \`attach\` or \`cables\` put in it; of a selector the NICs
that it matches, their hosts and all their ports. Compares them with \`expect\` and with the closed
formulas of the family.

To mend it: correct the number in \`expect\`, or the hosts and the attachment rule that give it.`,
  messages: { 'endpoint-count-differs': (args: Mismatch) => mismatchWords(args) },
});

/** Measures: planes, hosts, endpoints, ports. */
export const endpointCountChecker: Checker = {
  rule: endpointCount,
  run: (subject) =>
    judge(endpointCount, 'endpoint-count-differs', subject, [
      'planes',
      'hosts',
      'endpoints',
      'ports',
    ]),
};
