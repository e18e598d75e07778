import { rule } from '../finding/rule.js';
import { quoted } from '../std/terminal.js';
import { formatCount, formatCounted, plural } from '../std/units.js';

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
      to: string;
      splits: readonly number[];
    }) =>
      `a ${a.portGbps} Gb/s port of ${quoted(a.model)} would be split into ${ratio(a.portGbps, a.gbps)} for cables of ${a.gbps} Gb/s to ${a.to}, but ${
        a.splits.length === 0 ? 'the model has no splits' : `its splits are ${a.splits.join(', ')}`
      }${Number.isInteger(a.portGbps / a.gbps) ? '' : '; no port can be split so'}`,
    'port-speed-nic-faster': (a: { model: string; portGbps: number; nicGbps: number }) =>
      `NIC ports of ${a.nicGbps} Gb/s are faster than the ${a.portGbps} Gb/s ports of ${quoted(a.model)}`,
    'port-speed-up-faster': (a: { model: string; portGbps: number; upGbps: number }) =>
      `upGbps is ${a.upGbps}, but the ports of ${quoted(a.model)} run at ${a.portGbps} Gb/s`,
    'port-speed-uplink-half': ({ missing }: { missing: string }) =>
      `uplinkPorts and uplinkGbps go together; "${missing}" is missing`,
    'port-speed-cable': (a: { cable: string; gbps: number; port: string; portGbps: number }) =>
      `cable ${a.cable} runs at ${a.gbps} Gb/s, but port ${a.port} gives ${a.portGbps} Gb/s`,
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
      `a ${a.tier} needs ${portSum(a)}; ${quoted(a.model)} has ${formatCount(a.usable)} usable${a.advice === '' ? '' : `; ${a.advice}`}`,
    'port-budget-no-count': (a: {
      tier: string;
      lower: string;
      up: number;
      children: number;
      room: number;
      model: string;
      downStated: boolean;
      pods: boolean;
    }) =>
      `no number of ${plural(a.tier)} fits: even one for each of the ${formatCounted(a.up, 'uplink')} of a ${a.lower} gets a cable from ${fromWhere(a)}, but ${
        a.downStated
          ? `"down" is ${formatCount(a.room)}`
          : `${quoted(a.model)} has room for ${formatCount(a.room)}`
      }; ${fewerChildren(a)}`,
    'port-budget-uplinks': (a: {
      tier: string;
      model: string;
      up: number;
      reserved: number;
      uplinkPorts: number;
    }) =>
      `a ${a.tier} needs ${portSum({ ...a, down: 0 })}; ${quoted(a.model)} has ${formatCounted(a.uplinkPorts, 'uplink port')}`,
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

interface Parents {
  readonly tier: string;
  readonly children: number;
  readonly room: number;
  readonly pods: boolean;
}

/** "each of 16 leaves", "each of the 64 leaves of a pod", "each of 128 pods". */
function fromWhere({ tier, children, pods }: Parents): string {
  if (tier === 'core') return `each of ${formatCounted(children, 'pod')}`;
  return pods
    ? `each of the ${formatCounted(children, 'leaf')} of a pod`
    : `each of ${formatCounted(children, 'leaf')}`;
}

function fewerChildren({ tier, room, pods }: Parents): string {
  const otherwise = 'or take a model with more ports';
  if (tier === 'core') return `make at most ${formatCounted(room, 'pod')}, ${otherwise}`;
  const most = `pods of at most ${formatCounted(room, 'leaf')}`;
  return pods ? `make ${most}, ${otherwise}` : `add a core and ${most}, ${otherwise}`;
}

/** "4 down + 5 up = 9 ports"; what is none is left out. */
function portSum({ down, up, reserved }: { down: number; up: number; reserved: number }): string {
  const parts = Object.entries({ down, up, reserved }).filter(([, ports]) => ports > 0);
  const total = formatCounted(down + up + reserved, 'port');
  const sum = parts.map(([name, ports]) => `${formatCount(ports)} ${name}`).join(' + ');
  return parts.length === 1 ? `${total} ${parts[0]![0]}` : `${sum} = ${total}`;
}

const some = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

const ratio = (portGbps: number, gbps: number) => Number((portGbps / gbps).toFixed(3));
