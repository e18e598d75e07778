import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { build } from '../../src/build/build.js';
import { readerBeside } from '../../src/cli/read.js';
import { load } from '../../src/pipeline.js';
import { documentOf } from '../../src/spec/document.js';
import { defaultMaxBytes } from '../../src/spec/reading/read.js';
import { prettyJson } from '../../src/std/pretty-json.js';
import { base, type Files, loadFiles } from './several-files.js';

const root = join(import.meta.dirname, '../..');
const maxCables = 10_000_000;

const jsonIn = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.json'))
    .map((name) => `${folder}/${name}`);

const documents = [
  ...jsonIn('topologies'),
  ...jsonIn('test/samples'),
  ...jsonIn('test/samples/language'),
  ...jsonIn('test/fixtures/ok'),
];

function loadPath(name: string) {
  const file = join(root, name);
  const options = { read: readerBeside(file, defaultMaxBytes), maxCables };
  return load({ file, bytes: readFileSync(file) }, options);
}

/** Without its promises, if this version cannot judge one of them: normalising would refuse it. */
function loadWhole(name: string) {
  const loaded = loadPath(name);
  if (loaded.findings.length === 0) return loaded;
  const { expect, scenarios, ...rest } = loaded.sources.value as Record<string, unknown>;
  return load({ file: name, bytes: Buffer.from(JSON.stringify(rest)) }, { maxCables });
}

const normalized = ({ topology, sources }: ReturnType<typeof load>): string =>
  prettyJson(documentOf(topology!, sources.value));

describe('the normalised document', () => {
  it.each(documents)('of %s is valid, and is its own', (name) => {
    const loaded = loadWhole(name);
    expect(loaded.findings).toEqual([]);
    const once = normalized(loaded);
    const again = load({ file: 'again.json', bytes: Buffer.from(once) }, { maxCables });
    expect(again.findings).toEqual([]);
    expect(normalized(again)).toBe(once);
    expect(JSON.parse(once).extends).toBeUndefined();
  });

  it('builds the same fabric', () => {
    for (const name of ['superpod-as-built', 'oob', 'two-switches', 'superpod-h100-16su']) {
      const loaded = loadPath(`test/samples/language/${name}.json`);
      const again = load({ file: 'again.json', bytes: Buffer.from(normalized(loaded)) });
      expect(build(again.topology!).graph.edges()).toEqual(build(loaded.topology!).graph.edges());
    }
  });

  it('keeps what was written in its order, and has what was filled behind it', () => {
    const files: Files = {
      'top.json': {
        extends: 'base.json',
        $schema: 'x.json',
        hosts: { h: { nics: { nic: { count: 1 } }, count: 4 } },
        planes: { mgmt: { description: 'By hand', cables: 'c.csv' } },
        groups: {},
        labels: 'l.json',
      },
      'base.json': base,
      'c.csv': 'a,b,gbps\nh0/nic0:0,sw0:0,\nh1/nic0:0,sw0:1,100\n',
      'l.json': { h0: 'node 1' },
    };
    const text = normalized(loadFiles(files));
    expect(text).toBe(`{
  "name": "base",
  "switchModels": { "big": { "ports": 8, "portGbps": 100, "uplinkPorts": 0, "reservedPorts": 0 } },
  "nicModels": { "nic": { "portGbps": 100, "ports": 1 } },
  "hosts": {
    "h": {
      "count": 4,
      "nics": { "nic": { "model": "nic", "count": 1 } },
      "gpus": 0,
      "scaleUpGbps": 0,
      "scaleUpHosts": 1
    }
  },
  "planes": {
    "mgmt": {
      "switches": { "sw": { "model": "big", "count": 1 } },
      "cables": [["h0/nic0:0", "sw0:0"], { "ends": ["h1/nic0:0", "sw0:1"], "gbps": 100 }],
      "description": "By hand"
    }
  },
  "$schema": "x.json",
  "groups": {},
  "labels": { "h0": "node 1" }
}
`);
  });

  it('keeps a list that is empty where the set has nothing else', () => {
    const planes = { mgmt: { attach: { nics: ['h/nic'] }, cables: [] } };
    const text = normalized(loadFiles({ 'top.json': { ...base, planes } }));
    expect(JSON.parse(text).planes).toEqual(planes);
  });
});
