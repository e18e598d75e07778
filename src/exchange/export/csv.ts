import { portId } from '../../fabric/ids.js';
import type { Exporter } from './exporter.js';

/** Cables of one piece: about 64 KiB. */
const cablesPerPiece = 1000;

/**
 * A cable per line, the lower end first, in order of expansion. With its header the list can be
 * read back as `cables` of a plane set (docs/topology.md); ids have neither commas nor quotes.
 */
export const csv: Exporter = function* ({ graph }) {
  let piece = 'a,b,gbps\n';
  let cables = 0;
  // Edges come in the order in which they were added, which is that of expansion (test/exchange).
  for (const { source, target, attributes } of graph.edgeEntries()) {
    const { lowerPort, upperPort, gbps } = attributes;
    piece += `${portId(source, lowerPort)},${portId(target, upperPort)},${gbps}\n`;
    if (++cables % cablesPerPiece > 0) continue;
    yield piece;
    piece = '';
  }
  yield piece;
};
