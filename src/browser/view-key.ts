import type { Level } from '../diagram/limits.js';

/** What a view is called in an address: `overview`, `full`, `plane:compute/p3`, `focus:h17`. */
export const viewKey = ({ detail, plane, focus }: Level): string =>
  focus !== undefined ? `focus:${focus}` : plane !== undefined ? `plane:${plane}` : detail;

/** The level that such a name says, which may be none of this fabric. */
export function levelOf(key: string): Level {
  const colon = key.indexOf(':');
  const [kind, id] = [key.slice(0, Math.max(colon, 0)), key.slice(colon + 1)];
  if (kind === 'focus') return { detail: 'overview', focus: id };
  if (kind === 'plane') return { detail: 'plane', plane: id };
  return { detail: key === 'full' ? 'full' : 'overview' };
}
