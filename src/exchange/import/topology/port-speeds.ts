import { splitOf } from '../../../std/ratio.js';

/** One end of a cable at a port of a model that is to be found: of a tier, or of a NIC group. */
export interface SpeedEnd {
  /** Index of the model. */
  readonly model: number;
  readonly port: number;
  readonly sub: number;
}

export interface SpeedCable {
  readonly a: SpeedEnd;
  readonly b: SpeedEnd;
  readonly gbps: number;
}

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
 * @param isNic by model
 * @returns the models, and by cable the speed at which it is listed; 0: no split gives it
 */
export function portSpeeds(
  cables: readonly SpeedCable[],
  isNic: readonly boolean[],
): { readonly models: readonly PortSpeeds[]; readonly listed: Float64Array } {
  const models = isNic.map((nic) => new Model(nic));
  for (const { a, b } of cables) for (const end of [a, b]) models[end.model]!.see(end);
  for (const { a, b, gbps } of cables) for (const end of [a, b]) models[end.model]!.want(end, gbps);
  for (const model of models) model.regions();
  const listed = new Float64Array(cables.length);
  // Speeds only rise, each to one that another port has.
  for (let round = 0; round < mostRounds; round++) {
    let raised = false;
    cables.forEach(({ a, b, gbps }, c) => {
      const speed = Math.max(models[a.model]!.speed(a, gbps), models[b.model]!.speed(b, gbps));
      listed[c] = speed;
      for (const end of [a, b]) raised = models[end.model]!.raise(end, gbps, speed) || raised;
    });
    if (!raised) break;
  }
  cables.forEach(({ a, b, gbps }, c) => {
    const fits = [a, b].every((end) => models[end.model]!.fits(end, gbps, listed[c]!));
    if (!fits) listed[c] = 0;
    else for (const end of [a, b]) models[end.model]!.split(end, listed[c]!);
  });
  return { models: models.map((model) => model.speeds()), listed };
}

const mostRounds = 16;

class Model {
  /** By port: parts of a split one (1: whole), and what its cables ask of it. */
  readonly #parts: number[] = [];
  readonly #wanted: number[] = [];
  #gbps = 0;
  #upGbps = 0;
  #from = 0;
  readonly #splits = new Set<number>();

  constructor(readonly nic: boolean) {}

  see({ port, sub }: SpeedEnd): void {
    this.#parts[port] = Math.max(this.#parts[port] ?? 1, sub < 0 ? 1 : Math.max(2, sub + 1));
  }

  want({ port, sub }: SpeedEnd, gbps: number): void {
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
    if (this.nic || changes !== 1) return;
    this.#gbps = first!;
    this.#upGbps = last!;
    this.#from = this.#wanted.findIndex((gbps) => gbps !== undefined && gbps !== first);
  }

  #of(port: number): number {
    return port < this.#from ? this.#gbps : this.#upGbps;
  }

  /** Into how many a port is split for a part that runs at so many Gb/s. */
  #ways({ port, sub }: SpeedEnd, gbps: number): number {
    if (sub < 0) return 1;
    const ratio = splitOf(this.#of(port), gbps);
    return Number.isInteger(ratio) && ratio > sub && ratio > 1 ? ratio : this.#parts[port]!;
  }

  /** What a cable runs at here, if nothing slows it down. */
  speed(end: SpeedEnd, gbps: number): number {
    return this.nic ? gbps : this.#of(end.port) / this.#ways(end, gbps);
  }

  /** Makes a port fast enough; whether it was not. */
  raise(end: SpeedEnd, gbps: number, to: number): boolean {
    const port = to * this.#ways(end, gbps);
    if (this.#of(end.port) >= port) return false;
    if (end.port < this.#from) this.#gbps = port;
    else this.#upGbps = port;
    return true;
  }

  fits(end: SpeedEnd, gbps: number, listed: number): boolean {
    if (this.nic) return this.#of(end.port) >= listed;
    const ratio = splitOf(this.#of(end.port), listed);
    if (listed < gbps) return false;
    return end.sub < 0 ? ratio === 1 : Number.isInteger(ratio) && ratio > 1 && ratio > end.sub;
  }

  split(end: SpeedEnd, listed: number): void {
    if (end.sub >= 0) this.#splits.add(splitOf(this.#of(end.port), listed));
  }

  speeds(): PortSpeeds {
    const splits = [...this.#splits].sort((a, b) => a - b);
    const ports = this.#parts.length;
    return { ports, gbps: this.#gbps, from: this.#from, upGbps: this.#upGbps, splits };
  }
}
