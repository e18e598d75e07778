import type { TextLine } from '../../std/lines.js';
import type { Wiring } from '../wiring.js';

/** A file of somebody else, read as a stream: its name, and its bytes in pieces. */
export interface DumpFile {
  readonly file: string;
  readonly pieces: Iterable<Uint8Array>;
}

/** What an importer is to keep to. */
export interface ImportLimits {
  readonly maxCables: number;
  /** Of a format that cannot be read line by line. */
  readonly maxBytes: number;
}

/** Reads the files of one network (one for each plane, or one for each switch, or one in all). */
export type Importer = (files: readonly DumpFile[], limits: ImportLimits) => Wiring;

/** Whether a file looks like a format, by its first lines. */
export type Sniffer = (first: readonly TextLine[]) => boolean;
