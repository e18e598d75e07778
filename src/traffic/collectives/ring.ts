import type { Communicator } from '../communicator.js';
import { MessageList, type Step } from '../step.js';

/** The rings of a group, and how they are cut: as many as GPUs of a host, unless something else is said. */
export interface Rings {
  readonly groups: readonly Communicator[];
  readonly channels: number | null;
}

/**
 * Steps of rings: in each of them every rank hands a piece of the buffer to the next one, n − 1 times to
 * gather or to scatter, 2(n − 1) times for both (R. Thakur, R. Rabenseifner and W. Gropp, 2005). Ring c
 * enters each host at its GPU c and leaves it from the one before, so that it crosses the network by NIC c
 * (as NCCL's channels do).
 *
 * @param bytes of the whole buffer
 * @param rounds 1 or 2
 */
export function* ring(rings: Rings, bytes: number, rounds: number): Generator<Step> {
  const size = rings.groups[0]!.ranks.length;
  if (size < 2) return;
  const messages = ringMessages(rings, bytes / size);
  yield { messages, times: rounds * (size - 1) };
}

function ringMessages({ groups, channels }: Rings, bytes: number) {
  const list = new MessageList();
  for (const { hosts } of groups) {
    const count = channels ?? Math.max(...hosts.map((gpus) => gpus.length));
    for (let c = 0; c < count; c++) {
      const order = hosts.flatMap((gpus) => rotated(gpus, c));
      order.forEach((gpu, r) => {
        list.add(gpu, order[(r + 1) % order.length]!, bytes / count);
      });
    }
  }
  return list.close();
}

/** From the one with this number on, and then from the first one. */
export const rotated = (gpus: readonly number[], by: number): readonly number[] =>
  gpus.map((_, i) => gpus[(i + by) % gpus.length]!);
