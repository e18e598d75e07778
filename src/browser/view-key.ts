import type { Level } from '../diagram/limits.js';

/**
 * What a view is called in an address: `overview`, `full`, `plane:compute/p3`, `focus:h17`, and
 * `focus@2:h17` of what is up to two cables away.
 */
export function viewKey({ detail, plane, focus, depth = 1 }: Level): string {
  if (focus !== undefined) return `focus${depth === 1 ? '' : `@${depth}`}:${focus}`;
  return plane !== undefined ? `plane:${plane}` : detail;
}

/** The level that such a name says, which may be none of this fabric. */
export function levelOf(key: string): Level {
  const colon = key.indexOf(':');
  const [kind, id] = [key.slice(0, Math.max(colon, 0)), key.slice(colon + 1)];
  const [, at, depth] = focusKind.exec(kind) ?? [];
  if (at !== undefined) {
    return {
      detail: 'overview',
      focus: id,
      ...(depth === undefined ? {} : { depth: Number(depth) }),
    };
  }
  if (kind === 'plane') return { detail: 'plane', plane: id };
  return { detail: key === 'full' ? 'full' : 'overview' };
}

const focusKind = /^(focus)(?:@([1-9]\d{0,8}))?$/;

/** Whether a text may be the name of a view. */
export const isViewKey = (text: string): boolean =>
  /^(overview|full|(plane|focus(@[1-9]\d{0,8})?):.{1,400})$/.test(text);
