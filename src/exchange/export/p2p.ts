import { cableClasses } from '../../cost/cable-class.js';
import { csvCell, csvLine } from '../../std/csv.js';
import { cablesOf } from './cables.js';
import { type Ends, endsOf } from './ends.js';
import type { Exported, Exporter } from './exporter.js';
import { joined } from './pieces.js';
import { racksOf } from './racks.js';

/** The Ethernet columns of NVIDIA's Cable Validation Tool ("P2P"), and what a crew asks for besides. */
const header = [
  'A-Rack',
  'A-U',
  'A-Node Name',
  'A-Type',
  'A-Port',
  'Z-Rack',
  'Z-RU',
  'Z-Node Name',
  'Z-Type',
  'Z-Port',
  'Label',
  'Class',
  'Speed',
  'Length (m)',
];

/** What fits a cell and a printed tag; a formula is left to ids. */
const tag = { legal: /^[A-Za-z0-9][!-~]*$/, longest: 64 };

/**
 * The sheet of cables, point to point: a line each, the lower end as A. Ethernet columns, for
 * InfiniBand, too: they name ports as they are called, where the InfiniBand ones count HCAs. Rack units
 * are in no topology; racks are, where a group is called `rack`.
 */
export const p2p: Exporter = (exported) => {
  const ends = endsOf(exported, tag);
  if ('problem' in ends) return ends;
  const { topology } = exported;
  return { files: [{ name: `${topology.name}-p2p.csv`, pieces: joined(lines(exported, ends)) }] };
};

function* lines({ subject, topology, ...exported }: Exported, ends: Ends): Generator<string> {
  const { fabric } = subject;
  const { endpointCount, vertexCount, cableId, gbps } = fabric;
  const { lower, lowerPort, lowerSub, upper, upperPort, upperSub } = fabric;
  yield csvLine(header);
  const rackOf = racksOf(fabric);
  const classOf = cableClasses(topology, fabric);
  const machines = Array.from({ length: vertexCount }, (_, v) => {
    const type = v < endpointCount ? 'Host' : 'Switch';
    return `${csvCell(rackOf(v))},,${csvCell(ends.machine(v))},${type}`;
  });
  for (const c of cablesOf({ subject, topology, ...exported })) {
    const a = csvCell(ends.port(lower[c]!, lowerPort[c]!, lowerSub[c]!));
    const z = ends.port(upper[c]!, upperPort[c]!, upperSub[c]!);
    const { item, lengthM } = classOf(c);
    // Ids have no marks that a cell would have to be quoted for.
    const what = `${cableId(c)},${item},${gbps[c]!}G,${lengthM ?? ''}`;
    yield `${machines[lower[c]!]!},${a},${machines[upper[c]!]!},${z},${what}\n`;
  }
}
