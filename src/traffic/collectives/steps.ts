import type { Collective } from '../../spec/workload.js';
import type { Communicator } from '../communicator.js';
import type { Step } from '../step.js';
import { allToAll, shiftedAllToAll, shiftStep } from './all-to-all.js';
import { expertExchange } from './experts.js';
import { incast, randomPermutation, send } from './point-to-point.js';
import { railAligned } from './rail-aligned.js';
import { ring } from './ring.js';
import { tree } from './tree.js';

/**
 * The steps of a collective in all groups at once, one after the other.
 *
 * @param bytes the size that is asked for; expert exchanges and lists of messages have their own
 */
export function stepsOf(
  collective: Collective,
  groups: readonly Communicator[],
  bytes: number,
): Iterable<Step> {
  switch (collective.kind) {
    case 'all-to-all':
      return collective.algorithm === 'shift'
        ? shiftedAllToAll(groups, bytes)
        : allToAll(groups, bytes);
    case 'all-gather':
    case 'reduce-scatter':
    case 'all-reduce': {
      const { kind, algorithm, channels = null } = collective;
      if (algorithm === 'rail-aligned') return railAligned(kind, groups, bytes);
      if (algorithm === 'tree') return tree({ groups, channels }, bytes);
      return ring({ groups, channels }, bytes, kind === 'all-reduce' ? 2 : 1);
    }
    case 'dispatch':
    case 'combine':
      return expertExchange(groups, collective);
    case 'send':
      return send(groups, collective.pairs);
    case 'incast':
      return incast(groups, collective.to ?? 0, bytes);
    case 'permutation':
      return collective.shift === undefined
        ? randomPermutation(groups, collective.seed ?? 1, bytes)
        : [shiftStep(groups, collective.shift, bytes)];
  }
}

/** What keeps a collective from running in groups as they are placed; null: nothing. */
export function unfit(collective: Collective, groups: readonly Communicator[]): string | null {
  // Steps are made for the shape of the first group.
  const alike = (partsOf: (group: Communicator) => readonly (readonly number[])[]) => {
    const [first] = groups;
    const [count, size] = [partsOf(first!).length, partsOf(first!)[0]!.length];
    return groups.every((group) => {
      const parts = partsOf(group);
      return parts.length === count && parts.every(({ length }) => length === size);
    });
  };
  if ('algorithm' in collective && collective.algorithm === 'rail-aligned') {
    return alike(({ hosts }) => hosts)
      ? null
      : 'rail-aligned takes groups of as many hosts each, with as many GPUs of each host';
  }
  if (collective.kind !== 'dispatch' && collective.kind !== 'combine') return null;
  return collective.copies === 'expert' || alike(({ domains }) => domains)
    ? null
    : 'a copy for each host takes groups of as many hosts (scale-up domains) each, with as many GPUs of each';
}
