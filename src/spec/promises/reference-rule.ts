import { rule } from '../../finding/rule.js';
import { didYouMean } from '../../std/suggest.js';
import { quoted } from '../../std/terminal.js';

type Name = { name: string; suggestion: string | null };

export const reference = rule({
  id: 'reference',
  summary: 'every name that is used is declared, and every promise can be kept',
  explanation: `Proves that models, NIC groups, plane sets, planes, tiers, kinds of cables and
groups that the file refers to exist, and that every NIC group is attached once. Of what \`expect\`
promises: selectors in scopes match something, the two sides of \`A--B\` have no part in common, a
scope has the measure that is named, counts are whole, nothing is negative, and two promises about the
same thing do not exclude each other.

To mend it: correct the name or the number, or declare what it refers to.`,
  messages: {
    'reference-switch-model': ({ name, suggestion }: Name) =>
      `no switch model ${quoted(name)} in switchModels${didYouMean(suggestion)}`,
    'reference-nic-model': ({ name, suggestion }: Name) =>
      `no NIC model ${quoted(name)} in nicModels${didYouMean(suggestion)}`,
    'reference-nic-group': ({ name, suggestion }: Name) =>
      `no NIC group ${quoted(name)} in hosts${didYouMean(suggestion)}`,
    'reference-attached-twice': ({ name, other }: { name: string; other: string }) =>
      `NIC group ${quoted(name)} is attached twice; plane set "${other}" has it already`,
    'reference-scope': ({ name, problem, suggestion }: Name & { problem: string | null }) =>
      `no plane set or plane matches ${quoted(name)}${problem === null ? didYouMean(suggestion) : `: ${problem}`}`,
    'reference-selector': ({ text, problem }: { text: string; problem: string }) =>
      `${quoted(text)}: ${problem}`,
    'reference-measure': (a: { measure: string; scope: string; why: string }) =>
      `${quoted(a.scope)} has no ${quoted(a.measure)}: ${a.why}`,
    'reference-tier': (a: Name & { measure: string; scope: string; known: string }) =>
      `"${a.measure}" of ${quoted(a.scope)} has no ${quoted(a.name)}; it has ${a.known}${didYouMean(a.suggestion)}`,
    'reference-number': ({ measure, number }: { measure: string; number: number }) =>
      number < 0
        ? `"${measure}" is never negative, found ${number}; state a number of at least 0`
        : `"${measure}" is a count, and ${number} is not whole`,
    'reference-range': ({ min, max }: { min: number; max: number }) =>
      `no number is at least ${min} and at most ${max}`,
    'reference-contradiction': (a: {
      measure: string;
      scope: string;
      by: string;
      promised: string;
      otherBy: string;
      otherPromised: string;
    }) =>
      `"${a.measure}" of ${a.scope}: ${quoted(a.by)} promises ${a.promised}, but ${quoted(a.otherBy)} promises ${a.otherPromised}; both cannot hold`,
  },
});
