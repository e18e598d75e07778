import { costOf } from '../../cost/cost.js';
import type { Missing } from '../../cost/price.js';
import { missingWords } from '../../cost/words.js';
import { finding, rule } from '../../finding/rule.js';
import { formatCounted } from '../../std/units.js';
import type { Checker, CheckOutcome, CheckResult, Subject } from '../checker.js';
import { judge, type Mismatch, mismatchWords } from '../judge.js';
import { measures, unknownCost } from '../measures.js';
import { promises } from '../promise.js';

const costRule = rule({
  id: 'cost',
  summary: 'all parts of the fabric together cost what is promised',
  explanation: `Counts what has to be bought for the fabric as it stands (switches and NICs by model, cables
by their kind, a transceiver in each end of a cable whose kind has one) and multiplies by \`prices\`,
those of the file or of the command line (\`--prices FILE\`). Parts that are \`off\` are there and count.
Faults change nothing. Plane sets that are described only (\`"built": false\`) count too, by the closed
formulas of their family, unless they could not be built. A promise holds only if every part has a
price: 0 is one, and a NIC that comes with its host has that.

To mend it: name the prices that are missing, correct the number in \`expect\`, or choose other parts;
\`planewright export FILE --to bom\` shows what costs how much.`,
  messages: {
    'cost-differs': (args: Mismatch) => mismatchWords(args),
    'cost-no-prices': (_: { missing: readonly Missing[] }) =>
      'a cost is promised, but there are no prices; add "prices", or call with --prices FILE',
    'cost-price-missing': ({ missing }: { missing: readonly Missing[] }) =>
      `a cost is promised, but ${formatCounted(missing.length, 'part')} ${
        missing.length === 1 ? 'has' : 'have'
      } no price: ${missingWords(missing)}; add what one costs to "prices" (0 if nothing)`,
  },
});

/** Measure: cost. */
export const costChecker: Checker = {
  rule: costRule,
  run(subject) {
    const cost = costOf(subject.topology, subject.fabric);
    if (!cost) return unpriced(subject, []);
    if (cost.missing.length > 0) return unpriced(subject, cost.missing);
    const judged = judge(costRule, 'cost-differs', subject, ['cost']);
    const { currency } = cost;
    if (currency === null) return judged;
    return { ...judged, results: judged.results.map((result) => ({ ...result, unit: currency })) };
  },
};

/** Promises that cannot be judged, because parts have no price or there are no prices at all. */
function unpriced(subject: Subject, missing: readonly Missing[]): CheckOutcome {
  const isEmpty = missing.length === 0;
  const all = promises(subject, 'cost');
  const results = all.map(
    ({ claimed, basis }): CheckResult => ({
      check: costRule.id,
      status: 'skip',
      scope: 'fabric',
      measure: 'cost',
      claimed,
      basis,
      measured: null,
      unit: measures.cost.unit,
      note: `${unknownCost}: ${isEmpty ? 'no prices' : `no price of ${missingWords(missing)}`}`,
    }),
  );
  const code = isEmpty ? 'cost-no-prices' : 'cost-price-missing';
  const more = { subject: 'fabric', accepted: subject.accepted.by(code, ['fabric']) };
  const findings = all.map(({ pointer }) => finding(costRule, code, { missing }, pointer, more));
  return { results, findings };
}
