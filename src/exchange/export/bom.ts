import { allParts } from '../../cost/cost.js';
import { type CostLine, priceOf } from '../../cost/price.js';
import type { Topology } from '../../spec/topology.js';
import { csvLine } from '../../std/csv.js';
import { own } from '../../std/record.js';
import { formatCounted, formatGbps } from '../../std/units.js';
import type { Exported, Exporter } from './exporter.js';

const header = [
  'class',
  'item',
  'description',
  'count',
  'length_m',
  'unit_price',
  'total',
  'currency',
  'watts',
];

/**
 * The bill of materials as CSV, a line a switch model, NIC model, class of cables (kind, speed,
 * length) and class of transceivers. What is not known is an empty cell; nothing is summed up, so
 * that a sum over a column is right.
 */
export const bom: Exporter = (exported) => {
  const { subject, planes } = exported;
  if (planes.length < subject.fabric.planes.length) {
    return { problem: 'parts are counted and priced for all planes together: leave out --plane' };
  }
  return { files: [{ name: 'parts.csv', pieces: lines(exported) }] };
};

function* lines({ subject: { fabric }, topology }: Exported): Generator<string> {
  const prices = topology.prices ?? {};
  const { lines, currency } = priceOf(allParts(topology, fabric), prices);
  yield csvLine(header);
  for (const line of lines) {
    const { part, item, count, lengthM, each, total, watts } = line;
    const known = each === null ? null : currency;
    const cells = [
      part,
      item,
      described(topology, line),
      count,
      lengthM,
      each,
      total,
      known,
      watts,
    ];
    yield csvLine(cells);
  }
}

/** What a part is, for somebody who does not know the model. */
function described({ switchModels, nicModels }: Topology, { part, item, gbps }: CostLine): string {
  const ports = (count = 0, speed = 0) => `${formatCounted(count, 'port')} of ${formatGbps(speed)}`;
  if (part === 'switch') {
    const model = own(switchModels, item);
    const uplinks = model?.uplinkPorts ? ` and ${ports(model.uplinkPorts, model.uplinkGbps)}` : '';
    return `${ports(model?.ports, model?.portGbps)}${uplinks}`;
  }
  if (part === 'nic') {
    const model = own(nicModels, item);
    return ports(model?.ports, model?.portGbps);
  }
  const speed = formatGbps(gbps ?? 0);
  return part === 'cable' ? speed : `${speed}, one for each end of a cable`;
}
