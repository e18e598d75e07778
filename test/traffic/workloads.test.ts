import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type OwnParts, readOwnFile } from '../../src/spec/own-file.js';
import { workloadProblems } from '../../src/traffic/workload-problems.js';
import { openWorld, readTopology } from '../worlds.js';

const folder = join(import.meta.dirname, '../../topologies/workloads');
const { fabric } = openWorld(readTopology('topologies/deepseek-v3-2048.json')).subject;

describe.each(readdirSync(folder))('%s', (file) => {
  it('is called like its file, and can run on 256 hosts of eight GPUs', () => {
    const bytes = readFileSync(join(folder, file));
    const { value, findings } = readOwnFile('workloads', { file, bytes });
    expect(findings).toEqual([]);
    expect(`${value!.name}.json`).toBe(file);
    expect(workloadProblems(value!, fabric)).toEqual([]);
  });
});

const encoder = new TextEncoder();

/** Line, column and code of what is wrong with a text. */
function wrong(key: keyof OwnParts, text: string): string[] {
  const { findings } = readOwnFile(key, { file: 'a.json', bytes: encoder.encode(text) });
  return findings.map(({ code, location: { line, column } }) => `${line}:${column} ${code}`);
}

describe('a workload or a model in a file of its own', () => {
  it('says what is wrong by line and column', () => {
    const job = '{ "hosts": 2, "run": [{ "kind": "all-to-al", "bytes": 0.5 }], "gpus": 3 }';
    expect(wrong('workloads', `{\n  "jobs": {\n    "a": ${job} } }`)).toEqual([
      '3:42 structure-value',
      '3:64 structure-value',
      '3:64 structure-value',
      '3:72 structure-unknown-key',
    ]);
    expect(wrong('models', '{ "hidden": 3,\n "hidden": 4 }')).toEqual([
      '1:1 structure-missing-key',
      '1:1 structure-missing-key',
      '1:1 structure-missing-key',
      '2:2 structure-duplicate-key',
    ]);
    expect(wrong('workloads', '[1]')).toEqual(['1:1 files-no-object']);
    expect(wrong('models', '{')).toEqual(['1:2 readable-syntax']);
  });

  it('knows where its parts stand, for what is found wrong later', () => {
    const text =
      '{\n  "jobs": { "a": { "hosts": 2,\n "run": [{ "kind": "incast", "bytes": 5, "to": 9 }] } } }';
    const { locate } = readOwnFile('workloads', { file: 'a.json', bytes: encoder.encode(text) });
    const [at] = locate([{ pointer: '/jobs/a/run/0/to' }]);
    expect(at).toMatchObject({ line: 3, column: text.split('\n')[2]!.indexOf('9') + 1 });
  });

  it('may be called anything printable, in a topology as well', () => {
    const base = readTopology('topologies/nvl72.json');
    const run = [{ kind: 'incast', bytes: 5 }] as const;
    const workloads = { 'a/b~c "d"': { jobs: { 'x/y': { hosts: 2, run } } } };
    expect(openWorld({ ...base, workloads }).topology.workloads).toEqual(workloads);
  });
});
