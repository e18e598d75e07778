import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type CertificateFile,
  certificateFile,
  certificateFileName,
  certificateIn,
} from '../../src/certificate/file.js';
import { kindOf, kinds } from '../../src/certificate/kinds.js';
import { readCertificate } from '../../src/certificate/read.js';
import { recheck } from '../../src/certificate/recheck.js';
import { capacityAfter } from '../../src/failure/capacity.js';
import { readFaults } from '../../src/failure/fault.js';
import { certifiedBisection } from '../../src/flow/bisection/certificate.js';
import { certifiedCapacity } from '../../src/flow/certified-capacity.js';
import { certifiedSeparation } from '../../src/flow/separation/certified-separation.js';
import { prettyJson } from '../../src/std/pretty-json.js';
import { expectFile } from '../expected.js';
import { ratedWays } from '../flow/fluid/rated-ways.js';
import { mutants } from '../flow/mutants.js';
import { openWorld, readTopology } from '../worlds.js';

const { topology, subject } = openWorld(readTopology('test/fixtures/ok/rail-planes.json'));
const { fabric, healthy } = subject;
const standing = { topology: topology.name, fabric, capacity: healthy.capacity };
const ends = { a: Int32Array.of(0), b: Int32Array.of(fabric.endpointCount - 2) };
const capacity = certifiedCapacity(fabric, healthy.capacity, 'A--B', ends);
const bisection = certifiedBisection(fabric, healthy.capacity, 0).certificate;
const separation = certifiedSeparation(fabric, healthy.capacity, [0, 1], ends, 'cables', 'A--B')!;
// Two flows of leaf0 cross one cable to another leaf, where a third one joins them.
const at = (name: string) => `compute/p0/${name}`;
const fair = ratedWays(fabric, healthy.capacity, [
  ['h0/nic0', at('leaf0'), at('spine0'), at('leaf1'), 'h4/nic0'],
  ['h1/nic0', at('leaf0'), at('spine0'), at('leaf1'), 'h4/nic0'],
  ['h1/nic0', at('leaf0'), 'h0/nic0'],
]);
const made = [bisection, capacity, separation, fair];
const files = made.map((one) => certificateFile(topology.name, [], one));

const bytesOf = (value: unknown) => Buffer.from(prettyJson(value));
const problemsOf = (text: string | Uint8Array): readonly string[] => {
  const read = readCertificate(typeof text === 'string' ? Buffer.from(text) : text);
  return 'problems' in read ? read.problems : [];
};

describe('a certificate file', () => {
  it('is read as it was written, and holds', () => {
    for (const [i, certificate] of made.entries()) {
      const read = readCertificate(bytesOf(files[i]));
      if (!('certificate' in read)) throw new Error(read.problems.join());
      expect(certificateIn(read.certificate)).toEqual(certificate);
      expect(recheck(standing, read.certificate)).toEqual([]);
    }
    expect(kindOf(bisection).what(bisection)).toBe('bisection of compute/p0');
    expect(kindOf(capacity).figure(capacity)).toMatch(/^\d.* Gb\/s, exact$/);
  });

  it('is refused, or no certificate, with any one change', () => {
    let refused = 0;
    for (const file of files) {
      const down = { ...file, down: ['switch:compute/p0/leaf0'] };
      for (const changed of [file, down]) {
        for (const { at, value } of mutants(changed, ['nobody', fabric.vertexIds[1]!])) {
          const read = readCertificate(bytesOf(value));
          const holds = 'certificate' in read && recheck(standing, read.certificate).length === 0;
          // The subject of two ends is only what they are called.
          if (file.kind !== 'bisection' && at === '/subject') continue;
          const same = holds && at !== '/subject' && changed === file;
          if (same) expect(certificateIn(read.certificate).value, at).toEqual(file.value);
          else expect(holds, `${file.kind} ${at}`).toBe(false);
          refused += Number(!holds);
        }
      }
    }
    expect(refused).toBeGreaterThan(300);
  });

  it('is about one topology, and about what is down', () => {
    const [file] = files as [CertificateFile];
    expect(recheck({ ...standing, topology: 'other' }, file)).toEqual([
      'it is about the topology rail-planes, not about other',
    ]);
    expect(recheck(standing, { ...file, down: ['switch:compute/p0/leaf9'] })).toEqual([
      'down switch:compute/p0/leaf9: matches no switch',
    ]);
    expect(recheck(standing, { ...file, down: ['switch:compute/p1/leaf0'] })).toEqual([]);
  });

  it('has a name of its own for each statement, safe on any disk', () => {
    const [file] = files as [CertificateFile];
    const named = (changes: Partial<CertificateFile>) =>
      certificateFileName({ ...file, ...changes });
    expect(named({})).toBe('rail-planes.bisection.compute-p0.json');
    const names = [
      named({}),
      named({ subject: 'compute/p1' }),
      named({ subject: 'compute-p1' }),
      named({ kind: 'capacity' }),
      named({ kind: 'separation', unit: 'cables' }),
      named({ kind: 'max-min', evidence: { flows: [] } }),
      named({ kind: 'max-min', evidence: { flows: [fair.flows[0]] } }),
      named({ kind: 'separation', unit: 'switches' }),
      named({ kind: 'separation', unit: 'cables', evidence: { within: ['compute/p0'] } }),
      named({ down: ['switch:compute/p0/leaf0'] }),
      named({ down: ['switch:compute/p0/leaf1'] }),
      named({ down: ['a', 'b'] }),
      named({ down: ['a,b'] }),
      named({ evidence: { among: ['h0/nic0'] } }),
      named({ evidence: { among: ['h1/nic0'] } }),
      named({ subject: '../../../etc/passwd' }),
      named({ subject: `${'x'.repeat(4000)}--a` }),
      named({ subject: `${'x'.repeat(4000)}--b` }),
      named({ subject: 'host:hä--host:\u202eh' }),
      named({ subject: 'con:\0' }),
    ];
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][\w.-]{0,120}\.json$/i);
  });
});

describe('the example of docs/certificates.md', () => {
  const folder = 'test/fixtures/certificates';
  const down = ['cable:compute/p0/leaf0:4'];
  const { faults } = readFaults(fabric, down);
  const after = capacityAfter(fabric, faults, healthy.capacity);
  const { certificate } = certifiedBisection(fabric, after, 0);
  const text = prettyJson(certificateFile(topology.name, down, certificate));

  it('is what the program writes, and stands there', () => {
    expectFile(`${folder}/one-cable-down.json`, text);
    expectFile(`${folder}/tampered.json`, text.replace('"lower": 300', '"lower": 400'));
    expect(readFileSync('docs/certificates.md', 'utf8')).toContain(`\`\`\`json\n${text}\`\`\``);
  });
});

describe('the schema of certificates', () => {
  const schema = JSON.parse(readFileSync('schemas/certificate.schema.json', 'utf8'));

  it('has the kinds and the proofs of the program and no others', () => {
    expect(schema.properties.kind.enum).toEqual(Object.keys(kinds));
    const ofReport = JSON.parse(readFileSync('schemas/report.schema.json', 'utf8'));
    const { kind } = ofReport.definitions.check.properties.certificate.properties;
    expect(kind.enum).toEqual(Object.keys(kinds));
    const refs = (list: { $ref: string }[]) => list.map(({ $ref }) => $ref.split('/').at(-1)!);
    expect(refs(schema.oneOf)).toEqual(Object.keys(kinds));
    const by = refs(schema.definitions.proof.oneOf).map(
      (name) => schema.definitions[name].properties.by.const,
    );
    const words = readFileSync('src/certificate/proof-words.ts', 'utf8');
    const known = [...words.matchAll(/^ {2}'?([\w-]+)'?: \(/gm)].map(([, name]) => name);
    expect([...by].sort()).toEqual(known.sort());
  });
});

/** The evidence of one plane in a certificate of a capacity. */
const planeOf = ({ evidence }: CertificateFile): object =>
  (evidence as { planes: object[] }).planes[0]!;

describe('what is no certificate', () => {
  const [file] = files as [CertificateFile];
  const json = JSON.stringify(file);

  it('is said to be none, and why', () => {
    expect(problemsOf('[]')).toEqual(['it holds no object, so it is no certificate']);
    expect(problemsOf('null')).toEqual(['it holds no object, so it is no certificate']);
    expect(problemsOf('')).toHaveLength(1);
    expect(problemsOf(`\ufeff${json}`)).toEqual([expect.stringMatching(/byte-order mark/)]);
    expect(problemsOf(Uint8Array.of(123, 255, 254))).toHaveLength(1);
    expect(problemsOf(json.replace('"version":1', '"version":2'))).toEqual([
      'it is a certificate of version 2; this planewright reads version 1',
    ]);
    expect(problemsOf(json.replace('{', '{"kind":"capacity",'))).toEqual([
      'line 1, column 32: the key "kind" stands here a second time, first in line 1; keep one of them',
    ]);
    expect(problemsOf(json.replace('{', '{"__proto__":{},'))).toEqual([
      'it must not have the key "__proto__"',
    ]);
    expect(problemsOf(JSON.stringify({ ...file, kind: 'magic' }))).toEqual([
      `"/kind" must be one of ${Object.keys(kinds).join(', ')}`,
    ]);
    const { side, ...evidence } = file.evidence as { side: string[]; lower: object };
    const withEvidence = (more: object) => JSON.stringify({ ...file, evidence: more });
    expect(problemsOf(withEvidence(evidence))).toEqual([
      `"/evidence" must have required property 'side'`,
    ]);
    expect(problemsOf(withEvidence({ ...evidence, side, lower: { by: 'faith' } }))).toEqual([
      '"/evidence/lower" has a "by" that is not known: "faith"',
    ]);
    expect(problemsOf(withEvidence({ ...evidence, side, lower: 5 }))).toEqual([
      '"/evidence/lower" must be object',
    ]);
    expect(problemsOf(json.replace(/"lower":\d+/, '"lower":1e999'))).toEqual([
      '"/value/lower" must be number',
    ]);
    expect(problemsOf(withEvidence({ ...evidence, side: [5] }))).toEqual([
      '"/evidence/side/0" must be string',
    ]);
  });

  it('is told without delay, however large, deep or strange it is', { timeout: 120_000 }, () => {
    const before = process.cpuUsage();
    const million = Array.from({ length: 1_000_000 }, (_, i) => `x${i}`);
    const many = million.slice(0, 50_000);
    const strange = (changes: object): CertificateFile => ({
      ...file,
      evidence: { ...file.evidence, ...changes },
    });
    const classes = { by: 'leaf-classes', classes: [many] };
    const single = { by: 'leaf-classes', classes: million.slice(0, 2000).map((id) => [id]) };
    const tops = { by: 'up-down', tiers: 1e6, tops: many };
    const bundles = many.map((bundle) => ({ bundle, gbps: 1e308 }));
    const cases: readonly CertificateFile[] = [
      strange({ side: million }),
      strange({ among: many, side: many }),
      strange({ switches: many }),
      strange({ cut: bundles }),
      strange({ lower: classes }),
      strange({ lower: single }),
      strange({ lower: tops }),
      strange({ lower: { by: 'common-spines', leftOut: many } }),
      strange({ lower: { by: 'all-to-all', around: 'x'.repeat(1e6) } }),
      { ...file, down: many.slice(0, 1000) },
      { ...file, down: many.slice(0, 1000).map(() => 'cable:*/p*/*:*') },
      ...[files[1]!, files[2]!].map((one) => ({
        ...one,
        evidence: { ...one.evidence, ends: { a: many, b: many } },
      })),
      {
        ...files[1]!,
        evidence: {
          ...files[1]!.evidence,
          planes: many.slice(0, 5000).map((plane) => ({ ...planeOf(files[1]!), plane })),
        },
      },
      {
        ...files[2]!,
        evidence: {
          ...files[2]!.evidence,
          within: many,
          set: many,
          paths: many.slice(0, 5000).map((plane) => ({ plane, paths: [['a'], []] })),
        },
      },
      { ...files[3]!, evidence: { flows: many.map((to) => ({ ...fair.flows[0], to })) } },
      {
        ...files[3]!,
        evidence: {
          flows: [
            { ...fair.flows[0], route: many.flatMap(() => fair.flows[0]!.route) },
            { ...fair.flows[0], route: many.map((cable) => ({ cable, up: true })) },
          ],
        },
      },
      {
        ...files[3]!,
        evidence: {
          flows: [{ ...fair.flows[0], route: many.flatMap(() => fair.flows[0]!.route) }],
        },
      },
    ];
    for (const one of cases) {
      const read = readCertificate(Buffer.from(JSON.stringify(one)));
      if (!('certificate' in read)) throw new Error(read.problems.join());
      expect(recheck(standing, read.certificate).length).toBeGreaterThan(0);
    }
    expect(problemsOf('['.repeat(1_000_000))).toEqual([expect.stringMatching(/nested deeper/)]);
    // Of the processor, not of a clock: what is quadratic takes minutes of it.
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(20);
  });
});
