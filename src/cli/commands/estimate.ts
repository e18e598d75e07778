import { modelProblems } from '../../model/problems.js';
import { type LoadOptions, open } from '../../pipeline.js';
import { estimateJson, estimateText } from '../../report/estimate.js';
import type { ModelInput } from '../../spec/model.js';
import type { Topology } from '../../spec/topology.js';
import { estimate } from '../../whatif/estimate.js';
import { type ExitCode, exitCode, UsageError } from '../exit.js';
import { faultSources, faultTexts, misunderstoodIn } from '../fault-files.js';
import { loadFile, write } from '../files.js';
import { limitsOf } from '../limits.js';
import { type NamedPart, namedPart } from '../named-part.js';
import { needsBuilt } from '../needs-built.js';
import { reportInstead } from '../report-instead.js';

export interface EstimateOptions extends LoadOptions {
  readonly fail?: readonly string[];
  readonly planes?: string;
  /** Models whose KV caches are put beside it. */
  readonly against?: readonly string[];
  readonly format: 'text' | 'json';
  readonly output?: string;
}

/** `planewright estimate TOPOLOGY MODEL`: what the figures of a model become on a fabric. */
export function estimateCommand(file: string, name: string, options: EstimateOptions): ExitCode {
  const sources = faultSources(file, options);
  const fail = faultTexts(options.fail ?? [], sources);
  const loaded = loadFile(file, limitsOf(options));
  const opened = open(loaded);
  if (!opened) return reportInstead(loaded, options);
  const { subject, topology } = opened;
  needsBuilt(file, subject, 'no model runs on it');
  const model = modelOf(name, file, topology, options);
  const against = (options.against ?? []).map((other) => {
    const { value, called } = modelOf(other, file, topology, options);
    return [called, value] as const;
  });
  const question = { model: model.value, fail, planes: options.planes ?? null, against };
  const answer = estimate(subject, question);
  if (!('cache' in answer)) throw new UsageError(misunderstoodIn(sources, answer));
  const said = {
    version: 1 as const,
    topology: { name: topology.name, file: loaded.file },
    model: model.called,
    ...answer,
  };
  write(options.format === 'json' ? estimateJson(said) : estimateText(said), options.output);
  return exitCode.holds;
}

/** The model that the topology has by a name, or that a file holds. */
function modelOf(
  name: string,
  file: string,
  topology: Topology,
  { maxBytes }: LoadOptions,
): NamedPart<ModelInput> {
  const found = namedPart('models', name, file, topology, maxBytes);
  const problems = modelProblems(found.value);
  if (problems.length > 0) found.refuse(problems);
  return found;
}
