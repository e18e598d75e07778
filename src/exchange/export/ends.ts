import type { CompactFabric } from '../../fabric/compact.js';
import type { NameRule, Names } from '../names.js';
import { interfaceName, swpName } from '../ports.js';
import type { Exported } from './exporter.js';
import { namesFor } from './names-for.js';

/**
 * Machines and their ports as consumers call them to whom a NIC is an interface of its host: h17 and
 * `nic3` (`nic3p1` of a NIC with several ports), compute-p3-leaf12 and `swp34` (`swp34s1` of a split
 * port).
 */
export class Ends {
  readonly #machines: readonly string[];
  /** By NIC: what its ports are called. */
  readonly #interfaces: readonly (readonly string[])[];
  readonly #swp: string[][] = [];

  constructor(
    readonly fabric: CompactFabric,
    names: Names,
  ) {
    const { endpointCount, vertexCount, hostOf } = fabric;
    this.#machines = Array.from({ length: vertexCount }, (_, v) =>
      v < endpointCount ? names.ofHost(hostOf[v]!) : names.ofSwitch(v),
    );
    this.#interfaces = Array.from({ length: endpointCount }, (_, e) => {
      const nic = names.ofNic(e);
      const ports = portsOf(fabric, e);
      return Array.from({ length: ports }, (_, port) => interfaceName(nic, port, ports));
    });
  }

  /** The machine that a vertex is, or is part of. */
  machine(vertex: number): string {
    return this.#machines[vertex]!;
  }

  port(vertex: number, port: number, sub: number): string {
    if (vertex < this.fabric.endpointCount) return this.#interfaces[vertex]![port]!;
    const subs = this.#swp[port] ?? [];
    this.#swp[port] = subs;
    // A whole port stands before its parts.
    const name = subs[sub + 1] ?? swpName({ port, sub });
    subs[sub + 1] = name;
    return name;
  }

  /** An interface that a host would have twice, if there is one: `nic1p0` of h17. */
  get twice(): string | null {
    const { fabric } = this;
    const seen = new Map<number, Set<string>>();
    for (const [e, interfaces] of this.#interfaces.entries()) {
      const host = fabric.hostOf[e]!;
      const names = seen.get(host) ?? new Set();
      seen.set(host, names);
      for (const name of interfaces) {
        if (names.has(name)) return `${name} of ${fabric.hostIds[host]!}`;
        names.add(name);
      }
    }
    return null;
  }
}

/** How many ports a NIC has. */
export const portsOf = ({ portOffsets }: CompactFabric, endpoint: number): number =>
  portOffsets[endpoint + 1]! - portOffsets[endpoint]!;

/** The ends of cables under the names that a consumer takes, or why it takes none. */
export function endsOf(exported: Exported, rule: NameRule): Ends | { readonly problem: string } {
  const named = namesFor(exported, rule);
  if ('problem' in named) return named;
  const ends = new Ends(exported.subject.fabric, named);
  const { twice } = ends;
  if (twice === null) return ends;
  return {
    problem: `two NIC ports would be called ${twice}; give the NICs other labels, or rename a NIC group`,
  };
}
