import { splitOf } from '../../../std/ratio.js';
import type { Link, LinkEnd } from '../../wiring.js';
import { mostParts } from '../port-names.js';

/** Ports of a model: all of one speed, or those from `from` on of another. */
export interface PortSpeeds {
  readonly ports: number;
  readonly gbps: number;
  /** Port from which on they have the second speed; `ports` where there is none. */
  readonly from: number;
  readonly upGbps: number;
  readonly splits: readonly number[];
}

/**
 * What ports must be able to do so that each cable can be listed (LANGUAGE section 2, the speed rule):
 * a whole port of a switch has the speed of its cable, a split one a multiple, and a NIC at least as
 * much. A cable that runs slower than its ports has the speed that they have, and is said to be slower.
 *
 * @param cables indices of the links that are listed
 * @param gbps by link
 * @param modelOf by device: the index of its model (of a tier, or of a NIC group)
 * @param isNic by model
 * @returns the models, and by link the speed at which it is listed; 0: it is not, or no split gives it
 */
export function portSpeeds(
  links: readonly Link[],
  cables: readonly number[],
  gbps: readonly number[],
  modelOf: readonly number[],
  isNic: readonly boolean[],
): { readonly models: readonly PortSpeeds[]; readonly listed: Float64Array } {
  const models = isNic.map((nic) => new Model(nic));
  const at = ({ device }: LinkEnd) => models[modelOf[device]!]!;
  for (const i of cables) {
    const { a, b } = links[i]!;
    at(a).see(a);
    at(b).see(b);
  }
  for (const i of cables) {
    const { a, b } = links[i]!;
    at(a).want(a, gbps[i]!);
    at(b).want(b, gbps[i]!);
  }
  for (const model of models) model.regions();
  const listed = new Float64Array(links.length);
  // Speeds only rise, each to one that another port has.
  for (let round = 0; round < mostRounds; round++) {
    let raised = false;
    for (const i of cables) {
      const { a, b } = links[i]!;
      const own = gbps[i]!;
      const speed = Math.max(at(a).speed(a, own), at(b).speed(b, own));
      listed[i] = speed;
      raised = at(a).raise(a, own, speed) || raised;
      raised = at(b).raise(b, own, speed) || raised;
    }
    if (!raised) break;
  }
  for (const i of cables) {
    const { a, b } = links[i]!;
    const speed = listed[i]!;
    if (!at(a).fits(a, gbps[i]!, speed) || !at(b).fits(b, gbps[i]!, speed)) listed[i] = 0;
    else {
      at(a).split(a, speed);
      at(b).split(b, speed);
    }
  }
  return { models: models.map((model) => model.speeds()), listed };
}

const mostRounds = 16;

/** Whether a port can be split into so many, of which one is `sub`. */
const isSplit = (ways: number, sub: number): boolean =>
  Number.isInteger(ways) && ways > 1 && ways > sub && ways <= mostParts;

class Model {
  /** By port: parts of a split one (1: whole), and what its cables ask of it. */
  readonly #parts: number[] = [];
  readonly #wanted: number[] = [];
  #gbps = 0;
  #upGbps = 0;
  /** Both before anything was raised, by which ports are split. */
  #first: readonly [number, number] = [0, 0];
  #from = 0;
  readonly #splits = new Set<number>();

  constructor(readonly nic: boolean) {}

  see({ port, sub }: LinkEnd): void {
    this.#parts[port] = Math.max(this.#parts[port] ?? 1, sub < 0 ? 1 : Math.max(2, sub + 1));
  }

  want({ port, sub }: LinkEnd, gbps: number): void {
    const whole = sub < 0 ? gbps : gbps * this.#parts[port]!;
    this.#wanted[port] = Math.max(this.#wanted[port] ?? 0, whole);
  }

  /** One speed for all ports, or two where they change just once. */
  regions(): void {
    const wanted = this.#wanted.filter((gbps) => gbps > 0);
    this.#gbps = Math.max(0, ...wanted);
    this.#from = this.#parts.length;
    const [first, last] = [wanted[0], wanted.at(-1)];
    const changes = wanted.filter((gbps, i) => i > 0 && gbps !== wanted[i - 1]).length;
    if (!this.nic && changes === 1) {
      this.#gbps = first!;
      this.#upGbps = last!;
      this.#from = this.#wanted.findIndex((gbps) => gbps !== undefined && gbps !== first);
    }
    this.#first = [this.#gbps, this.#upGbps];
  }

  #of(port: number): number {
    return port < this.#from ? this.#gbps : this.#upGbps;
  }

  /** Into how many a port is split for a part that runs at so many Gb/s. */
  #ways({ port, sub }: LinkEnd, gbps: number): number {
    if (sub < 0) return 1;
    const ratio = splitOf(this.#first[port < this.#from ? 0 : 1], gbps);
    return isSplit(ratio, sub) ? ratio : this.#parts[port]!;
  }

  /** What a cable runs at here, if nothing slows it down. */
  speed(end: LinkEnd, gbps: number): number {
    return this.nic ? gbps : this.#of(end.port) / this.#ways(end, gbps);
  }

  /** Makes a port fast enough; whether it was not. */
  raise(end: LinkEnd, gbps: number, to: number): boolean {
    const port = to * this.#ways(end, gbps);
    if (this.#of(end.port) >= port) return false;
    if (end.port < this.#from) this.#gbps = port;
    else this.#upGbps = port;
    return true;
  }

  fits(end: LinkEnd, gbps: number, listed: number): boolean {
    if (this.nic) return this.#of(end.port) >= listed;
    const ratio = splitOf(this.#of(end.port), listed);
    if (listed < gbps) return false;
    return end.sub < 0 ? ratio === 1 : isSplit(ratio, end.sub);
  }

  split(end: LinkEnd, listed: number): void {
    if (end.sub >= 0) this.#splits.add(splitOf(this.#of(end.port), listed));
  }

  speeds(): PortSpeeds {
    const splits = [...this.#splits].sort((a, b) => a - b);
    const ports = this.#parts.length;
    return { ports, gbps: this.#gbps, from: this.#from, upGbps: this.#upGbps, splits };
  }
}
