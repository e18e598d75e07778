import { type LoadOptions, open, report } from '../../pipeline.js';
import { reporters } from '../../report/registry.js';
import { whatIfJson, whatIfText } from '../../report/whatif.js';
import { whatIf } from '../../whatif/whatif.js';
import { codeOf, type ExitCode, exitCode, misunderstood, UsageError } from '../exit.js';
import { loadFile, write } from '../files.js';
import { limitsOf } from '../limits.js';

export interface WhatIfOptions extends LoadOptions {
  readonly fail?: readonly string[];
  readonly between?: string;
  readonly format: 'text' | 'json';
  readonly output?: string;
}

/** `planewright whatif FILE --fail FAULT…`: healthy against failed. */
export function whatIfCommand(file: string, options: WhatIfOptions): ExitCode {
  const fail = options.fail ?? [];
  const between = options.between === undefined ? undefined : pairOf(options.between);
  if (fail.length === 0 && !between) {
    throw new UsageError('say what fails: --fail switch:compute/p3/spine0 (see docs/what-if.md)');
  }
  const loaded = loadFile(file, limitsOf(options));
  const opened = open(loaded);
  if (!opened) {
    const errors = report(loaded);
    write(reporters[options.format]([errors]), options.output);
    return codeOf([errors]);
  }
  const question = { fail, ...(between ? { between } : {}) };
  if (opened.subject.fabric.planeSets.length === 0) {
    throw new UsageError(`${file}: its plane sets are described only, so nothing of it can fail`);
  }
  const answer = whatIf(opened.subject, () => opened.graph, question);
  if (!('healthy' in answer)) {
    throw new UsageError(misunderstood(answer));
  }
  const topology = { name: opened.topology.name, file: loaded.file };
  const said = { version: 1 as const, topology, ...answer };
  write(options.format === 'json' ? whatIfJson(said) : whatIfText(said), options.output);
  return exitCode.holds;
}

function pairOf(text: string): readonly [string, string] {
  const [a, b, ...rest] = text.split(',').map((id) => id.trim());
  if (!a || !b || rest.length > 0 || a === b) {
    throw new UsageError(
      `--between takes two different ids of NICs or hosts, like h0/nic3,h40/nic3; found "${text}"`,
    );
  }
  return [a, b];
}
