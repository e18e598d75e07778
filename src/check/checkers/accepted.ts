import { readSelector } from '../../fabric/select.js';
import { pointerTo } from '../../finding/pointer.js';
import { type Finding, finding, rule } from '../../finding/rule.js';
import { didYouMean, nearest } from '../../std/suggest.js';
import { quoted } from '../../std/terminal.js';
import type { Checker, CheckResult } from '../checker.js';

const accepted = rule({
  id: 'accepted',
  summary: 'every entry of "accepted" accepts something that was found',
  explanation: `An entry of \`accepted\` names a code and a selector: findings with this code about a
part that the selector matches, or about what such a part contains, are shown as accepted and fail
nothing. A finding that counts several parts is accepted where all of them are; if only some are,
these leave the count. A plane set is accepted where all its planes are.

An entry that accepts nothing is an error: what it was written for has been mended, or it never meant
what it says, and a list of exceptions that nobody believes hides the next one.

To mend it: remove the entry, or correct its code or its selector.`,
  messages: {
    'accepted-code': ({ code, suggestion }: { code: string; suggestion: string | null }) =>
      `no finding has the code ${quoted(code)}${didYouMean(suggestion)}`,
    'accepted-nothing': (a: { code: string; at: string; elsewhere: string | null }) =>
      `nothing to accept: ${a.code} was not found at ${quoted(a.at)}${
        a.elsewhere === null ? '; remove this entry' : `, but at ${quoted(a.elsewhere)}`
      }`,
  },
});

/** The last check: it looks at what the others found. `codes` are all that there are. */
export const acceptedChecker = (codes: readonly string[]): Checker => ({
  rule: accepted,
  run({ topology, fabric }, sofar = []) {
    if (topology.accepted.length === 0) return { results: [], findings: [] };
    const used = new Set(sofar.map(({ acceptedBy }) => acceptedBy));
    const findings = topology.accepted.flatMap(({ code, at }, item): Finding[] => {
      if (used.has(item)) return [];
      const place = pointerTo('', 'accepted', item);
      if (!codes.includes(code)) {
        const args = { code, suggestion: nearest(code, codes) };
        return [finding(accepted, 'accepted-code', args, pointerTo(place, 'code'))];
      }
      // A selector that names nothing is a finding of its own.
      if ('problem' in readSelector(fabric, at, false)) return [];
      const elsewhere = sofar.find((found) => found.code === code && !found.accepted)?.subject;
      const args = { code, at, elsewhere: elsewhere ?? null };
      return [finding(accepted, 'accepted-nothing', args, pointerTo(place, 'at'))];
    });
    const result: CheckResult = {
      check: accepted.id,
      status: topology.accepted.every((_, item) => used.has(item)) ? 'pass' : 'fail',
      scope: 'fabric',
      measure: 'entriesUsed',
      claimed: topology.accepted.length,
      basis: 'rule',
      measured: topology.accepted.filter((_, item) => used.has(item)).length,
      unit: 'entries',
    };
    return { results: [result], findings };
  },
});
