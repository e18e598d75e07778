import { csvLine } from '../../std/csv.js';
import { formatCount, formatCounted } from '../../std/units.js';
import type { Export } from './exporter.js';
import { joined } from './pieces.js';

/** A node of a simulator: its number is its place in the list. */
export interface SimNode {
  readonly kind: 'host' | 'gpu' | 'nvswitch' | 'switch';
  readonly name: string;
  /** What of ours it stands for, beside its name. */
  readonly of: string;
}

/** What ns-3 programs read as a topology: a line of counts, a line of switches, a line per link. */
interface LinkList {
  readonly nodes: readonly SimNode[];
  readonly links: Links;
  /** The first line, of the number of links. */
  readonly counts: (links: number) => string;
  /** Links that a switch of the simulator has room for. */
  readonly mostLinks: number;
  readonly notes: readonly string[];
}

/** As in the files that HPCC and SimAI ship; cables have no lengths in a fabric. */
const [cableDelay, scaleUpDelay] = ['0.0005ms', '0.000025ms'];

/**
 * Links between nodes. The simulators keep one interface for each pair of neighbours (`nbr2if`), so
 * parallel cables are one link of their speeds together.
 */
export class Links {
  readonly #gbps = new Map<number, number>();
  readonly #scaleUp = new Set<number>();
  merged = 0;
  loops = 0;
  /** Cables to switches of other planes than those that are wanted. */
  outside = 0;

  constructor(readonly nodeCount: number) {}

  add(a: number | undefined, b: number | undefined, gbps: number): void {
    if (a === undefined || b === undefined) {
      this.outside++;
      return;
    }
    if (a === b) {
      this.loops++;
      return;
    }
    const key = Math.min(a, b) * this.nodeCount + Math.max(a, b);
    const known = this.#gbps.get(key);
    if (known !== undefined) this.merged++;
    this.#gbps.set(key, (known ?? 0) + gbps);
  }

  /** A link of the scale-up network. */
  addScaleUp(a: number, b: number, gbps: number): void {
    this.add(a, b, gbps);
    this.#scaleUp.add(Math.min(a, b) * this.nodeCount + Math.max(a, b));
  }

  get count(): number {
    return this.#gbps.size;
  }

  /** Speeds of links but those of the scale-up network, ascending. */
  speeds(): number[] {
    const speeds = new Set<number>();
    for (const [key, gbps] of this.#gbps) if (!this.#scaleUp.has(key)) speeds.add(gbps);
    return [...speeds].sort((a, b) => a - b);
  }

  /** By node: its links. */
  degrees(): Int32Array {
    const degrees = new Int32Array(this.nodeCount);
    for (const key of this.#gbps.keys()) {
      degrees[Math.floor(key / this.nodeCount)]!++;
      degrees[key % this.nodeCount]!++;
    }
    return degrees;
  }

  *lines(): Generator<string> {
    for (const [key, gbps] of this.#gbps) {
      const ends = `${Math.floor(key / this.nodeCount)} ${key % this.nodeCount}`;
      const delay = this.#scaleUp.has(key) ? scaleUpDelay : cableDelay;
      yield `${ends} ${gbps}Gbps ${delay} 0\n`;
    }
  }
}

/** Addresses of nodes have 16 bits (`node_id_to_ip`), those of links are 10.0.0.0 to 10.255.255.0. */
const [mostNodes, mostLinks] = [65_536, 255 * 254];

/** The files of a list of links, or why the simulators would not read it right. */
export function linkFiles(list: LinkList): Export {
  const { nodes, links, notes } = list;
  const problem = tooLarge(list);
  if (problem !== null) return { problem };
  const more: string[] = [
    `every cable has a delay of ${cableDelay}, for want of lengths`,
    `KMIN_MAP, KMAX_MAP and PMAX_MAP of the configuration need ${links
      .speeds()
      .map((gbps) => Math.round(gbps * 1e9))
      .join(', ')}`,
  ];
  if (links.merged > 0) {
    more.push(
      `${formatCounted(links.merged, 'parallel cable')} joined: one link between two nodes`,
    );
  }
  if (links.loops > 0) {
    more.push(`${formatCounted(links.loops, 'cable')} from a node to itself left out`);
  }
  if (links.outside > 0) {
    more.push(`${formatCounted(links.outside, 'cable')} to other planes left out`);
  }
  return {
    files: [
      { name: 'topology.txt', pieces: joined(topologyLines(list)) },
      { name: 'ids.csv', pieces: joined(idLines(nodes)) },
    ],
    notes: [...notes, ...more],
  };
}

function tooLarge({ nodes, links, mostLinks: perSwitch }: LinkList): string | null {
  const addressed = nodes.filter(({ kind }) => kind !== 'switch').length;
  const larger = (what: string, count: number, most: number) =>
    `${what} ${formatCount(count)}, the simulator addresses ${formatCount(most)} at most: export fewer planes, or a smaller fabric`;
  if (addressed > mostNodes) return larger('hosts and GPUs are', addressed, mostNodes);
  if (links.count > mostLinks) return larger('links are', links.count, mostLinks);
  const crowded = links.degrees().findIndex((degree) => degree > perSwitch);
  if (crowded < 0) return null;
  return `${nodes[crowded]!.name} has ${formatCount(links.degrees()[crowded]!)} links, a switch of the simulator at most ${formatCount(perSwitch)} (pCnt in switch-node.h)`;
}

function* topologyLines({ nodes, links, counts }: LinkList): Generator<string> {
  yield `${counts(links.count)}\n`;
  const isSwitch = (kind: SimNode['kind']) => kind === 'nvswitch' || kind === 'switch';
  const switches = [...nodes.keys()].filter((id) => isSwitch(nodes[id]!.kind));
  yield `${switches.join(' ')}\n`;
  yield* links.lines();
}

function* idLines(nodes: readonly SimNode[]): Generator<string> {
  yield csvLine(['id', 'kind', 'name', 'of']);
  for (const [id, { kind, name, of }] of nodes.entries()) yield csvLine([id, kind, name, of]);
}
