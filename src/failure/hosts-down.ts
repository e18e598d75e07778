import type { Fault } from './fault.js';

/** Ids of hosts that are down as such: one of which only NICs or cables are goes on in its scale-up domain. */
export const hostsDown = (faults: readonly Fault[]): ReadonlySet<string> =>
  new Set(
    faults.flatMap(({ parts }) => parts.filter(({ kind }) => kind === 'host').map(({ id }) => id)),
  );
