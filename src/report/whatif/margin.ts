import { formatCounted } from '../../std/units.js';
import type { PlaneSetAnswer } from '../../whatif/answer.js';

/**
 * "8 more cables or 8 more switches part h0 and h1 (before: 9, 9)": what separates the first two hosts; nothing
 * where some are apart already, or where nobody knows.
 */
export function marginWords({ weakest }: PlaneSetAnswer, before: PlaneSetAnswer): string[] {
  const found = (['cables', 'switches'] as const).flatMap((what) => {
    const now = weakest[what];
    if (!now || now.lost.length === 0) return [];
    const was = before.weakest[what]?.lost.length ?? now.lost.length;
    return [{ what, hosts: now.hosts.join(' and '), count: now.lost.length, was }];
  });
  if (found.length === 0) return [];
  const more = found.map(({ what, count }) =>
    formatCounted(count, `more ${what === 'cables' ? 'cable' : 'switch'}`),
  );
  const [first, ...others] = found;
  const same = others.every(({ hosts }) => hosts === first!.hosts);
  const words = same
    ? `${more.join(' or ')} part ${first!.hosts}`
    : found.map(({ hosts }, i) => `${more[i]} part ${hosts}`).join(', ');
  const fewer = found.some(({ count, was }) => count !== was);
  return [`${words}${fewer ? ` (before: ${found.map(({ was }) => was).join(', ')})` : ''}`];
}

/** "8 cables, 8 switches": for a table. */
export function marginCell({ weakest: { cables, switches } }: PlaneSetAnswer): string | null {
  if (!cables && !switches) return null;
  return [
    ...(cables ? [formatCounted(cables.lost.length, 'cable')] : []),
    ...(switches ? [formatCounted(switches.lost.length, 'switch')] : []),
  ].join(', ');
}
