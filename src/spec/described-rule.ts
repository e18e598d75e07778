import { rule } from '../finding/rule.js';
import { quoted } from '../std/terminal.js';

export const described = rule({
  id: 'described',
  summary: 'plane sets that are not built have the sizes that are promised, by closed formula',
  explanation: `A plane set that says \`"built": false\` is described only: its attachment and its family are
checked like those of any other, then it is sized by the closed formulas of the family and never
expanded. What \`expect\` promises of it is compared with these formulas: planes, hosts, endpoints,
ports, switches, cables, parallel cables, oversubscription and bisection, as far as there is a
formula. Nothing of it is in the graph, so nothing fails, and no selector finds a part of it. A Slim
Fly whose q is no power of a prime is a count of parts that no graph has: that it cannot be built is
said beside its figures.

To mend it: correct the number in \`expect\`, or build the set (leave \`built\` out) to have measured
what no formula gives.`,
  messages: {
    'described-no-family': ({ name }: { name: string }) =>
      `plane set "${name}" says "built": false, but has no family whose formulas would size it; state a family, or leave "built" out`,
    'described-listed': ({ key, name }: { key: string; name: string }) =>
      `"${key}" adds to what is built, and plane set "${name}" says "built": false; leave "${key}" out, or "built"`,
    'described-scenario': ({ scope }: { scope: string }) =>
      `${quoted(scope)} is described only ("built": false): nothing of it is built, so nothing of it fails; promise its sizes under "expect" of the file`,
    'described-differs': (a: {
      what: string;
      scope: string;
      others: number;
      figure: string;
      claimed: string;
    }) =>
      `${a.scope}${a.others > 0 ? ` and ${a.others} more` : ''}: ${a.what} is ${a.figure} by formula; expected ${a.claimed}`,
    'described-no-formula': ({ measure, scope }: { measure: string; scope: string }) =>
      `${scope} is described only, and there is no closed formula for ${quoted(measure)}: it was not compared; leave the promise out, or build the set`,
  },
});
