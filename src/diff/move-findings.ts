import { asBuilt } from '../check/as-built-rule.js';
import { type Finding, finding, type Place } from '../finding/rule.js';
import { assert } from '../std/assert.js';
import type { Arrangement } from './arrangement.js';
import type { Explanation } from './explain.js';
import { designPlace } from './found.js';
import { misplaced } from './misplaced.js';
import type { Move } from './move.js';
import { Namer } from './say.js';

type Of<K extends Move['kind']> = Extract<Move, { readonly kind: K }>;

/** One finding a move; the swaps of a ring of cables are one. @param isSaid moves that are said elsewhere */
export function moveFindings(
  { moves, differences, arrangement }: Explanation,
  isSaid: (move: Move) => boolean,
): Finding[] {
  const teller = new Teller(arrangement, differences);
  return moves.flatMap((move, m): Finding[] => {
    if (isSaid(move)) return [];
    if (move.kind === 'missing') return [teller.missing(move)];
    if (move.kind === 'extra') return [teller.extra(move)];
    if (move.kind === 'move') return [teller.move(move)];
    if (move.step > 0) return [];
    const ring = moves.slice(m, m + move.steps);
    assert(
      ring.every((one): one is Of<'swap'> => one.kind === 'swap'),
      'the swaps of a ring stand together',
    );
    return [teller.swaps(ring)];
  });
}

class Teller {
  readonly #namer: Namer;

  constructor(
    readonly arrangement: Arrangement,
    readonly of: number,
  ) {
    this.#namer = new Namer(arrangement);
  }

  extra({ ends }: Of<'extra'>): Finding {
    const [a, b] = [this.#namer.port(ends[0]), this.#namer.port(ends[1])];
    const more = { subject: this.#ids([ends]) };
    return finding(asBuilt, 'as-built-extra', { ends: [a, b] }, this.#placeOf(ends[0]), more);
  }

  move({ stays, from, to, explains }: Of<'move'>): Finding {
    const name = (port: number) => this.#namer.port(port);
    const args = { from: name(from), to: name(to), stays: name(stays), explains, of: this.of };
    return this.#misplaced([[stays, from]], args, 'as-built-moved');
  }

  /** s0 and s1, s1 and s2 …: the plug of the first swap's second cable goes to s0, and so on. */
  swaps(ring: readonly Of<'swap'>[]): Finding {
    const name = (port: number) => this.#namer.port(port);
    const [first] = ring;
    const turns = [
      ...ring.map(({ plugs, stay }) => ({ stays: stay[1], is: plugs[1], belongs: plugs[0] })),
      { stays: first!.stay[0], is: first!.plugs[0], belongs: ring.at(-1)!.plugs[1] },
    ].sort((a, b) => a.is - b.is);
    const args = {
      plugs: turns.map(({ stays, is, belongs }) => ({
        stays: name(stays),
        is: name(is),
        belongs: name(belongs),
      })),
      explains: ring.reduce((sum, { explains }) => sum + explains, 0),
      of: this.of,
    };
    const cables = turns.map(({ stays, is }): [number, number] => [is, stays]);
    return this.#misplaced(cables, args, 'as-built-swapped');
  }

  /** A plug that is in a wrong port: across planes, on the leaf of another rail, or just elsewhere. */
  #misplaced<A extends Parameters<(typeof asBuilt.messages)[C]>[0], C extends PlugCode>(
    cables: readonly (readonly [number, number])[],
    args: A,
    code: C,
  ): Finding {
    const place = this.#placeOf(cables[0]![0]);
    const more = { subject: this.#ids(cables.slice(0, mostInSubject)) };
    const fault = misplaced(this.arrangement, cables);
    if (!fault) return finding(asBuilt, code, args as PlugArgs<C>, place, more);
    const told = { ...args, joins: fault.joins };
    return fault.what === 'plane'
      ? finding(asBuilt, 'as-built-wrong-plane', told, place, more)
      : finding(asBuilt, 'as-built-wrong-rail', told, place, more);
  }

  missing({ ends: [a, b] }: Of<'missing'>): Finding {
    const { fabric, ports, designCable, what } = this.arrangement;
    const [x, y] = [ports.machine[a]!, ports.machine[b]!];
    const ends = [this.#namer.port(a), this.#namer.port(b)] as const;
    const more = { subject: fabric.cableId(designCable[a]!) };
    const place = designPlace(fabric.vertexIds[x]!);
    const parallel = this.#between(x, y);
    const found = parallel.filter((c) => this.#isThere(c)).length;
    if (found > 0) {
      const bundle = `${this.#namer.vertex(x)}--${this.#namer.vertex(y)}`;
      const args = { ends, bundle, found, designed: parallel.length };
      return finding(asBuilt, 'as-built-bundle', args, place, more);
    }
    const away = [x, y].filter((v) => what.seen[v] !== 1).map((v) => this.#namer.vertex(v));
    const why =
      away.length > 0
        ? `nothing was found of ${away.join(' and ')}`
        : 'both ports are idle; the cable is not there or dead, or one of the ports is';
    return finding(asBuilt, 'as-built-missing', { ends, why }, place, more);
  }

  /** The cables of the design between two machines. */
  #between(x: number, y: number): number[] {
    const { offsets, incident, neighbours } = this.arrangement.fabric;
    const cables: number[] = [];
    for (let i = offsets[x]!; i < offsets[x + 1]!; i++) {
      if (neighbours[i] === y) cables.push(incident[i]!);
    }
    return cables;
  }

  /** Whether a cable of the design was found where it should be. */
  #isThere(cable: number): boolean {
    const { fabric, ports, design, found } = this.arrangement;
    const { lower, lowerPort, lowerSub } = fabric;
    const port = ports.of(lower[cable]!, lowerPort[cable]!, lowerSub[cable]!);
    return port >= 0 && design[port]! >= 0 && design[port] === found[port];
  }

  /** Where the found cable in a port is written. */
  #placeOf(port: number): Place {
    const { foundCable, what } = this.arrangement;
    return what.cables[foundCable[port]!]!.place;
  }

  #ids(cables: readonly (readonly [number, number])[]): string {
    const id = (port: number) => this.#namer.portId(port);
    return cables.map(([a, b]) => `${id(a)}--${id(b)}`).join(', ');
  }
}

type PlugCode = 'as-built-moved' | 'as-built-swapped';
type PlugArgs<C extends PlugCode> = Parameters<(typeof asBuilt.messages)[C]>[0];

/** Cables that a finding of a ring names as what it is about. */
const mostInSubject = 8;
