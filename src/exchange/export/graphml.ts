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
 * GraphML (graphml.graphdrawing.org): a node for each NIC and switch, an edge for each cable, both by
 * our ids, so that parallel cables stay apart. Written here: graphology-graphml only reads.
 */
export const graphml: Exporter = (exported) => {
  const { planes, topology } = exported;
  if (planes.length === 0) return nothingBuilt;
  return { files: [{ name: `${topology.name}.graphml`, pieces: joined(lines(exported)) }] };
};

function* lines(exported: Exported): Generator<string> {
  const { subject, topology } = exported;
  const { vertexIds, lower, upper, cableId } = subject.fabric;
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n';
  yield* vertexFields.map((field, i) => key('node', `n${i}`, field));
  yield* cableFields.map((field, i) => key('edge', `e${i}`, field));
  yield `<graph id="${xmlText(topology.name)}" edgedefault="undirected">\n`;
  const texts = xmlTexts();
  const data = (prefix: string, values: Values) => {
    let text = '';
    for (const [i, value] of values.entries()) {
      if (value === undefined) continue;
      const shown = typeof value === 'string' ? texts(value) : value;
      text += `<data key="${prefix}${i}">${shown}</data>`;
    }
    return text;
  };
  const ofVertex = vertexValues(exported, racksOf(subject.fabric));
  for (const v of verticesOf(exported)) {
    yield `<node id="${vertexIds[v]!}">${data('n', ofVertex(v))}</node>\n`;
  }
  const ofCable = cableValues(exported);
  for (const c of cablesOf(exported)) {
    const ends = `source="${vertexIds[lower[c]!]!}" target="${vertexIds[upper[c]!]!}"`;
    yield `<edge id="${cableId(c)}" ${ends}>${data('e', ofCable(c))}</edge>\n`;
  }
  yield '</graph>\n</graphml>\n';
}

const key = (element: string, id: string, { name, type }: Field): string =>
  `<key id="${id}" for="${element}" attr.name="${name}" attr.type="${type}"/>\n`;
