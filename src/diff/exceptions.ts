import type { Place } from '../finding/rule.js';
import type { Exception } from '../spec/topology.js';
import type { Arrangement } from './arrangement.js';
import type { Unseen } from './explain.js';
import { trailsOf } from './mates.js';
import { movesAlong } from './move.js';
import { Namer } from './say.js';

/** What was found, as exceptions to a design. */
export interface AsExceptions {
  readonly exceptions: readonly Exception[];
  /** By exception: where what it says was found; null where the design says it. */
  readonly places: readonly (Place | null)[];
  /** Cables that no exception can say: they lead to machines that the design does not have. */
  readonly unsaid: number;
  /** Cables of which no exception can say the speed: faster ones, and those that were moved. */
  readonly unsaidSpeeds: number;
}

/**
 * What was found as exceptions to a design without any.
 *
 * @param arrangement nothing is exchanged in it: two machines that were are moved cables
 */
export function exceptionsOf(arrangement: Arrangement, unseen: readonly Unseen[]): AsExceptions {
  const sayer = new Sayer(arrangement);
  sayer.off(unseen);
  const { design, found, differing } = arrangement;
  const ports = [...differing].sort((a, b) => a - b);
  for (const trail of trailsOf(design, found, ports)) {
    if (trail.ring) sayer.ring(trail.ports);
    else for (const move of movesAlong(trail, () => 0)) sayer.move(move);
  }
  sayer.speeds();
  return sayer.said();
}

class Sayer {
  readonly #said: { readonly exception: Exception; readonly place: Place | null }[] = [];
  readonly #namer: Namer;
  #off: ReadonlySet<number> = new Set();
  #unsaid = 0;
  #unsaidSpeeds = 0;

  constructor(readonly arrangement: Arrangement) {
    this.#namer = new Namer(arrangement);
  }

  said(): AsExceptions {
    return {
      exceptions: this.#said.map(({ exception }) => exception),
      places: this.#said.map(({ place }) => place),
      unsaid: this.#unsaid,
      unsaidSpeeds: this.#unsaidSpeeds,
    };
  }

  /** Machines that are not there are out of use, cables and all. */
  off(unseen: readonly Unseen[]): void {
    const { fabric } = this.arrangement;
    const { incident, offsets } = fabric;
    const vertices = unseen.flatMap((one) => one.vertices);
    this.#off = new Set(
      vertices.flatMap((v) => [...incident.subarray(offsets[v]!, offsets[v + 1]!)]),
    );
    for (const { kind, vertices: of } of unseen) {
      const name = kind === 'host' ? this.#namer.host(of) : this.#namer.vertex(of[0]!);
      this.#say({ off: `${kind}:${name}` }, null);
    }
  }

  /** Each cable keeps one of its ends: s –d– t –f– s′ is the cable in t, moved to s′. */
  ring(ports: readonly number[]): void {
    for (let i = 0; i + 2 < ports.length; i += 2) this.#moved(ports[i + 1]!, ports[i + 2]!);
  }

  move(move: ReturnType<typeof movesAlong>[number]): void {
    if (move.kind === 'move') {
      if (this.#isOurs(move.from)) this.#moved(move.stays, move.from);
      else {
        this.#unsaid++;
        this.#say({ missing: this.#id(move.to) }, null);
      }
    } else if (move.kind === 'extra') this.#extra(...move.ends);
    else if (move.kind === 'missing' && !this.#off.has(this.#designed(move.ends[0]))) {
      this.#say({ missing: this.#id(move.ends[0]) }, null);
    }
  }

  /** Cables in their place that are slower. */
  speeds(): void {
    const { design, found, fabric } = this.arrangement;
    for (let port = 0; port < design.length; port++) {
      const mate = design[port]!;
      if (mate < port || mate !== found[port]) continue;
      const { gbps, place } = this.#cable(port);
      const designGbps = fabric.gbps[this.#designed(port)]!;
      if (gbps === null || gbps === designGbps) continue;
      if (gbps < designGbps) this.#say({ slower: this.#id(port), gbps }, place);
      else this.#unsaidSpeeds++;
    }
  }

  /** A moved cable keeps the speed that it is designed for. */
  #moved(stays: number, to: number): void {
    const { gbps, place } = this.#cable(stays);
    if (gbps !== null && gbps !== this.arrangement.fabric.gbps[this.#designed(stays)]) {
      this.#unsaidSpeeds++;
    }
    this.#say({ moved: this.#id(stays), to: this.#id(to) }, place);
  }

  #extra(a: number, b: number): void {
    if (!this.#isOurs(a) || !this.#isOurs(b)) {
      this.#unsaid++;
      return;
    }
    const { gbps, place } = this.#cable(a);
    const extra = [this.#id(a), this.#id(b)] as const;
    this.#say(gbps === null ? { extra } : { extra, gbps }, place);
  }

  #say(exception: Exception, place: Place | null): void {
    this.#said.push({ exception, place });
  }

  #id = (port: number): string => this.#namer.portId(port);
  #designed = (port: number): number => this.arrangement.designCable[port]!;
  #cable = (port: number) => this.arrangement.what.cables[this.arrangement.foundCable[port]!]!;

  #isOurs(port: number): boolean {
    const { ports, fabric } = this.arrangement;
    return ports.machine[port]! < fabric.vertexCount;
  }
}
