import type { PortNumber, SwitchAttributes } from '../fabric/attributes.js';
import type { CompactFabric } from '../fabric/compact.js';

/**
 * Ports of switches as InfiniBand counts them: from 1, and where some ports of a switch are split,
 * each of its ports takes as many numbers as the most split one has parts. A whole port has the
 * first of its numbers.
 */
export class ThroughPorts {
  /** By switch: numbers of each port. */
  readonly #parts: Int32Array;
  /** By switch: its ports that are split. */
  readonly #split: readonly Set<number>[];

  constructor(readonly fabric: CompactFabric) {
    const { switches, endpointCount, cableCount } = fabric;
    const { lower, lowerPort, lowerSub, upper, upperPort, upperSub } = fabric;
    const most = new Int32Array(switches.length);
    this.#split = switches.map(() => new Set<number>());
    const note = (vertex: number, port: number, sub: number) => {
      const s = vertex - endpointCount;
      if (s < 0 || sub < 0) return;
      most[s] = Math.max(most[s]!, sub + 1);
      this.#split[s]!.add(port);
    };
    for (let c = 0; c < cableCount; c++) {
      note(lower[c]!, lowerPort[c]!, lowerSub[c]!);
      note(upper[c]!, upperPort[c]!, upperSub[c]!);
    }
    this.#parts = most.map((parts, s) => partsOf(switches[s]!, parts));
  }

  /** So many numbers a switch has. */
  count(vertex: number): number {
    const s = vertex - this.fabric.endpointCount;
    const { ports, uplinkPorts } = this.fabric.switches[s]!.model;
    return (ports + uplinkPorts) * this.#parts[s]!;
  }

  /** The number of a port of a switch, or of a NIC. */
  number(vertex: number, { port, sub }: PortNumber): number {
    const s = vertex - this.fabric.endpointCount;
    return s < 0 ? port + 1 : port * this.#parts[s]! + Math.max(sub, 0) + 1;
  }

  /** The port that has a number; one that no cable splits is a whole one. */
  port(vertex: number, number: number): PortNumber {
    const s = vertex - this.fabric.endpointCount;
    const parts = s < 0 ? 1 : this.#parts[s]!;
    const port = Math.floor((number - 1) / parts);
    const sub = (number - 1) % parts;
    const whole = s < 0 || (sub === 0 && !this.#split[s]!.has(port));
    return { port, sub: whole ? -1 : sub };
  }
}

/** Into how many a port of a switch is split, if so many parts are in use. */
function partsOf({ model }: SwitchAttributes, used: number): number {
  if (used === 0) return 1;
  const enough = model.splits.filter((parts) => parts >= used);
  return enough.length > 0 ? Math.min(...enough) : used;
}

/** `swp34`, and `swp34s1` of a split port: what Cumulus and NVOS call ports. */
export const swpName = ({ port, sub }: PortNumber): string =>
  sub < 0 ? `swp${port + 1}` : `swp${port + 1}s${sub}`;

/** `nic3`, and `nic3p1` of a NIC with several ports: a port of a host. */
export const interfaceName = (nic: string, port: number, ports: number): string =>
  ports === 1 ? nic : `${nic}p${port}`;
