import type { PortNumber } from './attributes.js';

/** Ids of LANGUAGE section 4: `h17`, `h17/nic3`, `compute/p3`, `compute/p3/leaf12`, `…:33.1`. */
export const hostId = (group: string, index: number): string => `${group}${index}`;

/** `h` of `h17`: the name of a group has no digit at its end. */
export const hostGroupOf = (host: string): string => unnumbered(host);

export const nicId = (host: string, group: string, index: number): string =>
  `${host}/${group}${index}`;

/** `nic` of `h17/nic3`. */
export const nicGroupOf = (nic: string): string => unnumbered(nic.slice(nic.indexOf('/') + 1));

export const planeId = (planeSet: string, index: number): string => `${planeSet}/p${index}`;

export const switchId = (plane: string, tier: string, index: number): string =>
  `${plane}/${tier}${index}`;

export const portId = (vertex: string, { port, sub }: PortNumber): string =>
  sub < 0 ? `${vertex}:${port}` : `${vertex}:${port}.${sub}`;

/** Lower end first. */
export const cableId = (lowerPort: string, upperPort: string): string =>
  `${lowerPort}--${upperPort}`;

export const bundleId = (lower: string, upper: string): string => `${lower}--${upper}`;

export const unitId = (planeSet: string, index: number): string => `${planeSet}/u${index}`;

export const railId = (planeSet: string, index: number): string => `${planeSet}/r${index}`;

export const podId = (plane: string, index: number): string => `${plane}/pod${index}`;

/** A group that stands alone has no index (−1). */
export const groupId = (name: string, index: number): string =>
  index < 0 ? name : `${name}${index}`;

export const groupNameOf = (group: string): string => unnumbered(group);

const unnumbered = (name: string): string => name.replace(/\d+$/, '');
