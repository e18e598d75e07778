import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from '../../src/pipeline.js';
import { gallerySource } from '../gallery.js';

/** Cables that a document may ask for; above it is refused. */
export const maxCables = 1000;

type Json = { [key: string]: unknown };

const folder = join(import.meta.dirname, 'documents');

/** Documents that use all of the language, on a small scale. */
const rich = readdirSync(folder)
  .sort()
  .map((file) => ({ name: file, text: readFileSync(join(folder, file), 'utf8') }));

/** Gallery files that differ in kind, not in size only. */
const different = [
  'deepseek-ideal',
  'deepseek-v3',
  'dual-tor',
  'hpn-pod',
  'spectrum-x-multiplane',
  'superpod-h100-4su',
  'superpod-h100-16su',
];

/** What is mutated: documents of at most so many cables. */
export const documents: readonly { readonly name: string; readonly text: string }[] = [
  ...rich,
  ...different.map((name) => ({ name, text: reduced(name) })),
];

/** A gallery file with fewer hosts, and switches of fewer ports, until it is small enough. */
function reduced(name: string): string {
  const text = new TextDecoder().decode(gallerySource(name).bytes);
  for (let hosts = 1; hosts <= 4096; hosts *= 2) {
    for (let ports = 1; ports <= hosts; ports *= 2) {
      const small = JSON.stringify(smaller(JSON.parse(text), hosts, ports), null, 2);
      const source = { file: name, bytes: new TextEncoder().encode(small) };
      if (load(source, { maxCables }).findings.length === 0) return small;
    }
  }
  throw new Error(`${name} cannot be reduced`);
}

/** Without stated counts and promises, which would not hold of a smaller fabric. */
function smaller(document: Json, hosts: number, ports: number): Json {
  const parts = (part: unknown): Json[] => Object.values((part ?? {}) as Record<string, Json>);
  for (const group of parts(document.hosts)) {
    group.count = Math.max(2, Math.ceil((group.count as number) / hosts));
  }
  for (const model of parts(document.switchModels)) {
    model.ports = Math.max(8, Math.ceil((model.ports as number) / ports));
  }
  for (const set of parts(document.planes)) {
    const attach = set.attach as Json | undefined;
    for (const key of ['hostsPerUnit', 'emptySlots', 'slots']) delete attach?.[key];
    for (const tier of parts(set.fatTree)) {
      for (const key of ['count', 'down', 'up', 'upReserved']) delete tier?.[key];
    }
  }
  const { expect, scenarios, ...rest } = document;
  const described = Object.entries((document.planes ?? {}) as Record<string, Json>).filter(
    ([, { built }]) => built === false,
  );
  const sizes = described.map(([name]) => [name, { hosts: { min: 1 } }]);
  const held =
    described.length < parts(document.planes).length ? { '*': { endpointsCutOff: 0 } } : {};
  return { ...rest, expect: { ...held, ...Object.fromEntries(sizes) } };
}
