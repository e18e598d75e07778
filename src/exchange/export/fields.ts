import { cableClasses } from '../../cost/cable-class.js';
import { own } from '../../std/record.js';
import { portsOf } from './ends.js';
import type { Exported } from './exporter.js';

/** What is said of a vertex or of a cable in formats for graphs: a name, and what its values are. */
export interface Field {
  readonly name: string;
  readonly type: 'string' | 'int' | 'double';
}

/** By field, in the same order; undefined: it has none. */
export type Values = readonly (string | number | undefined)[];

export const vertexFields: readonly Field[] = [
  { name: 'label', type: 'string' },
  { name: 'kind', type: 'string' },
  { name: 'planeSet', type: 'string' },
  { name: 'model', type: 'string' },
  { name: 'portGbps', type: 'double' },
  { name: 'ports', type: 'int' },
  { name: 'host', type: 'string' },
  { name: 'rail', type: 'int' },
  { name: 'unit', type: 'int' },
  { name: 'plane', type: 'string' },
  { name: 'tier', type: 'string' },
  { name: 'index', type: 'int' },
  { name: 'pod', type: 'int' },
  { name: 'group', type: 'int' },
  { name: 'column', type: 'int' },
  { name: 'level', type: 'int' },
  { name: 'rack', type: 'string' },
];

export const cableFields: readonly Field[] = [
  { name: 'plane', type: 'string' },
  { name: 'gbps', type: 'double' },
  { name: 'class', type: 'string' },
  { name: 'lowerPort', type: 'string' },
  { name: 'upperPort', type: 'string' },
];

/** What is said of a NIC or switch: `label` is its name on the machine, or its id. */
export function vertexValues(
  { subject: { fabric }, topology: { labels = {} } }: Exported,
  rackOf: (vertex: number) => string,
): (vertex: number) => Values {
  const { vertexIds, endpointCount, endpoints, switches } = fabric;
  return (v) => {
    const label = own(labels, vertexIds[v]!) ?? vertexIds[v]!;
    const rack = rackOf(v) || undefined;
    if (v < endpointCount) {
      const { planeSet, model, portGbps, host, rail, unit } = endpoints[v]!;
      const nic = [label, 'nic', planeSet, model, portGbps, portsOf(fabric, v)];
      return [...nic, host, rail, unit < 0 ? undefined : unit, ...noSwitch, rack];
    }
    const { planeSet, plane, tier, index, model, unit, pod, group, column, level } =
      switches[v - endpointCount]!;
    const { name, portGbps, ports, uplinkPorts } = model;
    const what = [label, 'switch', planeSet, name, portGbps, ports + uplinkPorts];
    const place = [unit, plane, tier, index, pod, group, column, level];
    return [...what, undefined, undefined, ...place, rack];
  };
}

/** Of plane … level. */
const noSwitch = Array.from({ length: 7 }, () => undefined);

export function cableValues({
  subject: { fabric },
  topology,
}: Exported): (cable: number) => Values {
  const { planes, cablePlane, gbps, lowerPort, lowerSub, upperPort, upperSub } = fabric;
  const classOf = cableClasses(topology, fabric);
  return (c) => [
    planes[cablePlane[c]!]!.id,
    gbps[c]!,
    classOf(c).item,
    portText(lowerPort[c]!, lowerSub[c]!),
    portText(upperPort[c]!, upperSub[c]!),
  ];
}

/** `33`, and `33.1` of a split port: as ids of ports end. */
const portText = (port: number, sub: number): string => (sub < 0 ? `${port}` : `${port}.${sub}`);
