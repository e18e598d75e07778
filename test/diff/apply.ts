import type { Mates } from '../../src/diff/mates.js';
import type { Move } from '../../src/diff/move.js';

/** Carries a move out. */
export function apply(found: Mates, move: Move): void {
  const join = (a: number, b: number) => {
    found[a] = b;
    found[b] = a;
  };
  if (move.kind === 'swap') {
    join(move.plugs[0], move.stay[1]);
    join(move.plugs[1], move.stay[0]);
  } else if (move.kind === 'move') {
    found[move.from] = -1;
    join(move.stays, move.to);
  } else if (move.kind === 'missing') join(...(move.ends as [number, number]));
  else for (const end of move.ends) found[end] = -1;
}
