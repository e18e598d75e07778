import type { Link, LinkEnd } from '../../wiring.js';

/** Links that are in part of a port which another one has whole, or the other way round. */
export function inSplitPorts(links: readonly Link[]): ReadonlySet<number> {
  const found = new Set<number>();
  if (!links.some(({ a, b }) => a.sub >= 0 || b.sub >= 0)) return found;
  // By port: whether it is whole. What is said first of it is taken.
  const whole = new Map<string, boolean>();
  const fits = ({ device, port, sub }: LinkEnd): boolean => {
    const key = `${device} ${port}`;
    const known = whole.get(key);
    if (known === undefined) whole.set(key, sub < 0);
    return known === undefined || known === sub < 0;
  };
  links.forEach(({ a, b }, i) => {
    if (![a, b].every(fits)) found.add(i);
  });
  return found;
}
