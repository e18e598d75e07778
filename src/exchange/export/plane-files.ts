import type { CompactFabric } from '../../fabric/compact.js';

/** What a file of a plane is called, but for its ending: `compute-p3`. */
export const planeFileName = ({ planes }: CompactFabric, plane: number): string =>
  planes[plane]!.id.replace('/', '-');
