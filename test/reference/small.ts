import type { Cable, Document, PlaneSet } from './document.js';
import { expand } from './expand.js';

/** Small documents for tests of the reference, and their cables as lines "a--b gbps". */

interface Small extends PlaneSet {
  /** Hosts `h` with NICs `nic`. */
  readonly hosts?: number;
  readonly nics?: number;
  /** Ports of a NIC. */
  readonly ports?: number;
  readonly nicGbps?: number;
}

/** One plane set `net` on switches `x4` (4 ports), `x8`, `x64` of 100 Gb/s and their relatives. */
export function small({ hosts = 4, nics = 1, ports = 1, nicGbps = 100, ...net }: Small): Document {
  const splits = [2, 4];
  return {
    switchModels: {
      x4: { ports: 4, portGbps: 100, splits },
      x8: { ports: 8, portGbps: 100, splits },
      x64: { ports: 64, portGbps: 100, splits },
      up: { ports: 4, portGbps: 100, splits, uplinkPorts: 2, uplinkGbps: 400 },
      fast: { ports: 8, portGbps: 400, splits },
    },
    nicModels: { card: { ports, portGbps: nicGbps } },
    hosts: { h: { count: hosts, nics: { nic: { model: 'card', count: nics } } } },
    planes: { net },
  };
}

export const line = ({ a, b, gbps }: Cable) => `${a}--${b} ${gbps}`;

export const lines = (document: Document) => expand(document).map(line);

/** Lines without the name of the plane, of cables between switches only. */
export const between = (document: Document) =>
  lines(document)
    .filter((text) => text.startsWith('net/'))
    .map((text) => text.replaceAll('net/p0/', '').replace(' 100', ''));
