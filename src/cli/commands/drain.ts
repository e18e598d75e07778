import { wrongNames } from '../../check/run.js';
import type { Finding } from '../../finding/rule.js';
import { open, prepare } from '../../pipeline.js';
import { drainJson, drainText } from '../../report/drain.js';
import { drain } from '../../whatif/drain/drain.js';
import { type ExitCode, exitCode, UsageError } from '../exit.js';
import { faultSources, faultTexts, misunderstoodIn } from '../fault-files.js';
import { loadFile, write } from '../files.js';
import { limitsOf } from '../limits.js';
import { needsBuilt } from '../needs-built.js';
import { reportInstead } from '../report-instead.js';
import type { WhatIfOptions } from './whatif.js';

/** `planewright whatif FILE --drain FAULT…`: whether it is safe to take parts out of service. */
export async function drainCommand(
  file: string,
  options: WhatIfOptions & { readonly drain: readonly string[] },
): Promise<ExitCode> {
  const others = ['fail', 'compare', 'between', 'certificates'] as const;
  const other = others.find((name) => options[name] !== undefined);
  if (other) throw new UsageError(`--drain is a question of its own: ask --${other} without it`);
  const sources = faultSources(file, options);
  const faults = faultTexts(options.drain, sources);
  const loaded = await prepare(loadFile(file, limitsOf(options)));
  const opened = open(loaded);
  // A scenario that says nothing would prove nothing.
  if (!opened || [...loaded.findings, ...wrongNames(opened.subject)].some(isOfScenario)) {
    return reportInstead(loaded, options);
  }
  needsBuilt(file, opened.subject, 'nothing of it can fail');
  const found = drain(opened.subject, faults);
  if (!('safe' in found)) throw new UsageError(misunderstoodIn(sources, found));
  const { name } = opened.topology;
  const said = { version: 1 as const, topology: { name, file: loaded.file }, ...found };
  write(options.format === 'json' ? drainJson(said) : drainText(said), options.output);
  return exitCode.holds;
}

const isOfScenario = ({ place }: Finding): boolean => place.pointer.startsWith('/scenarios');
