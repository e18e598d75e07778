import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Cable, type Document, must, type Read } from './document.js';
import { ownGbps } from './family.js';
import { isNic, parsePort } from './ids.js';
import { modelOf } from './listed.js';
import { load } from './merge.js';

/** The samples of LANGUAGE, kept in `test/samples/language/` (refused ones in `refused/`). */
export const folder = new URL('../samples/language/', import.meta.url);

export const readSampleFile: Read = (path) => readFileSync(new URL(path, folder), 'utf8');

/** A sample with its `extends` resolved. */
export const sample = (name: string): Document => load(`${name}.json`, readSampleFile);

export interface Digest {
  readonly cables: number;
  /** Of the sorted lines "a--b gbps", each with its line feed. */
  readonly sha256: string;
}

export function digest(cables: readonly Cable[]): Digest {
  const lines = cables.map(({ a, b, gbps }) => `${a}--${b} ${gbps}\n`).sort();
  const hash = createHash('sha256');
  for (let n = 0; n < lines.length; n += 10_000) hash.update(lines.slice(n, n + 10_000).join(''));
  return { cables: lines.length, sha256: hash.digest('hex') };
}

/** No port twice, none that its switch or NIC does not have, no port both whole and split. */
export function checkPorts(document: Document, cables: readonly Cable[]): void {
  const used = new Set<string>();
  const split = new Set<string>();
  for (const id of cables.flatMap(({ a, b }) => [a, b])) {
    must(!used.has(id), `${id} is used twice`);
    used.add(id);
    const port = parsePort(id);
    if (isNic(port)) {
      const { count, nics } = document.hosts![port.host]!;
      const { model, count: nicCount = 1 } = nics[port.nic]!;
      const { ports = 1 } = document.nicModels![model]!;
      must(port.hostIndex < count && port.nicIndex < nicCount && port.port < ports, `no ${id}`);
      continue;
    }
    const model = document.switchModels![modelOf(document, port.set!, port)]!;
    ownGbps(model, port.port);
    if (port.sub === undefined) continue;
    must(port.sub < Math.max(...(model.splits ?? [1])), `no ${id}`);
    split.add(id.slice(0, id.lastIndexOf('.')));
  }
  for (const id of split) must(!used.has(id), `${id} is whole and split`);
}
