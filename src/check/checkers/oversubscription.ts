import { rule } from '../../finding/rule.js';
import { oversubscription } from '../../measure/oversubscription.js';
import type { Checker } from '../checker.js';
import { judge, type Mismatch, mismatchWords } from '../judge.js';

const oversubscribed = rule({
  id: 'oversubscription',
  summary: 'the worst switch of each tier has the promised capacity down to up',
  explanation: `For every switch, on the expanded fabric: capacity of its cables to endpoints and
lower tiers, to that of its cables to the tier above; ports reserved for a tier outside the file
count as up, or what \`cables\` and \`extra\` exceptions add to higher tiers if that is more. Cables
within a tier count for neither, those that are \`off\` like the others. The figure of a tier is that
of its worst switch, written "down:up", so 1:1 is non-blocking and 15:1 has a fifteenth of the
capacity up. Attached cables count, not ports that are kept free.

To mend it: change \`up\`, \`upGbps\` or the hosts of a unit; or promise the ratio that there is.`,
  messages: { 'oversubscription-differs': (args: Mismatch) => mismatchWords(args) },
});

/** Measure: oversubscription. */
export const oversubscriptionChecker: Checker = {
  rule: oversubscribed,
  run: (subject) =>
    judge(
      oversubscribed,
      'oversubscription-differs',
      subject,
      ['oversubscription'],
      ({ planes }, tier) => oversubscription(subject.fabric, planes)[tier]?.switch,
    ),
};
