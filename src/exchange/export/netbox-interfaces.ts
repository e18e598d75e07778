import { portId } from '../../fabric/ids.js';
import { splitOf } from '../../std/ratio.js';
import { type Ends, portsOf } from './ends.js';
import type { Exported } from './exporter.js';
import { verticesOf } from './vertices.js';

interface NetboxInterface {
  readonly device: string;
  readonly name: string;
  readonly type: string;
  readonly gbps: number;
  /** Of the port, ours. */
  readonly id: string;
}

/** Types of interfaces by speed, Gb/s (dcim/choices.py of NetBox): the pluggable that is common. */
const types: Readonly<Record<number, string>> = {
  1: '1000base-x-sfp',
  10: '10gbase-x-sfpp',
  25: '25gbase-x-sfp28',
  40: '40gbase-x-qsfpp',
  50: '50gbase-x-sfp56',
  100: '100gbase-x-qsfp28',
  200: '200gbase-x-qsfp56',
  400: '400gbase-x-osfp',
  800: '800gbase-x-osfp',
  1600: '1.6tbase-x-osfp1600',
};

const typeOf = (gbps: number): string => types[gbps] ?? 'other';

/** Every port of the NICs and switches that are wanted, with and without a cable; a split one by parts. */
export function* interfacesOf(exported: Exported, ends: Ends): Generator<NetboxInterface> {
  const { fabric } = exported.subject;
  const { endpointCount, vertexIds, endpoints, switches } = fabric;
  const partsOf = splits(exported);
  for (const v of verticesOf(exported)) {
    const device = ends.machine(v);
    const port = (number: number, sub: number, gbps: number): NetboxInterface => ({
      device,
      name: ends.port(v, number, sub),
      type: typeOf(gbps),
      gbps,
      id: portId(vertexIds[v]!, { port: number, sub }),
    });
    if (v < endpointCount) {
      const { portGbps } = endpoints[v]!;
      const count = portsOf(fabric, v);
      for (let number = 0; number < count; number++) yield port(number, -1, portGbps);
      continue;
    }
    const { ports, portGbps, uplinkPorts, uplinkGbps } = switches[v - endpointCount]!.model;
    for (let number = 0; number < ports + uplinkPorts; number++) {
      const full = number < ports ? portGbps : uplinkGbps;
      const parts = partsOf(v, number);
      if (parts === 0) yield port(number, -1, full);
      for (let sub = 0; sub < parts; sub++) yield port(number, sub, full / parts);
    }
  }
}

/** Into how many a port is split; 0: it is whole. All cables count, those of other planes, too. */
function splits({ subject: { fabric } }: Exported): (vertex: number, port: number) => number {
  const { cableCount, endpointCount, switches, gbps, designGbps } = fabric;
  const { lower, lowerPort, lowerSub, upper, upperPort, upperSub } = fabric;
  const parts = new Map<number, Map<number, number>>();
  const note = (v: number, port: number, sub: number, speed: number) => {
    if (sub < 0 || v < endpointCount) return;
    const { ports, portGbps, uplinkGbps } = switches[v - endpointCount]!.model;
    const split = Math.floor(splitOf(port < ports ? portGbps : uplinkGbps, speed));
    const ofSwitch = parts.get(v) ?? new Map<number, number>();
    parts.set(v, ofSwitch);
    ofSwitch.set(port, Math.max(ofSwitch.get(port) ?? 0, split, sub + 1));
  };
  for (let c = 0; c < cableCount; c++) {
    const speed = designGbps.get(c) ?? gbps[c]!;
    note(lower[c]!, lowerPort[c]!, lowerSub[c]!, speed);
    note(upper[c]!, upperPort[c]!, upperSub[c]!, speed);
  }
  return (v, port) => parts.get(v)?.get(port) ?? 0;
}
