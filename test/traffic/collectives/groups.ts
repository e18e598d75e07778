import type { Communicator } from '../../../src/traffic/communicator.js';
import type { Step } from '../../../src/traffic/step.js';

/** Hosts with so many GPUs each, numbered on; each host is a domain unless so many of them are one. */
export function groupOf(perHost: readonly number[], hostsInDomain = 1): Communicator {
  let next = 0;
  const hosts = perHost.map((count) => Array.from({ length: count }, () => next++));
  const domains: number[][] = [];
  hosts.forEach((gpus, h) => {
    const d = Math.floor(h / hostsInDomain);
    domains[d] = [...(domains[d] ?? []), ...gpus];
  });
  return { ranks: Int32Array.from(hosts.flat()), hosts, domains };
}

export interface Message {
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
}

/** The messages of a step, those of its mesh too. */
export function messagesOf({ mesh, messages }: Step): Message[] {
  const all = (mesh?.groups ?? []).flatMap((group) =>
    [...group].flatMap((from) =>
      [...group].flatMap((to) => (from === to ? [] : [{ from, to, bytes: mesh!.bytes }])),
    ),
  );
  messages?.from.forEach((from, i) => {
    all.push({ from, to: messages.to[i]!, bytes: messages.bytes[i]! });
  });
  return all;
}

/** Bytes that each rank sends, and takes, in all steps together. */
export function totals(steps: Iterable<Step>, ranks: number): { sent: number[]; taken: number[] } {
  const sent = new Array<number>(ranks).fill(0);
  const taken = new Array<number>(ranks).fill(0);
  for (const step of steps) {
    for (const { from, to, bytes } of messagesOf(step)) {
      sent[from]! += bytes * (step.times ?? 1);
      taken[to]! += bytes * (step.times ?? 1);
    }
  }
  return { sent, taken };
}

/** Where each rank of a ring sends to; fails unless the messages are one cycle through all of so many. */
export function cycleOf(messages: readonly Message[], ranks: readonly number[]): number[] {
  const next = new Map(messages.map(({ from, to }) => [from, to]));
  const order = [ranks[0]!];
  while (next.get(order.at(-1)!) !== order[0]) {
    order.push(next.get(order.at(-1)!)!);
    if (order.length > ranks.length) throw new Error(`no cycle of ${ranks.length}: ${order}`);
  }
  if (messages.length !== ranks.length || new Set(order).size !== ranks.length) {
    throw new Error(`${messages.length} messages are not one cycle through ${ranks}`);
  }
  return order;
}
