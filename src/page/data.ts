import type { TitleBlock } from '../diagram/diagram.js';
import type { Level } from '../diagram/limits.js';
import type { Answers } from '../layout/recorded.js';
import type { Topology } from '../spec/topology.js';

/** What a page brings along, beside code: the fabric is expanded from it again. */
export interface PageData {
  readonly version: 1;
  readonly topology: Topology;
  /** Of every picture: of the fabric as it stands. */
  readonly titleBlock: TitleBlock;
  /** Where everything stands in the views: no elkjs comes along. */
  readonly answers: Answers;
  /** What is shown first, and what is down then. */
  readonly level: Level;
  readonly faults: readonly string[];
  /** Words of the command that gives the same answers, up to `--fail`. */
  readonly command: readonly string[];
}
