import type { PortNumber } from '../fabric/attributes.js';

/** A run of sub-ports that starts at a physical port; each physical port is split alike. */
export interface PortRegion {
  readonly start: number;
  readonly split: number;
}

/**
 * The first `count` sub-ports of a region (LANGUAGE section 6). Switches of a tier are alike, so
 * their cables share these objects.
 */
export function portsOf({ start, split }: PortRegion, count: number): PortNumber[] {
  return Array.from({ length: count }, (_, n) =>
    split === 1
      ? { port: start + n, sub: -1 }
      : { port: start + Math.floor(n / split), sub: n % split },
  );
}
