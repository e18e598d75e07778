import { rule } from '../../finding/rule.js';
import type { SeparationCertificate } from '../../flow/certify/separation.js';
import { certifiedSeparation } from '../../flow/separation/certified-separation.js';
import { connectivity } from '../../measure/connectivity.js';
import { formatCounted } from '../../std/units.js';
import type { Checker, CheckResult, Subject } from '../checker.js';
import { connectivityMeasures, lostBy } from '../connectivity-measures.js';
import { judge, type Mismatch, mismatchWords } from '../judge.js';
import { type Scope, scopesOf } from '../scope.js';

const separationRule = rule({
  id: 'separation',
  summary:
    'no two hosts are separated by fewer lost cables or switches than promised, proved by paths',
  explanation: `\`cableConnectivity\` is the fewest cables, \`switchConnectivity\` the fewest switches whose loss leaves
no way between some two hosts of the scope, through any plane of it and any of their NICs in it; of a scope
\`A--B\` the fewest whose loss leaves none from any part of A to any of B. Only cables in use count, parallel ones
one by one and at any speed. Hosts pass nothing on (endpoints of a BCube do, inside their plane), and neither
they nor A and B are lost: where a cable joins the two without a switch, there is no such number of switches.

It is exact: a minimum cut in each plane, and the sum of these. The set that is named is verified by code that
shares nothing with the search to leave no way, and so are as many paths that have no cable (no switch)
in common, so that fewer losses do not. Of all pairs of hosts one of each kind is looked at: those whose cables
lead to the same switches change places without anybody noticing.

To mend it: give the hosts that are named ports on more switches, or these more cables up; or promise what
there is.`,
  messages: { 'separation-differs': (args: Mismatch) => mismatchWords(args) },
});

type Name = keyof typeof connectivityMeasures;

/** Measures: cableConnectivity, switchConnectivity. */
export const separationChecker: Checker = {
  rule: separationRule,
  run(subject) {
    const names = Object.keys(connectivityMeasures) as Name[];
    const outcomes = names.map((name) => {
      const where = (scope: Scope) => worstOf(subject, scope, name)?.pair;
      const { results, findings } = judge(
        separationRule,
        'separation-differs',
        subject,
        [name],
        where,
      );
      return { results: results.map((result) => withProof(subject, result, name)), findings };
    });
    const results = outcomes.flatMap((outcome) => outcome.results);
    return {
      results,
      findings: outcomes.flatMap(({ findings }) => findings),
      certificates: results.flatMap(({ certificate }) => certificate ?? []),
    };
  },
};

/** The two hosts of a scope that are separated most easily; undefined if two ends are looked at. */
function worstOf({ fabric, healthy }: Subject, scope: Scope, name: Name) {
  if (scope.between) return undefined;
  const worst = connectivity(healthy, scope.planes, scope.among ?? null, lostBy[name]);
  if (!worst) return undefined;
  const [a, b] = worst.hosts.map((host) => `host:${fabric.hostIds[host]}`);
  return { ends: worst.ends, pair: `${a}--${b}` };
}

function withProof(subject: Subject, result: CheckResult, name: Name): CheckResult {
  const { fabric, healthy, certifyAll = false } = subject;
  const scope = scopesOf(fabric, result.scope).find(({ id }) => id === result.scope);
  if (!scope || typeof result.measured !== 'number') return result;
  // What only a formula says is compared; its paths are found where somebody asks for them.
  if (result.basis === 'formula' && !certifyAll) return result;
  const worst = worstOf(subject, scope, name);
  const ends = scope.between ?? worst?.ends;
  if (!ends) return result;
  const named = worst?.pair ?? scope.id;
  const certificate = certifiedSeparation(
    fabric,
    healthy.capacity,
    scope.planes,
    ends,
    lostBy[name],
    named,
  );
  return certificate ? { ...result, note: noteOf(certificate), certificate } : result;
}

const mostNamed = 3;

/** "separated by 2 switches: compute/p0/leaf0, compute/p1/leaf0; certified by as many paths between the two". */
function noteOf({ set, unit }: SeparationCertificate): string {
  if (set.length === 0) return 'exact; nothing joins them';
  const noun = unit === 'cables' ? 'cable' : 'switch';
  const named = set.slice(0, mostNamed).map((id) => `${noun}:${id}`);
  const more = set.length > mostNamed ? ` and ${set.length - mostNamed} more` : '';
  return `exact; separated by ${formatCounted(set.length, noun)}: ${named.join(', ')}${more}; certified by as many paths between the two`;
}
