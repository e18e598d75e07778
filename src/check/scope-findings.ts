import { pointerTo } from '../finding/pointer.js';
import { type Finding, finding } from '../finding/rule.js';
import { reference } from '../spec/promises/reference-rule.js';
import type { Topology } from '../spec/topology.js';
import type { Subject } from './checker.js';
import { describedReason, describedScopes } from './described-scopes.js';
import { readScopes } from './scope.js';

/** So many keys have the nearest id looked for: each costs a look at all ids. */
const mostOffers = 20;

/** Keys of `expect`, of the topology and of scenarios, whose selectors name nothing. */
export function scopeFindings({
  fabric,
  topology,
}: Pick<Subject, 'fabric' | 'topology'>): Finding[] {
  const places: [string, Readonly<Record<string, unknown>>][] = [['/expect', topology.expect]];
  for (const [name, { expect }] of Object.entries(topology.scenarios)) {
    places.push([pointerTo('/scenarios', name, 'expect'), expect]);
  }
  const findings: Finding[] = [];
  for (const [at, expect] of places) {
    for (const text of Object.keys(expect)) {
      const problem = readScopes(fabric, text, findings.length < mostOffers);
      if (typeof problem !== 'string' || describedScopes(topology, text).length > 0) continue;
      const place = { pointer: pointerTo(at, text), part: 'key' } as const;
      const args = { text, problem: reasonOf(topology, text) ?? problem };
      findings.push(finding(reference, 'reference-selector', args, place));
    }
  }
  return findings;
}

/** A selector of what is described only names nothing for that reason. */
function reasonOf(topology: Topology, text: string): string | null {
  const reasons = text.split('--').map((end) => describedReason(topology, end));
  return reasons.find((reason) => reason !== null) ?? null;
}
