import { pointerTo } from '../finding/pointer.js';
import { type Finding, finding } from '../finding/rule.js';
import { reference } from '../spec/promises/reference-rule.js';
import type { Subject } from './checker.js';
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
      if (typeof problem !== 'string') continue;
      const place = { pointer: pointerTo(at, text), part: 'key' } as const;
      findings.push(finding(reference, 'reference-selector', { text, problem }, place));
    }
  }
  return findings;
}
