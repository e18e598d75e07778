import { rule } from '../finding/rule.js';
import { quoted } from '../std/terminal.js';
import { formatCount, formatCounted, formatGbps } from '../std/units.js';

/** Many things of one kind: the first of them, and how many there are. */
export interface Several {
  readonly first: readonly string[];
  readonly count: number;
}

/** So many of several things are named. */
export const shown = 3;

/** "3 cables: a, b, c", "1,024 cables, first 3: a, b, c". */
function said({ first, count }: Several, noun: string): string {
  const few = first.length === shown && count > shown ? `, first ${shown}` : '';
  return `${formatCounted(count, noun)}${few} (${first.map(quoted).join(', ')})`;
}

const are = ({ count }: Several): string => (count === 1 ? 'is' : 'are');
const have = ({ count }: Several): string => (count === 1 ? 'has' : 'have');

export const wiring = rule({
  id: 'wiring',
  summary: 'a dump of a network can be read, and says one thing about each cable',
  explanation: `Proves that a file of another tool (\`planewright import\`, \`planewright diff\`) can be read to
its end, and that what it says of each cable agrees: both ends see each other at the same ports and
speed, no port has two cables, a cable ends on one switch at least. An error is a cable that is
uncertain: it is taken as the first of what is said, or left out. A warning is harmless.

To mend it: take the dump again (a cable that one side alone sees was pulled, or came up, while it was
taken), one file for each plane and all of them together; give what it does not say with \`--gbps\`.`,
  messages: {
    'wiring-unreadable': ({ problem }: { problem: string }) => `cannot read the file: ${problem}`,
    'wiring-size': ({ limit }: { limit: number }) =>
      `the file has more than ${formatCount(limit)} bytes; raise the limit with --max-bytes`,
    'wiring-binary': ({ problem }: { problem: string }) => `the file is no text: ${problem}`,
    'wiring-json': ({ problem }: { problem: string }) => `not the JSON that is wanted: ${problem}`,
    'wiring-header': (a: { missing: readonly string[]; found: string }) =>
      `the first line names no column ${a.missing.map(quoted).join(' and no ')}; it is ${quoted(a.found)}`,
    'wiring-line': (a: Several & { wanted: string; stopped: boolean }) =>
      `${said(a, 'line')} ${are(a)} not understood; ${a.wanted}${a.stopped ? '; what comes behind them is not read' : ''}`,
    'wiring-truncated': ({ found }: { found: string }) =>
      `the file ends in the middle of a record, with ${quoted(found)}: take the dump again`,
    'wiring-too-many': ({ limit }: { limit: number }) =>
      `more than ${formatCounted(limit, 'cable')}; those behind are left out, raise the limit with --max-cables`,
    'wiring-nothing': ({ format }: { format: string }) =>
      `there is no cable in it; was it written as ${format}?`,
    'wiring-one-side': (a: Several) =>
      `${said(a, 'cable')} ${are(a)} seen from one side only; both sides see a cable that is there`,
    'wiring-disagree': (a: Several) =>
      `${said(a, 'cable')}: the port at the other end says that it is cabled elsewhere; what both ends agree on is taken`,
    'wiring-speeds': (a: Several) =>
      `${said(a, 'cable')} ${have(a)} two speeds, one at either end; the slower is taken`,
    'wiring-port-twice': (a: Several) =>
      `${said(a, 'port')} ${have(a)} two cables; the first is taken`,
    'wiring-port-order': (a: Several) =>
      `ports of ${said(a, 'switch')} have names whose numbers are not known: these are numbered behind the others, in natural order`,
    'wiring-undescribed': (a: Several) =>
      `${said(a, 'device')} ${are(a)} named by others only, with no record of ${a.count === 1 ? 'its' : 'their'} own: was the file cut off, or is one missing?`,
    'wiring-device-twice': (a: Several) =>
      `${said(a, 'device')} ${have(a)} two records in one file; their ports are put together`,
    'wiring-name-twice': (a: Several) =>
      `${said(a, 'device')} ${have(a)} a name that another one has, too, and ${are(a)} called by GUID instead; give nodes descriptions of their own`,
    'wiring-two-nics': (a: Several) =>
      `${said(a, 'cable')} ${a.count === 1 ? 'joins' : 'join'} two NICs; one end of a cable is a switch, so ${a.count === 1 ? 'it is' : 'they are'} left out`,
    'wiring-itself': (a: Several) =>
      `${said(a, 'cable')} ${a.count === 1 ? 'begins and ends' : 'begin and end'} on one device, and ${are(a)} left out`,
    'wiring-speed-words': (a: Several) =>
      `${said(a, 'speed')} ${are(a)} unknown: the speed is taken from the other end, or from --gbps`,
    'wiring-no-speed': (a: Several & { gbps: number; assumed: boolean }) =>
      `${said(a, 'cable')} ${have(a)} no speed; ${formatGbps(a.gbps)} ${a.assumed ? 'is assumed' : 'is taken, as most others have'}, state another with --gbps`,
    'wiring-table-none': ({ wanted }: { wanted: string }) =>
      `there is no forwarding table in it; ${wanted}`,
    'wiring-table-switch': (a: Several) =>
      `${said(a, 'table')} ${are(a)} of ${a.count === 1 ? 'a switch' : 'switches'} that the topology has not: neither GUID nor name is one of its own; label the switch, or name it by its id`,
    'wiring-table-twice': (a: Several) =>
      `${said(a, 'switch')} ${have(a)} two tables, and which of them is in force cannot be told; keep one`,
    'wiring-table-missing': (a: Several) =>
      `${said(a, 'switch')} of a plane of which there are tables ${have(a)} none: where ${a.count === 1 ? 'it sends' : 'they send'} traffic cannot be told; was the dump cut off?`,
    'wiring-table-port': (a: Several) =>
      `${said(a, 'port')} that tables send to ${have(a)} no cable of the plane in the topology: such entries lead nowhere`,
    'wiring-table-lid': (a: Several) =>
      `${said(a, 'LID')} ${are(a)} of nobody in the plane, or of two NICs; a dump with names (ibroute, opensm-lfts.dump) tells whose LIDs they are`,
    'wiring-table-nic': (a: Several) =>
      `${said(a, 'target')} ${are(a)} no NIC of the plane in the topology, by port GUID or by name; label the host and the NIC, or name them by their ids`,
    'wiring-left-out': (a: Several) =>
      `${said(a, 'cable')} cannot be written in a topology, and ${are(a)} left out: its port is split and whole at once or split into other speeds, or its NIC belongs to another plane set`,
  },
});
