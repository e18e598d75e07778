import type { CompactFabric } from '../../../fabric/compact.js';

/** Tells hosts of a plane that have lost cables from hosts that are cabled otherwise. */
export class Losses {
  readonly #fabric: CompactFabric;
  readonly #plane: number;
  #wires: Map<number, Set<string>> | null = null;

  constructor(fabric: CompactFabric, plane: number) {
    this.#fabric = fabric;
    this.#plane = plane;
  }

  /**
   * The first of some hosts that has a cable which no loss explains: ports that lead elsewhere than
   * the same ports (by name, `nic1:0`) of every host that is whole.
   */
  without(hosts: readonly number[], whole: readonly number[]): number | undefined {
    this.#wires ??= wiresOf(this.#fabric, this.#plane);
    const wires = this.#wires;
    // Hosts are cabled alike, but for a few.
    const wholes = new Map(
      whole.map((host) => [[...wires.get(host)!].join(' '), wires.get(host)!]),
    );
    return hosts.find((host) => {
      const has = [...wires.get(host)!];
      return ![...wholes.values()].some((all) => has.every((wire) => all.has(wire)));
    });
  }
}

/** By host: the cables of a plane from it to a switch, as its port and the switch. */
function wiresOf(fabric: CompactFabric, plane: number): Map<number, Set<string>> {
  const { lower, upper, lowerPort, lowerSub, upperPort, upperSub } = fabric;
  const { endpointCount, hostOf, vertexIds } = fabric;
  const wires = new Map<number, Set<string>>();
  for (const c of fabric.planes[plane]!.cables) {
    const up = lower[c]! < upper[c]!;
    const [endpoint, leaf] = up ? [lower[c]!, upper[c]!] : [upper[c]!, lower[c]!];
    if (endpoint >= endpointCount || leaf < endpointCount) continue;
    const [port, sub] = up ? [lowerPort[c]!, lowerSub[c]!] : [upperPort[c]!, upperSub[c]!];
    const id = vertexIds[endpoint]!;
    const wire = `${id.slice(id.indexOf('/') + 1)}:${port}:${sub}=${leaf}`;
    const known = wires.get(hostOf[endpoint]!);
    if (known) known.add(wire);
    else wires.set(hostOf[endpoint]!, new Set([wire]));
  }
  return wires;
}
