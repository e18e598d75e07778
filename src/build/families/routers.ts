import type { PortNumber } from '../../fabric/attributes.js';
import { planeId, switchId } from '../../fabric/ids.js';
import { splitOf } from '../../std/ratio.js';
import type { FamilyQuestion } from '../family.js';
import { portsOf } from '../ports.js';
import { switchModel } from '../switch-model.js';
import type { FabricWriter } from '../writer.js';

/** What the families of direct networks have in common: routers, and the order of their ports. */
export interface Routers {
  readonly model: string;
  /** In one plane. */
  readonly count: number;
  /** Endpoint ports of each, in sub-ports. */
  readonly p: number;
  /** Routers of a group, where there are groups; of a level, where there are levels. */
  readonly perGroup?: number;
  readonly perLevel?: number;
  /** Routers of a column, where there are columns. */
  readonly perColumn?: number;
}

/** Endpoint ports of a router: from physical port 0 on, split as the speed of the NICs asks. */
export function endpointPorts(question: FamilyQuestion, { model, p }: Routers): PortNumber[] {
  return portsOf({ start: 0, split: splitFor(question, model) }, p);
}

/** Ports of a router to so many others: whole, from the next physical port on. */
export function routerPorts(
  question: FamilyQuestion,
  { model, p }: Routers,
  degree: number,
): PortNumber[] {
  const start = Math.ceil(p / splitFor(question, model));
  return portsOf({ start, split: 1 }, degree);
}

const splitFor = ({ topology, placed }: FamilyQuestion, model: string): number =>
  splitOf(switchModel(topology, model).portGbps, placed.attachment.entries[0]!.portGbps);

/** Adds the routers of a plane, each of level 0 with the unit of its own index. */
export function addRouters(
  { topology, name, placed: { attachment: a } }: FamilyQuestion,
  p: number,
  { model: modelName, count, perGroup, perColumn, perLevel = count }: Routers,
  writer: FabricWriter,
): string[] {
  const model = switchModel(topology, modelName);
  const plane = planeId(name, p);
  const rail = Math.floor(p / (a.planePerPort ? a.ports : 1));
  const ids = Array.from({ length: count }, (_, index) => switchId(plane, 'router', index));
  ids.forEach((id, index) => {
    writer.addSwitch(id, {
      kind: 'switch',
      planeSet: name,
      plane,
      tier: 'router',
      index,
      model,
      upReserved: 0,
      upReservedGbps: 0,
      ...(index < perLevel ? { unit: index } : {}),
      ...(a.planePerRail ? { rails: [rail, rail] as const } : {}),
      ...(perGroup === undefined ? {} : { group: Math.floor(index / perGroup) }),
      ...(perColumn === undefined ? {} : { column: Math.floor(index / perColumn) }),
      ...(perLevel === count ? {} : { level: Math.floor(index / perLevel) }),
    });
  });
  return ids;
}

/** Cables two routers, the lower one first, at the speed of their ports. */
export function cableRouters(
  { topology, name }: FamilyQuestion,
  p: number,
  { model }: Routers,
  writer: FabricWriter,
): (lower: string, lowerPort: PortNumber, upper: string, upperPort: PortNumber) => void {
  const plane = planeId(name, p);
  const gbps = switchModel(topology, model).portGbps;
  return (lower, lowerPort, upper, upperPort) =>
    writer.addCable({
      plane,
      gbps,
      lower: { vertex: lower, port: lowerPort },
      upper: { vertex: upper, port: upperPort },
    });
}
