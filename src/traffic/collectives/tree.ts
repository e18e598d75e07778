import type { Communicator } from '../communicator.js';
import { MessageList, type Step } from '../step.js';
import { type Rings, rotated } from './ring.js';

/**
 * Two binary trees over hosts, each for half of the buffer, in which no host has children in both
 * (P. Sanders, J. Speck and J. L. Träff, "Two-tree algorithms for full bandwidth broadcast, reduction and
 * scan", 2009). All is handed up and down in small pieces, so that every message is under way at once; in
 * a host a chain of its GPUs leads to the one that is in the tree, GPU c of channel c.
 *
 * @param bytes of the buffer
 */
export function* tree({ groups, channels }: Rings, bytes: number): Generator<Step> {
  const list = new MessageList();
  let [depth, chain] = [0, 0];
  for (const group of groups) {
    const most = Math.max(...group.hosts.map((gpus) => gpus.length));
    const count = channels ?? most;
    for (let c = 0; c < count; c++) addTrees(list, group, c, bytes / count);
    depth = Math.max(depth, depthOf(group.hosts.length));
    chain = Math.max(chain, most - 1);
  }
  const messages = list.close();
  if (messages.from.length > 0) {
    yield { messages, waits: { between: 2 * depth, inside: 2 * chain } };
  }
}

function addTrees(
  list: MessageList,
  { hosts }: Communicator,
  channel: number,
  bytes: number,
): void {
  const both = (child: number, parent: number, part: number) => {
    list.add(child, parent, part);
    list.add(parent, child, part);
  };
  const orders = hosts.map((gpus) => rotated(gpus, channel));
  for (const order of orders) {
    for (let i = 1; i < order.length; i++) both(order[i]!, order[i - 1]!, bytes);
  }
  const count = hosts.length;
  for (let place = 1; place <= count; place++) {
    const parent = parentOf(place, count);
    if (parent === 0) continue;
    for (const hostAt of [(p: number) => p, (p: number) => second(p, count)]) {
      both(orders[hostAt(place) - 1]![0]!, orders[hostAt(parent) - 1]![0]!, bytes / 2);
    }
  }
}

/** Places 1 … n in order, the odd ones leaves; 0: the root has none. */
export function parentOf(place: number, count: number): number {
  const bit = place & -place;
  const parent = (place ^ bit) | (bit << 1);
  return parent <= count ? parent : place ^ bit;
}

/** Whom a place of the second tree belongs to: odd ones change with even ones. */
export const second = (place: number, count: number): number =>
  count % 2 === 0 ? count + 1 - place : (place % count) + 1;

/** Steps from the deepest place up to the root. */
function depthOf(count: number): number {
  let most = 0;
  for (let place = 1; place <= count; place++) {
    let depth = 0;
    for (let p = parentOf(place, count); p !== 0; p = parentOf(p, count)) depth++;
    most = Math.max(most, depth);
  }
  return most;
}
