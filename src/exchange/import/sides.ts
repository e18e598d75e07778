import { type Device, deviceText, type Link, type LinkEnd, type Source } from '../wiring.js';
import { shown } from '../wiring-rule.js';
import type { Tally } from './tally.js';

export interface SideRules {
  /** Cables that are taken, at most. */
  readonly maxCables: number;
  /** What a port is: its number, and what the file calls it. */
  readonly endOf: (device: number, slot: number) => LinkEnd;
  /** Whether a device speaks for itself, so that it would see a cable that others see. */
  readonly speaks: (device: number) => boolean;
}

/** A message about ports is about the cable as a file would write it. */
const cableText = (devices: readonly Device[], a: LinkEnd, b: LinkEnd): string =>
  [a, b].map(({ device, text }) => `${deviceText(devices[device]!)}:${text}`).join(' - ');

/**
 * What each port says of the port at its other end, and the cables that are there if all is put
 * together. Ports are numbers, so that a cable is two entries of an array.
 */
export class Sides {
  readonly #peers: number[] = [];
  readonly #ports: number[] = [];
  readonly #gbps: number[] = [];
  readonly #files: number[] = [];
  readonly #lines: number[] = [];
  readonly #of = new Map<number, number>();
  /** Ports that say two different things, and where they say the second: the first few, and how often. */
  readonly #twice = new Map<number, Source>();
  #twiceCount = 0;
  /** Cables of a list that has them twice, at two speeds. */
  readonly #unlike: number[] = [];

  /** @param slots more than any device has ports: these are numbered through */
  constructor(readonly slots: number) {}

  /** Ports that have said something. */
  get count(): number {
    return this.#ports.length;
  }

  /** @param gbps Gb/s, 0: not said */
  add(
    device: number,
    slot: number,
    peer: number,
    peerSlot: number,
    gbps: number,
    file: number,
    line: number,
  ): void {
    const port = device * this.slots + slot;
    const other = peer * this.slots + peerSlot;
    const known = this.#of.get(port);
    if (known !== undefined) {
      if (this.#peers[known] !== other) this.#again(port, { file, line });
      else if (this.#gbps[known] === 0) this.#gbps[known] = gbps;
      return;
    }
    this.#of.set(port, this.#ports.length);
    this.#ports.push(port);
    this.#peers.push(other);
    this.#gbps.push(gbps);
    this.#files.push(file);
    this.#lines.push(line);
  }

  /** A cable of a list, where one line speaks for both ends; one that is there already adds nothing. */
  addCable(a: readonly [number, number], b: readonly [number, number], gbps: number, at: Source) {
    const ports = [a, b].map(([device, slot]) => device * this.slots + slot);
    const [one, two] = ports.map((port) => this.#of.get(port));
    if (one === undefined && two === undefined) {
      this.add(...a, ...b, gbps, at.file, at.line);
      this.add(...b, ...a, gbps, at.file, at.line);
    } else if (one !== undefined && this.#peers[one] === ports[1]) {
      const known = this.#gbps[one]!;
      if (known > 0 && gbps > 0 && known !== gbps) this.#unlike.push(one);
      if (gbps > 0 && (known === 0 || gbps < known)) {
        for (const port of ports) this.#gbps[this.#of.get(port)!] = gbps;
      }
    } else this.#again(ports[one === undefined ? 1 : 0]!, at);
  }

  /** Lines that repeat a port may be without end, so that no more of them are held than are named. */
  #again(port: number, at: Source): void {
    this.#twiceCount++;
    if (this.#twice.size < shown && !this.#twice.has(port)) this.#twice.set(port, at);
  }

  /** The cables, in order of what was said first of them. */
  links(devices: readonly Device[], rules: SideRules, tally: Tally): Link[] {
    const { endOf, speaks, maxCables } = rules;
    const links: Link[] = [];
    let tooMany = false;
    const deviceOf = (port: number) => Math.floor(port / this.slots);
    const end = (port: number) => endOf(deviceOf(port), port % this.slots);
    const ends = (side: number): [LinkEnd, LinkEnd] => [
      end(this.#ports[side]!),
      end(this.#peers[side]!),
    ];
    const add = (side: number, gbps: number) => {
      const [a, b] = ends(side);
      const source = this.#sourceOf(side);
      if (a.device === b.device) {
        tally.add('wiring-itself', cableText(devices, a, b), source);
      } else if (devices[a.device]!.kind === 'nic' && devices[b.device]!.kind === 'nic') {
        tally.add('wiring-two-nics', cableText(devices, a, b), source);
      } else if (links.length < maxCables) {
        links.push({ a, b, gbps: gbps === 0 ? null : gbps, source });
      } else if (!tooMany) {
        tooMany = true;
        tally.tell('wiring-too-many', { limit: maxCables }, source);
      }
    };
    const told = (code: 'wiring-disagree' | 'wiring-one-side' | 'wiring-speeds', side: number) =>
      tally.add(code, cableText(devices, ...ends(side)), this.#sourceOf(side));
    for (const side of this.#unlike) told('wiring-speeds', side);
    for (const [port, at] of this.#twice) {
      const { device, text } = end(port);
      tally.add('wiring-port-twice', `${deviceText(devices[device]!)}:${text}`, at);
    }
    tally.more('wiring-port-twice', this.#twiceCount - this.#twice.size);
    // What both ends say comes first: nothing that one end says can take its ports.
    const alone: number[] = [];
    for (let side = 0; side < this.#ports.length; side++) {
      const [port, peer] = [this.#ports[side]!, this.#peers[side]!];
      const other = this.#of.get(peer);
      if (other === undefined || this.#peers[other] !== port) alone.push(side);
      else if (side <= other) {
        const [here, there] = [this.#gbps[side]!, this.#gbps[other]!];
        if (here > 0 && there > 0 && here !== there) told('wiring-speeds', side);
        add(side, here > 0 && there > 0 ? Math.min(here, there) : here + there);
      }
    }
    if (alone.length === 0) return links;
    const used = new Set(this.#ports);
    for (const side of alone) used.delete(this.#ports[side]!);
    for (const side of alone) {
      const [port, peer] = [this.#ports[side]!, this.#peers[side]!];
      if (this.#of.has(peer) || used.has(peer)) told('wiring-disagree', side);
      else if (speaks(deviceOf(peer))) told('wiring-one-side', side);
      if (used.has(port) || used.has(peer)) continue;
      used.add(port).add(peer);
      add(side, this.#gbps[side]!);
    }
    return links;
  }

  #sourceOf(side: number): Source {
    return { file: this.#files[side]!, line: this.#lines[side]! };
  }
}
