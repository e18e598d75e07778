import type { Exported } from './exporter.js';

/** Why there is no file of a fabric without planes. */
export const nothingBuilt = {
  problem: 'no plane is built: what is described only has no cables',
} as const;

/** Why there is no file of hosts, where none is in the planes that are wanted. */
export const noHost = ({ planes }: Exported): { readonly problem: string } =>
  planes.length === 0 ? nothingBuilt : { problem: 'no host has a cable in the planes asked for' };
