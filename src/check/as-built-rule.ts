import { rule } from '../finding/rule.js';
import { quoted } from '../std/terminal.js';
import { formatCount, formatCounted, formatGbps, plural } from '../std/units.js';

/** How much of what is wrong one thing explains. */
interface Explains {
  readonly explains: number;
  readonly of: number;
}

/** Plugs that are in each other's ports: of two, or of more that go round. */
interface Swap extends Explains {
  readonly plugs: readonly {
    /** The other end of its cable. */
    readonly stays: string;
    readonly is: string;
    readonly belongs: string;
  }[];
}

interface Move extends Explains {
  readonly from: string;
  readonly to: string;
  readonly stays: string;
}

const wrong = (
  a: (Swap | Move) & { readonly joins: readonly [string, string] },
  what: (joins: readonly [string, string]) => string,
): string => `${what(a.joins)}: ${'plugs' in a ? swapWords(a) : moveWords(a)}`;

export const asBuilt = rule({
  id: 'as-built',
  summary: 'what was found is what was designed',
  explanation: `Compares a design, cable by cable and port by port, with what was found
(\`planewright diff\`): another topology file, or what a tool of somebody else printed. Differences are
explained by the fewest things that somebody has to do: swap two plugs, move a plug, lay or take away a
cable, exchange two machines. Machines are recognised by id, by the name that other tools have of them,
by label, and without any of these by their cables. What follows from the differences is said, too: the
checks of the design look at the fabric as it was found.

To mend it: do what the findings say (a port that is taken is freed by another of them); or write
down what is to stay (\`--write FILE\` makes a topology file with \`exceptions\` of it).`,
  messages: {
    'as-built-differs': (a: {
      differences: number;
      cables: number;
      moves: number;
      /** "3 plugs to move", "1 cable to lay" … */
      kinds: readonly string[];
    }) =>
      a.differences === 0
        ? `of the ${formatCounted(a.cables, 'cable')} of the design all are there, ${a.kinds.join(', ')}`
        : `${formatCounted(a.differences, 'difference')} from the ${formatCounted(a.cables, 'cable')} of the design, explained by ${formatCounted(a.moves, 'move')}: ${a.kinds.join(', ')}`,
    'as-built-exchanged': (a: Explains & { kind: string; a: string; b: string }) =>
      `${plural(a.kind)} ${a.a} and ${a.b} stand in each other's places; exchange them, or their names (${explained(a)})`,
    'as-built-swapped': (a: Swap) => swapWords(a),
    'as-built-moved': (a: Move) => moveWords(a),
    'as-built-wrong-plane': (a: (Swap | Move) & { joins: readonly [string, string] }) =>
      wrong(a, ([x, y]) => `a cable leads from ${x} to ${y}`),
    'as-built-wrong-rail': (a: (Swap | Move) & { joins: readonly [string, string] }) =>
      wrong(a, ([x, y]) => `rail ${x} is on a leaf of ${y}`),
    'as-built-missing': ({ ends, why }: { ends: readonly [string, string]; why: string }) =>
      `there is no cable from ${ends[0]} to ${ends[1]}: ${why}`,
    'as-built-bundle': (a: {
      ends: readonly [string, string];
      bundle: string;
      found: number;
      designed: number;
    }) =>
      `bundle ${a.bundle} has ${formatCount(a.found)} of ${formatCounted(a.designed, 'cable')}: none from ${a.ends[0]} to ${a.ends[1]}`,
    'as-built-extra': ({ ends }: { ends: readonly [string, string] }) =>
      `the cable from ${ends[0]} to ${ends[1]} is not in the design`,
    'as-built-unseen': (a: {
      kind: string;
      count: number;
      first: readonly string[];
      cables: number;
    }) =>
      `${named(a.kind, a.count, a.first)} ${a.count === 1 ? 'is' : 'are'} not there, nor any of ${a.count === 1 ? 'its' : 'their'} ${formatCounted(a.cables, 'cable')}`,
    'as-built-stranger': (a: {
      kind: string;
      count: number;
      first: readonly string[];
      cables: number;
    }) =>
      `${named(a.kind, a.count, a.first)} ${a.count === 1 ? 'is' : 'are'} not in the design; ${formatCounted(a.cables, 'cable')} ${a.cables === 1 ? 'leads' : 'lead'} there`,
    'as-built-speed': (a: {
      count: number;
      first: readonly string[];
      gbps: number;
      designGbps: number;
    }) =>
      `${named('cable', a.count, a.first)} ${a.count === 1 ? 'runs' : 'run'} at ${formatGbps(a.gbps)}; designed ${formatGbps(a.designGbps)}`,
    'as-built-changed': (a: {
      noun: string;
      count: number;
      first: readonly string[];
      text: string;
    }) => `${named(a.noun, a.count, a.first)}: ${a.text}`,
    'as-built-port': ({ end, other }: { end: string; other: string }) =>
      `the cable from ${end} to ${other} is left out: another one is in the same port, or there is no such port`,
    'as-built-name': (a: { count: number; first: readonly string[] }) =>
      `${formatCounted(a.count, 'machine')} ${a.count === 1 ? 'has' : 'have'} a name that the design does not know and ${a.count === 1 ? 'was' : 'were'} recognised by ${a.count === 1 ? 'its' : 'their'} cables: ${a.first.join(', ')}${a.count > a.first.length ? ' …' : ''}`,
    'as-built-consequence': (a: { scope: string; changes: readonly string[] }) =>
      `so ${a.scope} has ${a.changes.join('; ')}`,
    'as-built-more': ({ count, code }: { count: number; code: string }) =>
      `${formatCounted(count, 'further finding')} ${quoted(code)} ${count === 1 ? 'is' : 'are'} not shown; mend these first`,
  },
});

/** Plugs that are named one by one. */
const plugsShown = 6;

function swapWords({ plugs, ...all }: Swap): string {
  const [first, second] = plugs;
  if (plugs.length === 2) {
    return `${first!.is} leads to ${first!.stays}, and ${second!.is} to ${second!.stays}; swap the plugs in ${first!.is} and ${second!.is} (${explained(all)})`;
  }
  const named = plugs
    .slice(0, plugsShown)
    .map(({ stays, is, belongs }) => `that of ${stays} from ${is} to ${belongs}`);
  const more = plugs.length > plugsShown ? ' …' : '';
  return `${formatCount(plugs.length)} plugs go round, by ${formatCounted(plugs.length - 1, 'swap')} all are in place: move ${named.join(', ')}${more} (${explained(all)})`;
}

const moveWords = ({ from, to, stays, ...all }: Move): string =>
  `${stays} leads to ${from}; move that plug to ${to} (${explained(all)})`;

const explained = ({ explains, of }: Explains): string =>
  `explains ${formatCount(explains)} of ${formatCounted(of, 'difference')}`;

/** "host h5", "12 hosts (h5, h6, h7 …)". */
function named(noun: string, count: number, first: readonly string[]): string {
  if (count === 1) return `${noun} ${first[0]}`;
  const more = count > first.length ? ' …' : '';
  return `${formatCount(count)} ${plural(noun)} (${first.join(', ')}${more})`;
}
