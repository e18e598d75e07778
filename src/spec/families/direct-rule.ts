import { rule } from '../../finding/rule.js';
import { quoted } from '../../std/terminal.js';
import { formatCount, formatCounted } from '../../std/units.js';

/** Ports of a router, by what they are for: "16 to endpoints + 31 local + 16 global". */
export type RouterPorts = Readonly<Record<string, number>>;

const wouldDo = (advice: readonly string[], otherwise: string): string =>
  advice.length === 0 ? `; ${otherwise}` : `; ${advice.join(' or ')} would do`;

export const directNetwork = rule({
  id: 'direct-network',
  summary:
    'the routers of a Slim Fly, a dragonfly or a cube come out whole, and their ports suffice',
  explanation: `Proves that a direct network can be built: \`q\` of a Slim Fly is a prime power of at
least 3; a dragonfly has at least two groups, and each of them has global ports to reach all the
others (\`g\` is at most \`a\` × \`h\` + 1); each NIC of a cube has one port in its plane for each
level, and only one of two levels is joined; a router has ports for its endpoints and for all its
cables to other routers; the hosts fit the endpoint ports of their router, and there are routers for
all of them.

To mend it: take one of the numbers that the message offers. \`p\` endpoint ports stand in
\`p\` ÷ split physical ports where NICs are slower than the router; \`hostsPerUnit\` × ports of a
host is at most \`p\`. In a cube, \`n\` stands for \`p\`, and a host has a port for each of its NICs on
its router of level 0.`,
  messages: {
    'direct-network-prime-power': ({ q, near }: { q: number; near: readonly number[] }) =>
      `${q === 2 ? 'a Slim Fly is made of a prime power of at least 3, found 2' : `q is ${formatCount(q)}, which is not a power of a prime`}; nearest that can be built: ${near.join(', ')}`,
    'direct-network-groups': (a: { g: number; a: number; h: number; most: number }) =>
      a.g < 2
        ? `a dragonfly has at least 2 groups, found ${a.g}; with these routers "g" is at most ${formatCount(a.most)}`
        : `${formatCount(a.g)} groups cannot all be joined: ${formatCounted(a.a, 'router')} with ${formatCounted(a.h, 'global port')} each reach ${formatCounted(a.most - 1, 'other group')}, so "g" is at most ${formatCount(a.most)}`,
    'direct-network-levels': (a: {
      entry: string;
      ports: number;
      levels: number;
      whole: boolean;
      joined: boolean;
    }) =>
      `a cube of ${formatCounted(a.levels, 'level')} needs exactly ${formatCounted(a.levels, 'port')} of each NIC in a plane, one for each level, but those of ${quoted(a.entry)} have ${a.ports}; ${a.whole ? 'take "port" out of "onePlanePer", which puts each port in a plane of its own' : `take a NIC model with ${formatCounted(a.levels, 'port')}${a.joined ? '' : `, or state "levels": ${a.ports}`}`}`,
    'direct-network-joined': ({ levels }: { levels: number }) =>
      `"joined" cables every router of level 0 to every one of level 1: it goes with a cube of 2 levels, found ${levels}; remove it, or state "levels": 2`,
    'direct-network-ports': (a: {
      model: string;
      ports: RouterPorts;
      usable: number;
      advice: readonly string[];
    }) => {
      const parts = Object.entries(a.ports).filter(([, count]) => count > 0);
      const sum = parts.map(([kind, count]) => `${formatCount(count)} ${kind}`).join(' + ');
      const total = parts.reduce((all, [, count]) => all + count, 0);
      return `a router needs ${sum} = ${formatCount(total)} ports; ${quoted(a.model)} has ${formatCount(a.usable)} usable${wouldDo(a.advice, 'no change of one number makes it fit')}`;
    },
    'direct-network-no-host-fits': (a: { ports: number; p: number; key: string }) =>
      `a host has ${formatCounted(a.ports, 'port')} ${a.key === 'n' ? 'on its level-0 router' : 'in a plane'}, but a router has ${formatCounted(a.p, 'endpoint port')}: not even one host fits; "${a.key}" must be at least ${a.ports}`,
    'direct-network-unit-too-large': (a: {
      hosts: number;
      ports: number;
      p: number;
      key: string;
    }) =>
      `hostsPerUnit ${formatCount(a.hosts)} × ${formatCounted(a.ports, 'port')} of a host needs ${formatCounted(a.hosts * a.ports, 'endpoint port')} of a router, but "${a.key}" is ${formatCount(a.p)}; at most ${formatCounted(Math.floor(a.p / a.ports), 'host')} fit`,
    'direct-network-hosts': (a: {
      lastSlot: number;
      routers: number;
      hostsPerUnit: number;
      advice: readonly string[];
      word: string;
    }) =>
      `the last host is in slot ${formatCount(a.lastSlot)}, but ${formatCounted(a.routers, a.word)} with ${formatCounted(a.hostsPerUnit, 'host')} each have ${formatCounted(a.routers * a.hostsPerUnit, 'slot')} (0 to ${formatCount(a.routers * a.hostsPerUnit - 1)})${wouldDo(a.advice, 'connect fewer hosts, or take a model with more ports')}`,
  },
});
