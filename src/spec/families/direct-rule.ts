import { rule } from '../../finding/rule.js';
import { quoted } from '../../std/terminal.js';
import { formatCount, formatCounted } from '../../std/units.js';

/** Ports of a router, by what they are for: "16 to endpoints + 31 local + 16 global". */
export type RouterPorts = Readonly<Record<string, number>>;

const wouldDo = (advice: readonly string[], otherwise: string): string =>
  advice.length === 0 ? `; ${otherwise}` : `; ${advice.join(' or ')} would do`;

export const directNetwork = rule({
  id: 'direct-network',
  summary: 'the routers of a Slim Fly or a dragonfly come out whole, and their ports suffice',
  explanation: `Proves that a direct network can be built: \`q\` of a Slim Fly is a prime power of at
least 3; a dragonfly has at least two groups, and each of them has global ports to reach all the
others (\`g\` is at most \`a\` × \`h\` + 1); a router has ports for its endpoints and for all its
cables to other routers; the hosts fit the endpoint ports of their router, and there are routers for
all of them.

To mend it: take one of the numbers that the message offers. \`p\` endpoint ports stand in
\`p\` ÷ split physical ports where NICs are slower than the router; \`hostsPerUnit\` × ports of a
host is at most \`p\`.`,
  messages: {
    'direct-network-prime-power': ({ q, near }: { q: number; near: readonly number[] }) =>
      `${q === 2 ? 'a Slim Fly is made of a prime power of at least 3, found 2' : `q is ${formatCount(q)}, which is not a power of a prime`}; nearest that can be built: ${near.join(', ')}`,
    'direct-network-groups': (a: { g: number; a: number; h: number; most: number }) =>
      a.g < 2
        ? `a dragonfly has at least 2 groups, found ${a.g}; with these routers "g" is at most ${formatCount(a.most)}`
        : `${formatCount(a.g)} groups cannot all be joined: ${formatCounted(a.a, 'router')} with ${formatCounted(a.h, 'global port')} each reach ${formatCounted(a.most - 1, 'other group')}, so "g" is at most ${formatCount(a.most)}`,
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
    'direct-network-no-host-fits': ({ ports, p }: { ports: number; p: number }) =>
      `a host has ${formatCounted(ports, 'port')} in a plane, but a router has ${formatCounted(p, 'endpoint port')}: not even one host fits; "p" must be at least ${ports}`,
    'direct-network-unit-too-large': (a: { hosts: number; ports: number; p: number }) =>
      `hostsPerUnit ${formatCount(a.hosts)} × ${formatCounted(a.ports, 'port')} of a host needs ${formatCounted(a.hosts * a.ports, 'endpoint port')} of a router, but "p" is ${formatCount(a.p)}; at most ${formatCounted(Math.floor(a.p / a.ports), 'host')} fit`,
    'direct-network-hosts': (a: {
      lastSlot: number;
      routers: number;
      hostsPerUnit: number;
      advice: readonly string[];
    }) =>
      `the last host is in slot ${formatCount(a.lastSlot)}, but ${formatCounted(a.routers, 'router')} with ${formatCounted(a.hostsPerUnit, 'host')} each have ${formatCounted(a.routers * a.hostsPerUnit, 'slot')} (0 to ${formatCount(a.routers * a.hostsPerUnit - 1)})${wouldDo(a.advice, 'connect fewer hosts, or take a model with more ports')}`,
  },
});
