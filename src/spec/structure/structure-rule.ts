import { rule } from '../../finding/rule.js';
import { didYouMean } from '../../std/suggest.js';
import { quoted } from '../../std/terminal.js';
import { formatCounted } from '../../std/units.js';

type Unknown = { name: string; suggestion: string | null; known: readonly string[] };

/** Keys and values, one by one, before anything is looked up. */
export const structure = rule({
  id: 'structure',
  summary: 'every key and value is one of the topology language',
  explanation: `Proves that the document has only keys of the topology language, with values of the
right type and range, no key twice, and in each exception one verb with what goes with it. An unknown
key is never ignored: a misspelt promise would otherwise hold for ever. The rest of the document is
judged all the same, as far as that says something about what was written.

To mend it: see docs/topology.md, or let an editor complete the file (put
\`"$schema": "…/schemas/topology.schema.json"\` first).`,
  messages: {
    'structure-duplicate-key': ({ key, line }: { key: string; line: number }) =>
      `the key ${quoted(key)} stands here a second time, first in line ${line}; keep one of them`,
    'structure-unknown-key': ({ name, suggestion, known }: Unknown) =>
      `unknown key ${quoted(name)}${
        suggestion === null && known.length > 0
          ? `; keys that can stand here: ${known.join(', ')}`
          : didYouMean(suggestion)
      }`,
    'structure-missing-key': ({ name, inside }: { name: string; inside: string }) =>
      `${inside} lacks the key ${quoted(name)}`,
    'structure-name': ({ name, problem }: { name: string; problem: string }) =>
      `${quoted(name)} cannot be used as a name: ${problem}`,
    'structure-value': (a: { what: string; problem: string; found: string }) =>
      `${a.what} must ${a.problem}, found ${a.found}`,
    'structure-exception-verb': ({ index, found }: { index: number; found: readonly string[] }) =>
      `item ${index} of "exceptions" must have one of missing, moved, extra, slower and off, found ${found.length === 0 ? 'none' : found.join(' and ')}`,
    'structure-goes-with': (a: { key: string; of: readonly string[]; verb: string }) =>
      `"${a.key}" goes with ${a.of.map((verb) => `"${verb}"`).join(' or ')}, not with "${a.verb}"`,
    'structure-not-with-kind': ({ key, kind }: { key: string; kind: string }) =>
      `${quoted(key)} does not go with "kind": ${quoted(kind)}; leave it out`,
    'structure-mixed-group': ({
      name,
      index,
      isText,
    }: {
      name: string;
      index: number;
      isText: boolean;
    }) =>
      `group ${quoted(name)} is a list either of selectors or of { "of", "every" }; item 0 is ${isText ? 'a selector' : 'an object'}, item ${index} is ${isText ? 'an object' : 'a selector'}`,
    'structure-more': ({ count }: { count: number | null }) =>
      count === null
        ? 'further findings are not shown; mend these first'
        : `${formatCounted(count, 'further finding')} ${count === 1 ? 'is' : 'are'} not shown; mend these first`,
  },
});
