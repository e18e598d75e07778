import { rule } from '../finding/rule.js';
import { didYouMean } from '../std/suggest.js';
import { formatCount } from '../std/units.js';

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
      `the file has ${bytes} bytes, more than the limit of ${limit}; raise it with --max-bytes`,
    'readable-encoding': ({ problem }: { problem: string }) => problem,
    'readable-depth': ({ limit }: { limit: number }) => `nested deeper than ${limit} levels`,
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
    'structure-duplicate-key': ({ key }: { key: string }) => `the key "${key}" stands here twice`,
    'structure-unknown-key': ({ name, suggestion }: Name) =>
      `unknown key "${name}"${didYouMean(suggestion)}`,
    'structure-missing-key': ({ name }: { name: string }) => `the key "${name}" is missing`,
    'structure-name': ({ name, problem }: { name: string; problem: string }) =>
      `"${name}" cannot be used as a name: ${problem}`,
    'structure-value': ({ problem, found }: { problem: string; found: string }) =>
      `${problem}, found ${found}`,
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
      `no switch model "${name}" in switchModels${didYouMean(suggestion)}`,
    'reference-nic-model': ({ name, suggestion }: Name) =>
      `no NIC model "${name}" in nicModels${didYouMean(suggestion)}`,
    'reference-nic-group': ({ name, suggestion }: Name) =>
      `no NIC group "${name}" in hosts${didYouMean(suggestion)}`,
    'reference-attached-twice': ({ name, other }: { name: string; other: string }) =>
      `NIC group "${name}" is attached twice; it already stands in ${other}`,
    'reference-scope': ({ name, suggestion }: Name) =>
      `no plane set or plane matches "${name}"${didYouMean(suggestion)}`,
    'reference-tier': ({ name, scope, known }: { name: string; scope: string; known: string }) =>
      `"${scope}" has no "${name}"; it has ${known}`,
    'reference-range': ({ min, max }: { min: number; max: number }) =>
      `nothing is at least ${min} and at most ${max}`,
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
    'attachment-word-twice': ({ word }: { word: string }) =>
      `"${word}" stands in both onePlanePer and oneLeafPer; a NIC ${word} that has a plane of its own needs no leaf of its own`,
    'attachment-rails-per-leaf': ({
      rails,
      railsPerLeaf,
    }: {
      rails: number;
      railsPerLeaf: number;
    }) => `${rails} rails do not divide into groups of ${railsPerLeaf}`,
    'attachment-rails-per-leaf-unused': ({ railsPerLeaf }: { railsPerLeaf: number }) =>
      `railsPerLeaf ${railsPerLeaf} goes with oneLeafPer "rail" or "rail+port" only`,
    'attachment-mixed-speeds': ({ speeds }: { speeds: readonly number[] }) =>
      `NICs of different port speeds (${speeds.join(', ')} Gb/s) in one plane set; give each speed a plane set of its own`,
    'attachment-unit-too-large': (a: { hosts: number; ports: number; down: number }) =>
      `${a.hosts} hosts × ${a.ports} ports of each on a leaf need ${a.hosts * a.ports} down ports; leaf.down is ${a.down}`,
    'attachment-no-host-fits': (a: { ports: number; down: number }) =>
      `a host has ${a.ports} ports on one leaf, but leaf.down is ${a.down}: not even one host fits`,
    'attachment-slot-twice': ({ slot }: { slot: number }) => `slot ${slot} is given twice`,
    'attachment-slots-of-nothing': ({ name, suggestion }: Name) =>
      `"${name}" is no entry of nics${didYouMean(suggestion)}`,
    'attachment-slots-too-few': ({ slots, hosts }: { slots: number; hosts: number }) =>
      `${slots} slots for ${hosts} hosts`,
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
      }`,
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
      `leaf.count is ${a.count}; it must be a multiple of ${a.perUnit} (the leaves of a unit) and at least ${a.needed}`,
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
        ? `spine.count is ${a.count}, but the uplinks of the leaves need at least ${a.least} spines; counts that spread ${a.up} uplinks evenly: ${a.near.join(', ')}`
        : `spine.count is ${a.count}, which does not divide the ${a.up} uplinks of a leaf; nearest that do: ${a.near.join(', ')}`,
    'tier-size-no-count-fits': (a: { leaves: number; up: number; room: number }) =>
      `no number of spines fits: ${formatCount(a.leaves)} leaves × ${a.up} uplinks on spines with ${a.room} ports down`,
    'tier-size-no-room': ({ model }: { model: string }) =>
      `no port of ${model} is left for cables from below`,
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
      `the file asks for ${formatCount(count)} cables, more than the limit of ${formatCount(limit)}; raise it with --max-cables`,
    'size-limit-switches': ({ count, limit }: Size) =>
      `the file asks for ${formatCount(count)} switches, more than the limit of ${formatCount(limit)}; raise it with --max-cables`,
    'size-limit-slots': ({ limit }: { limit: number }) =>
      `slots are listed up to more than ${formatCount(limit)} places; raise the limit with --max-cables`,
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
      `${a.tier} needs ${a.down} down + ${a.up} up${a.reserved > 0 ? ` + ${a.reserved} reserved` : ''} = ${a.down + a.up + a.reserved} ports; ${a.model} has ${a.usable} usable${a.advice === '' ? '' : `; ${a.advice}`}`,
    'port-budget-uplinks': (a: {
      tier: string;
      model: string;
      up: number;
      reserved: number;
      uplinkPorts: number;
    }) =>
      `${a.tier} needs ${a.up} up${a.reserved > 0 ? ` + ${a.reserved} reserved` : ''} uplink ports; ${a.model} has ${a.uplinkPorts}`,
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
  sizeLimit,
] as const;
