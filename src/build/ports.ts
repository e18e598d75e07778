import type { PortNumber } from '../fabric/attributes.js';

/** A run of sub-ports that starts at a physical port; each physical port is split alike. */
export interface PortRegion {
  readonly start: number;
  readonly split: number;
}

/** Sub-port n of a region (LANGUAGE section 6). */
export function portOf({ start, split }: PortRegion, n: number): PortNumber {
  return split === 1
    ? { port: start + n, sub: -1 }
    : { port: start + Math.floor(n / split), sub: n % split };
}
