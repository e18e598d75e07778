import { cablesOf } from './cables.js';
import type { Exported, Exporter } from './exporter.js';
import {
  cableFields,
  cableValues,
  type Field,
  type Values,
  vertexFields,
  vertexValues,
} from './fields.js';
import { nothingBuilt } from './nothing-built.js';
import { joined } from './pieces.js';
import { racksOf } from './racks.js';
import { verticesOf } from './vertices.js';
import { xmlText, xmlTexts } from './xml.js';

/**
 * GEXF 1.2 (gexf.net), what Gephi opens: nodes and edges as in GraphML, the label where Gephi shows
 * it. Written here: graphology-gexf takes three seconds for 36,864 cables, all of them in memory.
 */
export const gexf: Exporter = (exported) => {
  const { planes, topology } = exported;
  if (planes.length === 0) return nothingBuilt;
  return { files: [{ name: `${topology.name}.gexf`, pieces: joined(lines(exported)) }] };
};

function* lines(exported: Exported): Generator<string> {
  const { subject, topology } = exported;
  const { vertexIds, lower, upper, cableId } = subject.fabric;
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n';
  yield `<meta><description>${xmlText(topology.name)}</description></meta>\n`;
  yield '<graph mode="static" defaultedgetype="undirected">\n';
  yield* declared('node', vertexFields);
  yield* declared('edge', cableFields);
  const texts = xmlTexts();
  const data = (values: Values) => {
    let text = '';
    for (const [i, value] of values.entries()) {
      if (value === undefined) continue;
      const shown = typeof value === 'string' ? texts(value) : value;
      text += `<attvalue for="${i}" value="${shown}"/>`;
    }
    return `<attvalues>${text}</attvalues>`;
  };
  const ofVertex = vertexValues(exported, racksOf(subject.fabric));
  yield '<nodes>\n';
  for (const v of verticesOf(exported)) {
    const values = ofVertex(v);
    const label = texts(String(values[0]));
    yield `<node id="${vertexIds[v]!}" label="${label}">${data(values)}</node>\n`;
  }
  const ofCable = cableValues(exported);
  yield '</nodes>\n<edges>\n';
  for (const c of cablesOf(exported)) {
    const ends = `source="${vertexIds[lower[c]!]!}" target="${vertexIds[upper[c]!]!}"`;
    yield `<edge id="${cableId(c)}" ${ends}>${data(ofCable(c))}</edge>\n`;
  }
  yield '</edges>\n</graph>\n</gexf>\n';
}

/** The names of types differ from those of GraphML. */
const types = { string: 'string', int: 'integer', double: 'double' } as const;

const declared = (element: string, fields: readonly Field[]): string[] => [
  `<attributes class="${element}">\n`,
  ...fields.map(
    ({ name, type }, i) => `<attribute id="${i}" title="${name}" type="${types[type]}"/>\n`,
  ),
  '</attributes>\n',
];
