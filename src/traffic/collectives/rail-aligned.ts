import type { Communicator } from '../communicator.js';
import { MessageList, type Step } from '../step.js';
import { ring } from './ring.js';

/**
 * In two levels: inside hosts everything at once, between hosts a ring by rail (of the GPUs with the same
 * place in their hosts), so that nothing changes its rail on the network. One after the other.
 *
 * @param bytes of the whole buffer
 */
export function* railAligned(
  kind: 'all-gather' | 'reduce-scatter' | 'all-reduce',
  groups: readonly Communicator[],
  bytes: number,
): Generator<Step> {
  const [first] = groups;
  const perHost = first!.hosts[0]!.length;
  const rails = { groups: groups.flatMap(railsOf), channels: 1 };
  const inside = () => insideStep(groups, bytes / perHost);
  if (kind !== 'all-gather' && perHost > 1) yield inside();
  yield* ring(rails, bytes / perHost, kind === 'all-reduce' ? 2 : 1);
  if (kind !== 'reduce-scatter' && perHost > 1) yield inside();
}

/** The groups of GPUs with the same place: one of each host. */
const railsOf = ({ hosts }: Communicator): Communicator[] =>
  hosts[0]!.map((_, place) => {
    const gpus = hosts.map((all) => all[place]!);
    const alone = gpus.map((gpu) => [gpu]);
    return { ranks: Int32Array.from(gpus), hosts: alone, domains: alone };
  });

/** Every GPU sends each other one of its host as much. */
function insideStep(groups: readonly Communicator[], bytes: number): Step {
  const list = new MessageList();
  for (const { hosts } of groups) {
    for (const gpus of hosts) {
      for (const from of gpus) for (const to of gpus) list.add(from, to, bytes);
    }
  }
  return { messages: list.close() };
}
