import { mostN } from '../../spec/families/limits.js';
import { splitOf } from '../../std/ratio.js';
import type { Draft, Generator } from '../generator.js';
import { directWiringsOf, type Wiring } from '../wirings.js';
import type { Question, Ratio } from '../wish.js';

/** A cube whose NICs have a port for each of its levels; joined it is a ZCube, else a BCube. */
interface Kind {
  readonly levels: number;
  readonly joined: boolean;
}

/**
 * Cubes: for each wiring and kind the smallest n that has room for all hosts. A BCube has nothing
 * above its routers, for its endpoints pass traffic on; a ZCube has as many ports of each router to
 * others as to endpoints. Neither is denser or thinner: all of them count as 1:1.
 */
export const cube: Generator = {
  drafts: (question) =>
    wiringsFor(question).flatMap((wiring) =>
      kindsFor(question).flatMap((kind) => draft(question, wiring, kind)),
    ),
  most: (question) =>
    Math.max(
      0,
      ...wiringsFor(question).flatMap((wiring) =>
        kindsFor(question).map(
          (kind) => slots(wiring, kind, largestN(question, kind)) * question.nicsPerHost,
        ),
      ),
    ),
};

/** The ports of a NIC stay in one plane: they are what joins its levels. */
const wiringsFor = (question: Question): Wiring[] =>
  directWiringsOf(question).filter(({ attachment }) => !attachment.planePerPort);

function kindsFor({ nic }: Question): Kind[] {
  if (nic.ports < 2) return [];
  const joined = nic.ports === 2 ? [{ levels: 2, joined: true }] : [];
  return [{ levels: nic.ports, joined: false }, ...joined];
}

const even: Ratio = { down: 1, up: 1 };

function draft(question: Question, wiring: Wiring, kind: Kind): Draft[] {
  const { hosts, nicsPerHost, switchModel } = question;
  const n = smallestN(largestN(question, kind), (one) => slots(wiring, kind, one) >= hosts);
  if (n === null) return [];
  const { levels, joined } = kind;
  const name = joined ? 'zcube' : 'bcube';
  return [
    {
      planeSet: {
        attach: wiring.attach,
        cube: { model: switchModel.name, n, levels, ...(joined ? { joined } : {}) },
      },
      wiring,
      ratio: even,
      words: `${joined ? 'ZCube' : 'BCube'}(${n}, ${levels})`,
      name: `${name}-${n}-${levels}`,
      tiers: 1,
      // Joined, the router of one end has a cable to that of the other. Else each router corrects a
      // digit of the address, the leading ones first from the end with the higher address: then
      // every endpoint on the way has a lower one, and is there.
      hops: joined ? 3 : 2 * levels,
      growsTo: slots(wiring, kind, n) * nicsPerHost,
    },
  ];
}

/** Hosts for which the routers of level 0 have room. */
const slots = ({ attachment }: Wiring, { levels }: Kind, n: number): number =>
  n ** (levels - 1) * Math.floor(n / attachment.railsInPlane);

/** The largest n that a router has ports for; 0 if for none. */
function largestN({ switchModel, nic }: Question, { joined }: Kind): number {
  const split = splitOf(switchModel.portGbps, nic.portGbps);
  const fits = (n: number) => Math.ceil(n / split) + (joined ? n : 0) <= switchModel.ports;
  let n = Math.min(switchModel.ports * split, mostN);
  while (n > 1 && !fits(n)) n--;
  return n > 1 ? n : 0;
}

function smallestN(most: number, fits: (n: number) => boolean): number | null {
  for (let n = 2; n <= most; n++) if (fits(n)) return n;
  return null;
}
