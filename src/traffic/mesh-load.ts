import { type Domains, domainsOf } from './domains.js';
import type { Meeting } from './meeting.js';
import { bySpeed } from './plane-shares.js';
import type { Relays, Way } from './relay.js';
import type { Mesh } from './step.js';

/** NICs each of which sends each of others as much, in whichever of some planes. */
export interface NicBlock {
  /** Vertices of the fabric. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Of each pair, in all these planes together; those within a domain send nothing. */
  readonly bytes: number;
  readonly planes: readonly Meeting[];
}

/** What meshes ask of the network and of scale-up domains, without a look at single messages. */
export interface MeshLoad {
  readonly blocks: readonly NicBlock[];
  /** By GPU: bytes that it sends into its domain, and takes from it. */
  readonly into: Float64Array;
  readonly from: Float64Array;
  /** Messages between domains, and those of them that have no way. */
  readonly messages: number;
  readonly apart: number;
  /** Whether some of these are handed on inside a host. */
  readonly handedOn: boolean;
  /** The parts of them that go their own ways: the smallest and the largest; 0: there is none. */
  readonly leastBytes: number;
  readonly mostBytes: number;
}

/** The GPUs of a group that have one place in hosts of one kind. */
interface Side {
  readonly kind: number;
  readonly place: number;
  readonly gpus: number[];
  /** Number of the list of their hosts: several sides mostly have the same one. */
  readonly list: number;
  /** By domain: how many of these GPUs are in it. */
  readonly inDomain: ReadonlyMap<number, number>;
}

/** What is added up: bytes, or flows, of which a message with several ways is several. */
export type Counted = 'bytes' | 'flows';

/**
 * The loads of a mesh. What one GPU sends another one depends on the kinds of their hosts and their places
 * alone, so that 268 million messages are 64 pairs of places.
 */
export function meshLoad(relays: Relays, mesh: Mesh, counted: Counted = 'bytes'): MeshLoad {
  const tally = new Tally(relays, counted === 'bytes' ? mesh.bytes : 1, counted);
  mesh.groups.forEach((group) => {
    tally.add(group);
  });
  return tally.close();
}

class Tally {
  readonly #domains: Domains;
  readonly #blocks: NicBlock[] = [];
  readonly #into: Float64Array;
  readonly #from: Float64Array;
  #messages = 0;
  #apart = 0;
  #handedOn = false;
  #leastBytes = Number.POSITIVE_INFINITY;
  #mostBytes = 0;

  constructor(
    readonly relays: Relays,
    readonly bytes: number,
    readonly counted: Counted,
  ) {
    const { gpus } = relays.meetings;
    this.#domains = domainsOf(gpus);
    this.#into = new Float64Array(gpus.first.at(-1)!);
    this.#from = new Float64Array(gpus.first.at(-1)!);
  }

  add(group: Int32Array): void {
    const sides = this.#sidesOf(group);
    const blocks = new Map<string, NicBlock>();
    for (const a of sides) for (const b of sides) this.#pair(a, b, blocks);
    for (const block of blocks.values()) this.#blocks.push(block);
  }

  close(): MeshLoad {
    return {
      blocks: this.#blocks,
      into: this.#into,
      from: this.#from,
      messages: this.#messages,
      apart: this.#apart,
      handedOn: this.#handedOn,
      leastBytes: this.#mostBytes === 0 ? 0 : this.#leastBytes,
      mostBytes: this.#mostBytes,
    };
  }

  #sidesOf(group: Int32Array): Side[] {
    const { gpus, kindOf } = this.relays.meetings;
    const { hostOf, domainOf } = this.#domains;
    const found = new Map<number, { kind: number; place: number; gpus: number[] }>();
    for (const gpu of group) {
      const host = hostOf[gpu]!;
      const [kind, place] = [kindOf[host]!, gpu - gpus.first[host]!];
      const key = place * this.relays.meetings.kinds.length + kind;
      const side = found.get(key) ?? { kind, place, gpus: [] };
      found.set(key, side);
      side.gpus.push(gpu);
    }
    const lists = new Map<string, number>();
    return Array.from(found.values(), (side) => {
      const key = side.gpus.map((gpu) => hostOf[gpu]!).join();
      const list = lists.get(key) ?? lists.size;
      lists.set(key, list);
      const inDomain = new Map<number, number>();
      for (const gpu of side.gpus) {
        inDomain.set(domainOf[gpu]!, (inDomain.get(domainOf[gpu]!) ?? 0) + 1);
      }
      return { ...side, list, inDomain };
    });
  }

  #pair(a: Side, b: Side, blocks: Map<string, NicBlock>): void {
    const found = this.relays.ways(a.kind, a.place, b.kind, b.place);
    const ways = this.counted === 'bytes' ? found : found.map((way) => ({ ...way, share: 1 }));
    const between = this.#inDomains(a, b, ways, this.#into, this.#from, 'from');
    this.#inDomains(b, a, ways, this.#from, this.#into, 'to');
    this.#messages += between;
    if (ways.length === 0) this.#apart += between;
    if (between === 0) return;
    for (const { from, to, share, planes } of ways) {
      const key = `${a.kind} ${a.list} ${from} ${b.kind} ${b.list} ${to}`;
      const shares = bySpeed(planes).map((part) => part * share * this.bytes);
      this.#leastBytes = Math.min(this.#leastBytes, ...shares);
      this.#mostBytes = Math.max(this.#mostBytes, ...shares);
      const block = blocks.get(key) ?? {
        from: this.#nicsOf(a, from),
        to: this.#nicsOf(b, to),
        bytes: 0,
        planes,
      };
      blocks.set(key, { ...block, bytes: block.bytes + this.bytes * share });
    }
  }

  #nicsOf({ gpus }: Side, place: number): Int32Array {
    const { nics } = this.relays.meetings.gpus;
    return Int32Array.from(gpus, (gpu) => nics[this.#domains.hostOf[gpu]!]![place]!);
  }

  /**
   * What GPUs of one side, sending or taking, ask of their domains for the messages to or from the other one.
   *
   * @param own,others by GPU: what they load themselves, and what those load who hand on for them
   * @returns the messages between domains
   */
  #inDomains(
    side: Side,
    other: Side,
    ways: readonly Way[],
    own: Float64Array,
    others: Float64Array,
    end: 'from' | 'to',
  ): number {
    const { gpus } = this.relays.meetings;
    const { hostOf, domainOf } = this.#domains;
    const by = (way: Way) => (end === 'from' ? way.sentBy : way.takenBy);
    const handedOn = ways.filter((way) => by(way) !== side.place);
    // Sides of a group are the same one or share no GPU.
    const itself = side === other ? 1 : 0;
    let between = 0;
    for (const gpu of side.gpus) {
      const near = other.inDomain.get(domainOf[gpu]!) ?? 0;
      const far = other.gpus.length - near;
      own[gpu]! += this.bytes * (near - itself);
      between += far;
      for (const way of handedOn) {
        own[gpu]! += this.bytes * way.share * far;
        others[gpus.first[hostOf[gpu]!]! + by(way)]! += this.bytes * way.share * far;
      }
    }
    if (between > 0 && handedOn.length > 0) this.#handedOn = true;
    return between;
  }
}
