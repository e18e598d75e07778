import type { CompactFabric } from '../../../src/fabric/compact.js';

/** A switch or NIC of a dump of ibnetdiscover, with nothing of src in how it is read. */
export interface DumpedNode {
  readonly kind: 'Switch' | 'Ca';
  /** `S-0250…`. */
  readonly id: string;
  readonly description: string;
  readonly portCount: number;
  readonly lid: number | null;
  readonly ports: readonly DumpedPort[];
}

export interface DumpedPort {
  readonly port: number;
  readonly peer: string;
  readonly peerPort: number;
  readonly peerLid: number;
  readonly peerDescription: string;
  readonly link: string;
  /** Of a NIC. */
  readonly guid: string | null;
  readonly lid: number | null;
}

const node = /^(Switch|Ca)\t(\d+) "([SH]-[0-9a-f]{16})"\t\t# "([^"]*)"(?:.* lid (\d+) lmc 0)?$/;
const port =
  /^\[(\d+)\](?:\(([0-9a-f]+)\) )?\t"([SH]-[0-9a-f]{16})"\[(\d+)\](?: ?\([0-9a-f]+\) )?\t\t# (?:lid (\d+) lmc 0 )?"([^"]*)" lid (\d+) (\w+)$/;

/** By description. */
export function readDump(text: string): Map<string, DumpedNode> {
  const nodes = new Map<string, DumpedNode>();
  for (const record of text.split('\n\n').slice(1)) {
    const lines = record.trimEnd().split('\n');
    const at = lines.findIndex((line) => node.test(line));
    if (at < 0) throw new Error(`no node in ${record}`);
    const [, kind, portCount, id, description, lid] = node.exec(lines[at]!)!;
    const ports = lines.slice(at + 1).map((line): DumpedPort => {
      const match = port.exec(line);
      if (!match) throw new Error(`no port in ${JSON.stringify(line)}`);
      const [, number, guid, peer, peerPort, ownLid, peerDescription, peerLid, link] = match;
      return {
        port: Number(number),
        peer: peer!,
        peerPort: Number(peerPort),
        peerLid: Number(peerLid),
        peerDescription: peerDescription!,
        link: link!,
        guid: guid ?? null,
        lid: ownLid === undefined ? null : Number(ownLid),
      };
    });
    if (nodes.has(description!)) throw new Error(`two of ${description}`);
    nodes.set(description!, {
      kind: kind as DumpedNode['kind'],
      id: id!,
      description: description!,
      portCount: Number(portCount),
      lid: lid === undefined ? null : Number(lid),
      ports,
    });
  }
  return nodes;
}

/** Each cable once, from both of its ends: `compute-p0-leaf0[4]--h3 nic0[1] 4xEDR`. */
export function cablesIn(nodes: ReadonlyMap<string, DumpedNode>): string[] {
  const seen = new Map<string, number>();
  for (const { description, ports } of nodes.values()) {
    for (const { port: number, peerDescription, peerPort, link } of ports) {
      const ends = [`${description}[${number}]`, `${peerDescription}[${peerPort}]`].sort();
      const cable = `${ends.join('--')} ${link}`;
      seen.set(cable, (seen.get(cable) ?? 0) + 1);
    }
  }
  const odd = [...seen].filter(([, times]) => times !== 2);
  if (odd.length > 0) throw new Error(`seen from one end: ${odd[0]}`);
  return [...seen.keys()].sort();
}

const links: Readonly<Record<number, string>> = {
  25: '1xEDR',
  100: '4xEDR',
  200: '4xHDR',
  400: '8xHDR',
  1600: '8xXDR',
};

/** The same of a fabric, or some of its planes. Of split ports all take the numbers of `parts`. */
export function cablesOf(
  fabric: CompactFabric,
  planes: readonly number[] = [...fabric.planes.keys()],
): string[] {
  const { vertexIds, endpointCount, lower, upper, lowerPort, lowerSub, upperPort, upperSub } =
    fabric;
  const parts = new Map<number, number>();
  const ends = (c: number) =>
    [
      [lower[c]!, lowerPort[c]!, lowerSub[c]!],
      [upper[c]!, upperPort[c]!, upperSub[c]!],
    ] as const;
  for (let c = 0; c < fabric.cableCount; c++) {
    for (const [v, , sub] of ends(c)) {
      if (v < endpointCount || sub < 0) continue;
      const { splits } = fabric.switches[v - endpointCount]!.model;
      const enough = [...splits].sort((a, b) => a - b).find((into) => into > sub);
      parts.set(v, Math.max(parts.get(v) ?? 1, enough ?? sub + 1));
    }
  }
  const text = (v: number, number: number, sub: number) => {
    const id = vertexIds[v]!;
    const name = v < endpointCount ? id.replace('/', ' ') : id.replaceAll('/', '-');
    return `${name}[${number * (parts.get(v) ?? 1) + Math.max(sub, 0) + 1}]`;
  };
  const cables: string[] = [];
  for (let c = 0; c < fabric.cableCount; c++) {
    if (!planes.includes(fabric.cablePlane[c]!)) continue;
    const sorted = ends(c).map((end) => text(...end));
    cables.push(`${sorted.sort().join('--')} ${links[fabric.gbps[c]!]}`);
  }
  return cables.sort();
}
