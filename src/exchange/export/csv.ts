import { portId } from '../../fabric/ids.js';
import { cablesOf } from './cables.js';
import type { Exported, Exporter } from './exporter.js';
import { nothingBuilt } from './nothing-built.js';
import { joined } from './pieces.js';

/**
 * A cable per line, the lower end first, in order of expansion. With its header the list can be
 * read back as `cables` of a plane set (docs/topology.md); ids have neither commas nor quotes.
 */
export const csv: Exporter = (exported) =>
  exported.planes.length === 0
    ? nothingBuilt
    : { files: [{ name: 'cables.csv', pieces: joined(lines(exported)) }] };

function* lines(exported: Exported): Generator<string> {
  const { fabric } = exported.subject;
  const { vertexIds, lower, lowerPort, lowerSub, upper, upperPort, upperSub } = fabric;
  yield 'a,b,gbps\n';
  for (const c of cablesOf(exported)) {
    const a = portId(vertexIds[lower[c]!]!, { port: lowerPort[c]!, sub: lowerSub[c]! });
    const b = portId(vertexIds[upper[c]!]!, { port: upperPort[c]!, sub: upperSub[c]! });
    yield `${a},${b},${fabric.gbps[c]!}\n`;
  }
}
