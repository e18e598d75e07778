import { rule } from '../finding/rule.js';
import { didYouMean } from '../std/suggest.js';
import { quoted } from '../std/terminal.js';
import { formatCount, formatCounted } from '../std/units.js';

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

export const structure = rule({
  id: 'structure',
  summary: 'every key and value is one of the topology language',
  explanation: `Proves that the document has only keys of the topology language, with values of the
right type and range, and no key twice. An unknown key is never ignored: a misspelt promise would
otherwise hold for ever.

To mend it: see docs/topology.md, or let an editor complete the file (put
\`"$schema": "…/schemas/topology.schema.json"\` first).`,
  messages: {
    'structure-duplicate-key': ({ key, line }: { key: string; line: number }) =>
      `the key ${quoted(key)} stands here a second time, first in line ${line}; keep one of them`,
    'structure-unknown-key': ({ name, suggestion, known }: Name & { known: readonly string[] }) =>
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
    'structure-more': ({ count }: { count: number }) =>
      `${formatCounted(count, 'further finding')} ${count === 1 ? 'is' : 'are'} not shown; mend these first`,
  },
});

export const unsupported = rule({
  id: 'unsupported',
  summary: 'the file uses no part of the language that this version cannot carry out',
  explanation: `Some parts of the topology language are specified but not carried out yet. They are
refused, not ignored: a file that passes was checked in full.

To mend it: remove the part, or use a later version. docs/topology.md lists what is carried out.`,
  messages: {
    'unsupported-key': ({ name }: { name: string }) =>
      `"${name}" is part of the topology language, but this version cannot carry it out yet`,
    'unsupported-scope': ({ scope }: { scope: string }) =>
      `"${scope}" is a scope of the topology language that this version cannot measure yet`,
    'unsupported-any': ({ any }: { any: number }) =>
      `"any": ${any} is part of the topology language, but this version only tries any 1`,
  },
});

export const reference = rule({
  id: 'reference',
  summary: 'every name that is used is declared',
  explanation: `Proves that models, NIC groups, plane sets, planes, tiers and kinds of cables that
the file refers to exist, and that every NIC group is attached once.

To mend it: correct the name, or declare what it refers to.`,
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
    'reference-tier': (a: { measure: string; name: string; scope: string; known: string }) =>
      `"${a.measure}" of "${a.scope}" has no ${quoted(a.name)}; it has ${a.known}`,
    'reference-range': ({ min, max }: { min: number; max: number }) =>
      `no number is at least ${min} and at most ${max}`,
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
      `"oneLeafPer" does not go with ${family}: a host is on one router`,
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

export const portSpeed = rule({
  id: 'port-speed',
  summary: 'every cable fits the ports at both ends, split as the models allow',
  explanation: `Proves the speed rule: a cable runs at the speed of its slower end (or at \`upGbps\`),
and the port of a faster end is split by the ratio, which must be 1 or in the model's \`splits\`.
On the expanded fabric: no cable is faster than the ports at its ends, and the ends agree.

To mend it: add the ratio to \`splits\` if the switch can be split so, or change the speed.`,
  messages: {
    'port-speed-split': (a: {
      model: string;
      portGbps: number;
      gbps: number;
      splits: readonly number[];
    }) =>
      `a ${a.portGbps} Gb/s port of ${a.model} would be split into ${ratio(a.portGbps, a.gbps)} for cables of ${a.gbps} Gb/s, but ${
        a.splits.length === 0 ? 'the model has no splits' : `its splits are ${a.splits.join(', ')}`
      }${Number.isInteger(a.portGbps / a.gbps) ? '' : '; no port can be split so'}`,
    'port-speed-nic-faster': (a: { model: string; portGbps: number; nicGbps: number }) =>
      `NIC ports of ${a.nicGbps} Gb/s are faster than the ${a.portGbps} Gb/s ports of ${a.model}`,
    'port-speed-up-faster': (a: { model: string; portGbps: number; upGbps: number }) =>
      `upGbps is ${a.upGbps}, but the ports of ${a.model} run at ${a.portGbps} Gb/s`,
    'port-speed-uplink-half': ({ missing }: { missing: string }) =>
      `uplinkPorts and uplinkGbps go together; "${missing}" is missing`,
    'port-speed-cable': (a: { cable: string; gbps: number; port: string; portGbps: number }) =>
      `cable ${a.cable} runs at ${a.gbps} Gb/s, but port ${a.port} gives ${a.portGbps} Gb/s`,
  },
});

export const tierSize = rule({
  id: 'tier-size',
  summary: 'the tiers of a fat-tree come out whole',
  explanation: `Proves that the counts of a fat-tree, stated or derived, are whole and large enough:
\`leaf.count\` is a multiple of the leaves of a unit and reaches the last host; uplinks come out
whole; \`spine.count\` divides the uplinks of a leaf so that every pair has the same number of
cables (24 leaves with 32 uplinks on 64 ports need 16 spines, not 12).

To mend it: take one of the counts that the message offers, or state \`"uneven": "deal"\` to wire a
count that does not divide by dealing.`,
  messages: {
    'tier-size-leaf-count': (a: { count: number; perUnit: number; needed: number }) =>
      `leaf.count is ${a.count}; it must be ${a.perUnit > 1 ? `a multiple of ${a.perUnit} (the leaves of a unit) and ` : ''}at least ${a.needed} to reach the last host`,
    'tier-size-up-not-whole': (a: { up: number; down: number; gbps: number; upGbps: number }) =>
      `non-blocking uplinks come out as ${a.down} × ${a.gbps} ÷ ${a.upGbps} = ${a.up}, which is not a whole number of cables ≥ 1; state "up"`,
    'tier-size-up-on-top': ({ tier, key }: { tier: string; key: string }) =>
      `${tier} is the top tier: it has no "${key}" (ports kept for a tier outside this file are upReserved)`,
    'tier-size-count': (a: {
      count: number;
      up: number;
      least: number;
      near: readonly number[];
    }) =>
      a.count < a.least
        ? `spine.count is ${a.count}, but the uplinks of the leaves need at least ${formatCounted(a.least, 'spine')}${offer(a.near, `counts that spread ${a.up} uplinks evenly`)}`
        : `spine.count is ${a.count}, which does not divide the ${a.up} uplinks of a leaf${offer(a.near, 'nearest that do and fit')}`,
    'tier-size-no-room': ({ model }: { model: string }) =>
      `no port of ${model} is left for cables from below: uplinks and reserved ports take them all`,
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
    'exceptions-too-fast': (a: { first: string; gbps: number; was: number }) =>
      `slower: the cable in ${quoted(a.first)} runs at ${a.was} Gb/s, not faster than ${a.gbps}`,
  },
});

export const sizeLimit = rule({
  id: 'size-limit',
  summary: 'the fabric is not larger than the limit',
  explanation: `The number of cables that a file asks for is computed in closed form before anything
is expanded. Above the limit the file is refused with the number it asked for, so that a slip of a
digit costs an error message and not the machine's memory.

To mend it: correct the count, or raise the limit with \`--max-cables\`.`,
  messages: {
    'size-limit-cables': ({ count, limit }: Size) =>
      `the file asks for ${formatCount(count)} cables, more than the limit of ${formatCount(limit)}; correct the counts, or raise the limit with --max-cables`,
    'size-limit-switches': ({ count, limit }: Size) =>
      `the file asks for ${formatCount(count)} switches, more than the limit of ${formatCount(limit)}; correct the counts, or raise the limit with --max-cables`,
    'size-limit-slots': ({ limit }: { limit: number }) =>
      `too many slots, or slots too far away, for a limit of ${formatCount(limit)} cables; correct the slots, or raise the limit with --max-cables`,
  },
});

export const portBudget = rule({
  id: 'port-budget',
  summary: 'no switch uses a port that it does not have, no port has two cables',
  explanation: `Proves that the ports suffice. In the file: physical ports for \`down\`, \`up\` and
\`upReserved\` together are at most the usable ports of the model, split ports counted as the
physical ports they stand in. On the expanded fabric: every cable is in a port that its switch or
NIC has, no port or sub-port has two cables, no port is used both whole and split, and no port
carries more than its speed.

To mend it: lower \`down\` or \`up\`, take a model with more ports, or let a port be split.`,
  messages: {
    'port-budget-tier': (a: {
      tier: string;
      model: string;
      down: number;
      up: number;
      reserved: number;
      usable: number;
      advice: string;
    }) =>
      `a ${a.tier} needs ${portSum(a)}; ${a.model} has ${a.usable} usable${a.advice === '' ? '' : `; ${a.advice}`}`,
    'port-budget-spines': (a: {
      leaves: number;
      up: number;
      room: number;
      model: string;
      down: number;
    }) =>
      `no number of spines fits: ${formatCounted(a.up, 'uplink')} leave ${formatCounted(a.down, 'port')} of a leaf for hosts, which makes ${formatCounted(a.leaves, 'leaf')}, so even ${formatCounted(a.up, 'spine')} would need ${formatCounted(a.leaves, 'port')} down each; ${a.model} has ${a.room}`,
    'port-budget-uplinks': (a: {
      tier: string;
      model: string;
      up: number;
      reserved: number;
      uplinkPorts: number;
    }) =>
      `a ${a.tier} needs ${portSum({ ...a, down: 0 })}; ${a.model} has ${formatCounted(a.uplinkPorts, 'uplink port')}`,
    'port-budget-no-port': (a: { count: number; first: string; ports: number }) =>
      `${some(a.count, 'cable is', 'cables are')} in a port that is not there, first: ${a.first} (ports 0 to ${a.ports - 1})`,
    'port-budget-twice': (a: { count: number; first: string; cables: readonly string[] }) =>
      `${some(a.count, 'port has', 'ports have')} more than one cable, first: ${a.first} with ${a.cables.join(' and ')}`,
    'port-budget-overloaded': (a: {
      count: number;
      first: string;
      gbps: number;
      portGbps: number;
    }) =>
      `${some(a.count, 'port carries', 'ports carry')} more than ${a.count === 1 ? 'its' : 'their'} speed, first: ${a.first} with ${a.gbps} of ${a.portGbps} Gb/s`,
  },
});

/** "4 down + 5 up = 9 ports"; what is none is left out. */
function portSum({ down, up, reserved }: { down: number; up: number; reserved: number }): string {
  const parts = Object.entries({ down, up, reserved }).filter(([, ports]) => ports > 0);
  const total = down + up + reserved;
  const sum = parts.map(([name, ports]) => `${ports} ${name}`).join(' + ');
  return parts.length === 1 ? `${total} ports ${parts[0]![0]}` : `${sum} = ${total} ports`;
}

const offer = (near: readonly number[], what: string) =>
  near.length === 0 ? '' : `; ${what}: ${near.join(', ')}`;

const some = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

const ratio = (portGbps: number, gbps: number) => Number((portGbps / gbps).toFixed(3));

/** What can be wrong with a document, before anything is expanded; in the order of work. */
export const documentRules = [
  readable,
  structure,
  unsupported,
  reference,
  attachment,
  portSpeed,
  tierSize,
  portBudget,
  cableList,
  exceptions,
  sizeLimit,
] as const;
