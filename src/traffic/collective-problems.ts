import { pointerTo } from '../finding/pointer.js';
import type { Problem, Tell } from '../finding/problem.js';
import { choiceProblems } from '../model/choice.js';
import type { Collective, ExpertExchange } from '../spec/workload.js';
import { formatCount, formatCounted } from '../std/units.js';

/** What keeps a collective from running on so many ranks of a job. */
export function collectiveProblems(
  collective: Collective,
  ranks: number,
  pointer: string,
): Problem[] {
  const problems: Problem[] = [];
  const tell: Tell = (problem, ...keys) =>
    problems.push({ pointer: pointerTo(pointer, ...keys), problem });
  const { groups } = collective;
  const size = groups?.size ?? ranks;
  const span = size * (groups?.stride ?? 1);
  if (ranks % span !== 0) {
    tell(
      `groups of ${formatCount(size)} ranks, ${formatCount(span / size)} apart, do not divide the ${formatCounted(ranks, 'rank')} of the job; size × stride must`,
      'groups',
    );
    return problems;
  }
  if (size < 2) {
    tell(`it takes at least two ranks, there is ${size}`, ...(groups ? ['groups', 'size'] : []));
    return problems;
  }
  const outside = (rank: number) =>
    `there is no rank ${formatCount(rank)}: the last one is ${formatCount(size - 1)}`;
  switch (collective.kind) {
    case 'dispatch':
    case 'combine':
      expertProblems(collective, size, tell);
      break;
    case 'send':
      collective.pairs.forEach(({ from, to }, i) => {
        if (from >= size) tell(outside(from), 'pairs', i, 'from');
        if (to >= size) tell(outside(to), 'pairs', i, 'to');
        if (from === to) tell(`rank ${formatCount(from)} sends to itself`, 'pairs', i);
      });
      break;
    case 'incast':
      if ((collective.to ?? 0) >= size) tell(outside(collective.to!), 'to');
      break;
    case 'permutation':
      if ((collective.shift ?? 1) % size === 0) {
        tell(`a shift by ${formatCount(collective.shift!)} leads each rank to itself`, 'shift');
      }
  }
  return problems;
}

function expertProblems({ experts, topK, limit }: ExpertExchange, size: number, tell: Tell): void {
  if (experts % size !== 0) {
    tell(
      `${formatCounted(experts, 'expert')} cannot be dealt evenly to ${formatCounted(size, 'GPU')}`,
      'experts',
    );
  }
  choiceProblems({ routed: experts, chosen: topK, limit }, tell, 'topK');
}
