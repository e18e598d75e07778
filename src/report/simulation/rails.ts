import { formatUs } from '../../std/units.js';
import type { CollectiveTime } from '../../whatif/simulation/answer.js';

/** Rails differ if their times do by more. */
const same = 1e-3;

/** "r0-r2, r4-r7 after 1.2 ms, r3 after 4.5 ms"; null: all rails are done at about the same time. */
export function railWords(rails: NonNullable<CollectiveTime['rails']>): string | null {
  const groups: { us: number; rails: number[] }[] = [];
  for (const { rail, us } of [...rails].sort((a, b) => a.us - b.us)) {
    const last = groups.at(-1);
    if (last && us <= last.us * (1 + same)) last.rails.push(rail);
    else groups.push({ us, rails: [rail] });
  }
  if (groups.length < 2) return null;
  return groups
    .map((group) => {
      return `${ranges(group.rails)} after ${formatUs(group.us)}`;
    })
    .join('; ');
}

/** "r0-r2, r4". */
function ranges(rails: readonly number[]): string {
  const found: [number, number][] = [];
  for (const rail of [...rails].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last && rail === last[1] + 1) last[1] = rail;
    else found.push([rail, rail]);
  }
  return found.map(([from, to]) => (from === to ? `r${from}` : `r${from}-r${to}`)).join(', ');
}
