import type { OwnParts } from '../spec/own-file.js';
import type { Topology } from '../spec/topology.js';
import { own } from '../std/record.js';
import { didYouMean, nearest } from '../std/suggest.js';
import { quoted } from '../std/terminal.js';
import { UsageError } from './exit.js';
import { exists } from './files.js';
import { type Own, openOwn } from './own-file.js';

/** Parts of which a topology may have several by name, or a file of its own holds one. */
type Named = 'workloads' | 'models';

const nouns = { workloads: 'workload', models: 'model' } as const;

export interface NamedPart<Part> extends Own<Part> {
  /** As the topology, the file itself or else its path calls it. */
  readonly called: string;
}

/** What the topology in `file` has by a name, or the file of that name. */
export function namedPart<Key extends Named>(
  key: Key,
  name: string,
  file: string,
  topology: Topology,
  maxBytes: number | undefined,
): NamedPart<OwnParts[Key]> {
  const all: Readonly<Record<string, OwnParts[Named]>> = topology[key] ?? {};
  const inside = own(all, name) as OwnParts[Key] | undefined;
  if (inside !== undefined) return { ...within(nouns[key], name, file, inside), called: name };
  if (!exists(name)) {
    const near = nearest(name, Object.keys(all));
    throw new UsageError(
      `${name}: there is no such file, and ${file} has no ${nouns[key]} of that name${didYouMean(near)}`,
    );
  }
  const found = openOwn(key, name, maxBytes);
  const path = name.replace(/^.*\//, '').replace(/\.json$/, '');
  return { ...found, called: found.value.name ?? path };
}

/** `validate` says where a part of the topology is wrong. */
const within = <Part>(noun: string, name: string, file: string, value: Part): Own<Part> => ({
  value,
  refuse(problems) {
    const lines = problems.map(({ problem }) => `${file}: ${noun} ${quoted(name)}: ${problem}`);
    throw new UsageError(lines.join('\n'));
  },
});
