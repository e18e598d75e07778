import type { Finding } from '../finding/rule.js';

/**
 * A network as a file of somebody else describes it: devices by the names that they have there, and
 * each cable once. What is inconsistent in it is found; what is left is as good as it can be had.
 */
export interface Wiring {
  readonly devices: readonly Device[];
  readonly links: readonly Link[];
  readonly findings: readonly Finding[];
  /** Files that it was read from, as findings call them. */
  readonly files: readonly string[];
  /**
   * `through`: parts of a split port have numbers of their own (InfiniBand); `parts`: they are named
   * (`swp33s1`).
   */
  readonly ports: 'through' | 'parts';
}

/** A line of one of the files. */
export interface Source {
  /** Index into `files`. */
  readonly file: number;
  /** From 1. */
  readonly line: number;
}

/** A switch, or a NIC of a host. */
export interface Device {
  readonly kind: 'switch' | 'nic';
  /** A switch: what it is called. A NIC: what it is called within its host (`nic3`, `mlx5_0`). */
  readonly name: string;
  /** Of a NIC: what its host is called. */
  readonly host: string | null;
  /** What the device is known by besides its name (a GUID); null if by nothing. */
  readonly key: string | null;
  readonly model: string | null;
  /** Ports that it has, with and without cables; null: not said. */
  readonly ports: number | null;
  readonly source: Source;
}

/** A device as messages call it: a NIC with its host. */
export const deviceText = ({ host, name }: Device): string =>
  host === null ? name : `${host} ${name}`;

/** A cable between two ports. */
export interface Link {
  readonly a: LinkEnd;
  readonly b: LinkEnd;
  /** Per direction; null: not said. */
  readonly gbps: number | null;
  readonly source: Source;
}

export interface LinkEnd {
  /** Index into `devices`. */
  readonly device: number;
  /** Port from 0, and the part of a split one (−1: whole); as `ports` of the wiring counts. */
  readonly port: number;
  readonly sub: number;
  /** As the file writes it. */
  readonly text: string;
}
