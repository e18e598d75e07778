import type { LoadOptions } from '../../pipeline.js';
import { verdictOf } from '../../report/report.js';
import { documentOf } from '../../spec/document.js';
import { prettyJson } from '../../std/pretty-json.js';
import { type ExitCode, exitCode } from '../exit.js';
import { loadFile, write } from '../files.js';
import { limitsOf } from '../limits.js';
import { refuse } from '../refuse.js';

export interface NormalizeOptions extends LoadOptions {
  readonly output?: string;
}

/** `planewright normalize FILE`: one document without shorthand, and without other files. */
export function normalizeCommand(file: string, options: NormalizeOptions): ExitCode {
  const loaded = loadFile(file, limitsOf(options));
  const { topology, findings, sources } = loaded;
  // A promise that is wrong was left out of the topology: it must not get lost.
  if (!topology || verdictOf(findings) === 'fail') return refuse({ ...loaded, topology: null });
  write(prettyJson(documentOf(topology, sources.value)), options.output);
  return exitCode.holds;
}
