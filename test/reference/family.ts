import type { Ground } from './attach.js';
import { type Cable, must, type SwitchModel, whole } from './document.js';

/** What a family adds to a plane set, the same in each of its planes. */
export interface Family {
  readonly ground: Ground;
  /** Cables between switches of one plane ("compute/p3"), in order of expansion. */
  readonly cables: (plane: string) => Iterable<Cable>;
  /** How many switches of each tier a plane has. */
  readonly counts: Readonly<Record<string, number>>;
  /** Into how many sub-ports the family splits a physical port; 1 where it splits none. */
  readonly splitAt: (tier: string, port: number) => number;
}

/** A port's own speed. */
export function ownGbps(model: SwitchModel, port: number): number {
  must(port < model.ports + (model.uplinkPorts ?? 0), `no such port: ${port}`);
  return port < model.ports ? model.portGbps : model.uplinkGbps!;
}

/** The speed rule: how often a faster port is split. */
export function splitOf(model: SwitchModel, own: number, cableGbps: number): number {
  const split = whole(own / cableGbps, 'split');
  must(split === 1 || (model.splits ?? []).includes(split), `no split by ${split}`);
  return split;
}
