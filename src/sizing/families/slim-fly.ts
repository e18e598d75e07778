import { mostQ } from '../../spec/families/limits.js';
import { slimFlyDegree } from '../../spec/families/slim-fly.js';
import { primePower } from '../../std/prime-power.js';
import { splitOf } from '../../std/ratio.js';
import type { Draft, Generator } from '../generator.js';
import { directWiringsOf, type Wiring } from '../wirings.js';
import { floorOf, type Question, type Ratio, ratiosUpTo } from '../wish.js';

/**
 * Slim Fly: for each wiring and load the smallest q whose routers have room for all hosts. It is
 * balanced with ⌈k′ ÷ 2⌉ endpoint ports on the k′ ports to other routers (Besta and Hoefler, 2014);
 * an oversubscription of r:1 allows r times as many.
 */
export const slimFly: Generator = {
  drafts: (question) =>
    directWiringsOf(question).flatMap((wiring) =>
      ratiosUpTo(question.oversubscription).flatMap((ratio) => draft(question, wiring, ratio)),
    ),
  most: (question) =>
    Math.max(
      0,
      ...directWiringsOf(question).flatMap((wiring) =>
        orders(question).map(
          (q) => slots(question, wiring, question.oversubscription, q) * question.nicsPerHost,
        ),
      ),
    ),
};

function draft(question: Question, wiring: Wiring, ratio: Ratio): Draft[] {
  const q = orders(question).find((n) => slots(question, wiring, ratio, n) >= question.hosts);
  if (q === undefined) return [];
  const hostsPerUnit = Math.ceil(question.hosts / (2 * q ** 2));
  const p = hostsPerUnit * wiring.attachment.hostPortsPerLeaf;
  return [
    {
      planeSet: {
        attach: { ...wiring.attach, hostsPerUnit },
        slimFly: { model: question.switchModel.name, q, p },
      },
      wiring,
      ratio,
      words: `Slim Fly of q = ${q}`,
      name: `slim-fly-q${q}`,
      tiers: 1,
      // MMS graphs have diameter two (McKay, Miller and Širáň, 1998).
      hops: 4,
      growsTo: slots(question, wiring, ratio, q) * question.nicsPerHost,
      load: { ports: p, balanced: balanced(question, q) },
    },
  ];
}

/** Prime powers whose routers have a port left for endpoints, ascending. */
function orders({ switchModel }: Question): number[] {
  const found: number[] = [];
  for (let q = 3; q <= mostQ && slimFlyDegree(q) < switchModel.ports; q++) {
    if (primePower(q)) found.push(q);
  }
  return found;
}

/** Endpoint ports of a balanced router, in sub-ports of the speed of the NICs. */
const balanced = ({ switchModel, nic }: Question, q: number): number =>
  Math.ceil(slimFlyDegree(q) / 2) * splitOf(switchModel.portGbps, nic.portGbps);

/** Hosts for which the routers of every plane have room. */
function slots(question: Question, { attachment }: Wiring, { down, up }: Ratio, q: number): number {
  const { switchModel, nic } = question;
  const free = switchModel.ports - slimFlyDegree(q);
  const p = Math.min(
    free * splitOf(switchModel.portGbps, nic.portGbps),
    floorOf((balanced(question, q) * down) / up),
  );
  return 2 * q ** 2 * Math.floor(p / attachment.hostPortsPerLeaf);
}
