import { didYouMean, nearest } from '../../std/suggest.js';

/**
 * What a sweep can be asked to keep: of the healthy bisection of each plane set, and of each plane; of the
 * endpoints, hosts, and pairs of hosts that are not cut off.
 */
const keepable = ['bisection', 'planeBisection', 'endpoints', 'hosts', 'hostPairs'] as const;

export type Keepable = (typeof keepable)[number];

/** At least so much of it is kept in every combination, 0 to 1. */
export interface Keep {
  readonly what: Keepable;
  readonly atLeast: number;
}

/** Reads `bisection=0.9,hosts=1`, or says all that is wrong with it. */
export function readKeep(text: string): readonly Keep[] | { readonly problem: string } {
  const problems: string[] = [];
  const found = new Map<Keepable, number>();
  for (const clause of text.split(',')) {
    const [what = '', share, ...rest] = clause.split('=').map((part) => part.trim());
    if (!isKeepable(what)) {
      const meant = didYouMean(nearest(what, keepable));
      problems.push(`"${what}" is none of ${keepable.join(', ')}${meant}`);
    } else if (found.has(what)) problems.push(`"${what}" is there twice`);
    else if (share === undefined || rest.length > 0 || !isShare(share)) {
      problems.push(`"${clause.trim()}" is no share from 0 to 1, like ${what}=0.9`);
    } else found.set(what, Number(share));
  }
  if (problems.length > 0) return { problem: problems.join('; ') };
  return [...found].map(([what, atLeast]) => ({ what, atLeast }));
}

const isKeepable = (text: string): text is Keepable =>
  (keepable as readonly string[]).includes(text);

const isShare = (text: string): boolean => /^(0|1|0?\.\d{1,15}|1\.0{1,15})$/.test(text);
