import { portId } from '../../fabric/ids.js';
import type { Exporter } from './exporter.js';

/** Cables of one piece: about 64 KiB. */
const cablesPerPiece = 1000;

/**
 * A cable per line, the lower end first, in order of expansion. With its header the list can be
 * read back as `cables` of a plane set (docs/topology.md); ids have neither commas nor quotes.
 */
export const csv: Exporter = function* ({ subject: { fabric } }) {
  const { cableCount, vertexIds, lower, lowerPort, lowerSub, upper, upperPort, upperSub } = fabric;
  let piece = 'a,b,gbps\n';
  // A large fabric has no graph: it would be expanded a second time for one.
  for (let c = 0; c < cableCount; c++) {
    const a = portId(vertexIds[lower[c]!]!, { port: lowerPort[c]!, sub: lowerSub[c]! });
    const b = portId(vertexIds[upper[c]!]!, { port: upperPort[c]!, sub: upperSub[c]! });
    piece += `${a},${b},${fabric.gbps[c]!}\n`;
    if ((c + 1) % cablesPerPiece > 0) continue;
    yield piece;
    piece = '';
  }
  yield piece;
};
