import { rule } from '../finding/rule.js';
import { didYouMean } from '../std/suggest.js';
import { quoted } from '../std/terminal.js';
import { formatCount, formatCounted } from '../std/units.js';
import { described } from './described-rule.js';
import { directNetwork } from './families/direct-rule.js';
import { tierSize } from './families/tier-rule.js';
import { files } from './files/files-rule.js';
import { portBudget, portSpeed } from './port-rules.js';
import { reference } from './promises/reference-rule.js';
import { structure } from './structure/structure-rule.js';

type Name = { name: string; suggestion: string | null };
type Size = { count: number; limit: number };

export const readable = rule({
  id: 'readable',
  summary: 'the file can be read as JSON',
  explanation: `Proves that the file is a regular file of allowed size that holds one JSON document
(RFC 8259, UTF-8, no byte-order mark, no comments, no trailing commas) of at most 64 levels.
Nothing else can be said about a file that fails here, so the exit code is 2.

To mend it: save the file as UTF-8 without a byte-order mark; remove comments and trailing commas;
for a syntax error look just before the place that is named. A file above the size limit is read
with \`--max-bytes\`.`,
  messages: {
    'readable-file': ({ problem }: { problem: string }) => `cannot read the file: ${problem}`,
    'readable-size': ({ bytes, limit }: { bytes: number; limit: number }) =>
      `the file has ${formatCount(bytes)} bytes, more than the limit of ${formatCount(limit)}; raise it with --max-bytes`,
    'readable-encoding': ({ problem }: { problem: string }) => problem,
    'readable-depth': ({ limit }: { limit: number }) =>
      `nested deeper than ${limit} levels; no topology needs that many`,
    'readable-syntax': ({ problem }: { problem: string }) => `not valid JSON: ${problem}`,
  },
});

export const attachment = rule({
  id: 'attachment',
  summary: 'the attachment rule gives every NIC port one plane, one leaf and one leaf port',
  explanation: `Proves that the attachment rule of each plane set can be carried out: rails and ports
are used up by planes or by leaves, not by both; the NICs have one speed; the hosts of a unit fit
their leaves; slots are given once.

To mend it: see \`attach\` in docs/topology.md. \`hostsPerUnit\` × ports of a host on a leaf is at
most \`leaf.down\`.`,
  messages: {
    'attachment-several-families': ({ names }: { names: readonly string[] }) =>
      `a plane set has one family, found ${names.join(' and ')}`,
    'attachment-no-attach': ({ family }: { family: string }) =>
      `"${family}" needs "attach": it says which NICs the family connects`,
    'attachment-nothing': ({ name }: { name: string }) =>
      `plane set "${name}" has nothing to build; it needs attach and a family, or switches and cables of its own`,
    'attachment-without-family': ({ key }: { key: string }) =>
      `"${key}" goes with a family; without one, attach has only nics and onePlanePer`,
    'attachment-direct': ({ family }: { family: string }) =>
      `"oneLeafPer" does not go with ${family}: ${family === 'cube' ? 'port j of a NIC goes to a router of level j' : 'a host is on one router'}`,
    'attachment-word-twice': ({ word }: { word: string }) =>
      `"${word}" stands in both onePlanePer and oneLeafPer; a ${word} that has a plane of its own needs no leaf of its own`,
    'attachment-rails-per-leaf': ({
      rails,
      railsPerLeaf,
    }: {
      rails: number;
      railsPerLeaf: number;
    }) =>
      `${rails} rails do not divide into leaves of ${railsPerLeaf} rails each; railsPerLeaf must divide ${rails}`,
    'attachment-rails-per-leaf-unused': ({ railsPerLeaf }: { railsPerLeaf: number }) =>
      `railsPerLeaf ${railsPerLeaf} goes with oneLeafPer "rail" or "rail+port" only`,
    'attachment-mixed-speeds': ({ speeds }: { speeds: readonly number[] }) =>
      `NICs of different port speeds (${speeds.join(', ')} Gb/s) in one plane set; give each speed a plane set of its own`,
    'attachment-unit-too-large': (a: { hosts: number; ports: number; down: number }) =>
      `hostsPerUnit ${a.hosts} × ${formatCounted(a.ports, 'port')} of a host on a leaf needs ${a.hosts * a.ports} ports down, but leaf.down is ${a.down}; at most ${formatCounted(Math.floor(a.down / a.ports), 'host')} fit`,
    'attachment-no-host-fits': (a: { ports: number; down: number }) =>
      `a host has ${formatCounted(a.ports, 'port')} on one leaf, but the leaf has ${a.down} down: not even one host fits`,
    'attachment-slot-twice': ({ slot }: { slot: number }) =>
      `slot ${slot} is given twice; emptySlots and slots may name it once`,
    'attachment-slots-of-nothing': ({ name, suggestion }: Name) =>
      `${quoted(name)} is no entry of nics${didYouMean(suggestion)}`,
    'attachment-slots-too-few': ({ slots, hosts }: { slots: number; hosts: number }) =>
      `${formatCounted(slots, 'slot')} for ${formatCounted(hosts, 'host')}; list at least as many slots as there are hosts`,
    'attachment-slot-range': ({ text }: { text: string }) =>
      `the range "${text}" ends before it starts`,
  },
});

export const cableList = rule({
  id: 'cable-list',
  summary: 'every cable that the file lists joins two ports that there are, and no port twice',
  explanation: `Proves that the items of \`cables\` can be carried out: both ends name as many ports,
one end at least is a switch, every port is there and in this plane set, the planes of the two ends
agree, no port is used twice, and sub-ports (\`sw1:1.0\`) are named exactly where the speed rule
splits a port. Without a family, NIC ports are cabled as \`attach\` says, where there is one.

To mend it: correct the id, or state \`gbps\` where a NIC is to run slower than its port.`,
  messages: {
    'cable-list-range': ({ problem }: { problem: string }) => problem,
    'cable-list-lengths': ({ a, b }: { a: number; b: number }) =>
      `the two ends name ${formatCounted(a, 'port')} and ${formatCounted(b, 'port')}; ranges are zipped, so both give the same number`,
    'cable-list-two-nics': ({ a, b }: { a: string; b: string }) =>
      `${quoted(a)} and ${quoted(b)} are both NIC ports; one end of a cable is a switch`,
    'cable-list-no-port': (a: { port: string; problem: string; suggestion: string | null }) =>
      `no port ${quoted(a.port)}: ${a.problem}${didYouMean(a.suggestion)}`,
    'cable-list-twice': ({ port, by }: { port: string; by: string }) =>
      `port ${quoted(port)} has two cables; ${by} uses it already`,
    'cable-list-family': ({ port }: { port: string }) =>
      `NIC port ${quoted(port)} is in "attach", so the family cables it already`,
    'cable-list-other-set': ({ port, owner }: { port: string; owner: string }) =>
      `port ${quoted(port)} belongs to plane set "${owner}"; a cable stays in its set`,
    'cable-list-not-attached': ({ port, entry }: { port: string; entry: string }) =>
      `NIC port ${quoted(port)} is not attached; add ${quoted(entry)} to attach.nics`,
    'cable-list-planes': (a: { a: string; b: string; planes: readonly string[] }) =>
      `${quoted(a.a)} is in ${a.planes[0]}, ${quoted(a.b)} in ${a.planes[1]}; no cable joins two planes`,
    'cable-list-every-plane': ({ port, planes }: { port: string; planes: number }) =>
      `a switch without its plane stands for that switch in each of the ${planes} planes, but NIC port ${quoted(port)} has one cable; name the plane, like compute/p0/leaf3:60`,
    'cable-list-too-fast': (a: { port: string; gbps: number; portGbps: number }) =>
      `gbps is ${a.gbps}, but port ${quoted(a.port)} runs at ${a.portGbps} Gb/s`,
    'cable-list-nic-faster': (a: { port: string; portGbps: number; other: string; gbps: number }) =>
      `NIC port ${quoted(a.port)} runs at ${a.portGbps} Gb/s, faster than ${quoted(a.other)}; state "gbps": ${a.gbps} if it is to run slower`,
    'cable-list-split': (a: {
      port: string;
      portGbps: number;
      gbps: number;
      splits: readonly number[];
    }) =>
      `port ${quoted(a.port)} of ${a.portGbps} Gb/s would be split into ${ratio(a.portGbps, a.gbps)} for a cable of ${a.gbps} Gb/s, but ${
        a.splits.length === 0
          ? 'the model has no splits'
          : `the splits of the model are ${a.splits.join(', ')}`
      }`,
    'cable-list-sub-port': (a: { port: string; portGbps: number; gbps: number; split: number }) =>
      a.split === 1
        ? `port ${quoted(a.port)} is not split: the cable runs at its ${a.portGbps} Gb/s; leave the sub-port out`
        : `port ${quoted(a.port)} of ${a.portGbps} Gb/s is split into ${a.split} for a cable of ${a.gbps} Gb/s; name a sub-port, .0 to .${a.split - 1}`,
  },
});

export const exceptions = rule({
  id: 'exceptions',
  summary: 'every exception names cables and ports that there are, and none contradicts another',
  explanation: `Proves that \`exceptions\` can be carried out on the design: there is a cable in the
port of every \`missing\`, \`moved\` and \`slower\`, no port or cable is in two of them or in an
\`extra\` too, and moved and extra cables end at switches and NICs that there are. What such a cable
breaks is for the other checks to say.

To mend it: correct the port; \`planewright export FILE --to csv\` lists all cables.`,
  messages: {
    'exceptions-range': ({ problem }: { problem: string }) => problem,
    'exceptions-no-cable': (a: {
      verb: string;
      count: number;
      first: string;
      problem: string;
      suggestion: string | null;
    }) =>
      `${a.verb}: no cable in port ${quoted(a.first)}${a.count > 1 ? ` and ${a.count - 1} more` : ''}${a.problem === '' ? didYouMean(a.suggestion) : `: ${a.problem}${didYouMean(a.suggestion)}`}`,
    'exceptions-twice': (a: { verb: string; what: string; other: number }) =>
      `${a.verb}: ${a.what} is in item ${a.other} of "exceptions" already; one of the two must go`,
    'exceptions-there': ({ cable }: { cable: string }) =>
      `cable ${quoted(cable)} stands there already`,
    'exceptions-no-port': (a: {
      verb: string;
      port: string;
      problem: string;
      suggestion: string | null;
    }) => `${a.verb}: no port ${quoted(a.port)}: ${a.problem}${didYouMean(a.suggestion)}`,
    'exceptions-not-slower': (a: { first: string; gbps: number; was: number }) =>
      `slower: the cable in ${quoted(a.first)} runs at ${a.was} Gb/s in the design; ${a.gbps} Gb/s is not slower`,
  },
});

export const sizeLimit = rule({
  id: 'size-limit',
  summary: 'the fabric is not larger than the limit',
  explanation: `The numbers of cables, switches and planes that a file asks for are computed in closed
form before anything is expanded. Above the limit the file is refused with the number it asked for, so
that a slip of a digit costs an error message and not the machine's memory. A plane set that says
\`"built": false\` may have any number of cables and switches; only its hosts are held to the limit.

To mend it: correct the count, or raise the limit of cables and switches with \`--max-cables\`.`,
  messages: {
    'size-limit-cables': ({ count, limit }: Size) =>
      `the file asks for ${formatCount(count)} cables, more than the limit of ${formatCount(limit)}; correct the counts, or raise the limit with --max-cables`,
    'size-limit-switches': ({ count, limit }: Size) =>
      `the file asks for ${formatCount(count)} switches, more than the limit of ${formatCount(limit)}; correct the counts, or raise the limit with --max-cables`,
    'size-limit-hosts': ({ count, limit }: Size) =>
      `the file describes ${formatCount(count)} hosts, more than the limit of ${formatCount(limit)}; correct the counts, or raise the limit with --max-cables`,
    'size-limit-planes': ({ count, limit }: Size) =>
      `the file asks for ${formatCount(count)} planes, more than the limit of ${formatCount(limit)}; correct "onePlanePer" or the counts of NICs`,
    'size-limit-promises': ({ limit }: { limit: number }) =>
      `the promises up to here are more than ${formatCount(limit)} numbers (one for each measure of each plane that a pattern may name); name fewer planes, or plane sets`,
    'size-limit-slots': ({ limit }: { limit: number }) =>
      `too many slots, or slots too far away, for a limit of ${formatCount(limit)} cables; correct the slots, or raise the limit with --max-cables`,
  },
});

const ratio = (portGbps: number, gbps: number) => Number((portGbps / gbps).toFixed(3));

/** What can be wrong with a document, before anything is expanded; in the order of work. */
export const documentRules = [
  readable,
  files,
  structure,
  reference,
  attachment,
  portSpeed,
  tierSize,
  directNetwork,
  portBudget,
  cableList,
  exceptions,
  described,
  sizeLimit,
] as const;
