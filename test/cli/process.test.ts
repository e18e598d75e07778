import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLValidator } from 'fast-xml-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Workshop } from './scenario.js';

const workshop = new Workshop();
afterAll(() => workshop.remove());

/** The JSON that a command line prints. */
async function answer(command: string, status = 0) {
  const outcome = await workshop.run(command);
  expect(outcome.stderr).toBe('');
  expect(outcome.status).toBe(status);
  return JSON.parse(outcome.stdout);
}

const whatIf = (faults: string) =>
  answer(`planewright whatif topologies/deepseek-v3.json ${faults} --format json`);

test('the file that package.json names as the command can be executed', () => {
  const root = join(import.meta.dirname, '../..');
  const { bin, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { stdout, status } = spawnSync(join(root, bin.planewright), ['--version']);
  expect([String(stdout).trim(), status]).toEqual([version, 0]);
});

describe.concurrent('deepseek-v3', () => {
  test('holds, with full bisection', async () => {
    const report = await answer('planewright validate topologies/deepseek-v3.json --format json');
    expect(report.verdict).toBe('pass');
    const { compute, storage } = report.summary.planeSets;
    expect(compute).toMatchObject({ planes: 8, hosts: 2048, endpoints: 16_384, ports: 16_384 });
    expect(compute.switches).toEqual({ leaf: 512, spine: 256 });
    expect(compute.cables).toEqual({ endpoint: 16_384, switch: 16_384 });
    expect(compute.bisectionGbps).toEqual({ lower: 3_276_800, upper: 3_276_800, exact: true });
    expect(storage.endpoints).toBe(2048);
    const planes = report.checks.filter(
      ({ measure, scope }: { measure: string; scope: string }) =>
        measure === 'bisectionGbps' && scope.startsWith('compute/'),
    );
    expect(planes).toHaveLength(8);
    for (const { measured, status, note } of planes) {
      expect({ measured, status }).toEqual({ measured: 409_600, status: 'pass' });
      expect(note).toMatch(/^exact; (certified|identical to compute\/p0)/);
    }
    expect(planes[0].certificate).toEqual({
      kind: 'bisection',
      subject: 'compute/p0',
      unit: 'Gb/s',
      value: 409_600,
      verified: true,
    });
  });

  test('of which one endpoint more was promised: one finding, at the number', async () => {
    const line = `sed 's/"endpoints": 16384/"endpoints": 16385/' topologies/deepseek-v3.json`;
    const report = await answer(`${line} | planewright validate - --format json`, 1);
    expect(report.findings).toHaveLength(1);
    const text = readFileSync(join(workshop.directory, 'topologies/deepseek-v3.json'), 'utf8');
    const at = text.split('\n').findIndex((one) => one.includes('"endpoints": 16384')) + 1;
    expect(report.findings[0]).toMatchObject({
      code: 'endpoint-count-differs',
      pointer: '/expect/compute/endpoints',
      file: '<stdin>',
      line: at,
      column: 20,
      endLine: at,
      endColumn: 25,
      subject: 'compute',
    });
  });

  test('without a spine keeps 31/32 of that plane, all of the others', async () => {
    const { healthy, failed } = await whatIf('--fail switch:compute/p3/spine0');
    for (const [p, { plane, bisectionGbps, endpointsCutOff }] of failed.planes.entries()) {
      const { upper } = healthy.planes[p].bisectionGbps;
      const left = plane === 'compute/p3' ? (upper * 31) / 32 : upper;
      expect(bisectionGbps, plane).toEqual({ lower: left, upper: left, exact: true });
      expect(endpointsCutOff).toBe(0);
    }
    const { compute } = failed.planeSets;
    const whole = healthy.planeSets.compute.bisectionGbps.upper;
    expect(compute.bisectionGbps.lower / whole).toBe(255 / 256);
    expect(compute).toMatchObject({ endpointsCutOff: 0, hostsCutOff: 0, hostPairsCutOff: 0 });
  });

  test('without a plane: all host pairs still meet, in 7 planes', async () => {
    const { failed } = await whatIf('--fail plane:compute/p3');
    expect(failed.planeSets.compute).toMatchObject({
      endpointsCutOff: 2048,
      endpointsCutOffPerHost: 1,
      hostsCutOff: 0,
      hostPairsCutOff: 0,
      planesPerHostPair: { min: 7, max: 7 },
    });
  });

  test('without a leaf: 32 endpoints are cut off', async () => {
    const { failed } = await whatIf('--fail switch:compute/p0/leaf0');
    expect(failed.planeSets.compute).toMatchObject({ endpointsCutOff: 32, hostsCutOff: 0 });
  });

  test('is drawn as well-formed SVG', async () => {
    const { stdout, stderr, status } = await workshop.run(
      'planewright draw topologies/deepseek-v3.json --fail switch:compute/p3/spine0',
    );
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(XMLValidator.validate(stdout)).toBe(true);
  });
});

describe('hostile names', () => {
  test('are the same in JSON, and no danger on the way', async () => {
    const { stdout } = await workshop.run('planewright validate ok/names.json --format json');
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    const { checks } = JSON.parse(stdout);
    const faults = checks.map(({ fault }: { fault?: string }) => fault);
    expect(faults).toContain('\u001b[2J\u202e<script>');
    expect(faults).toContain('__proto__');
  });
});

/** As root every file is open to us: then these tests run as nobody. */
const user = process.getuid?.() === 0 ? 65_534 : undefined;

describe('no permission', () => {
  let possible = true;

  beforeAll(async () => {
    chmodSync(workshop.directory, 0o755);
    const { status } = await workshop.run('planewright --version', user);
    possible = status === 0;
    if (!possible) console.warn('SKIPPED: running as root, and nobody cannot run planewright');
  });

  test('to read: a finding', async ({ skip }) => {
    skip(!possible, 'running as root');
    const file = join(workshop.directory, 'secret.json');
    writeFileSync(file, '{}');
    chmodSync(file, 0);
    const { stdout, stderr, status } = await workshop.run('planewright validate secret.json', user);
    expect(stdout).toContain('secret.json:1:1: error: cannot read the file: permission denied');
    expect({ stderr, status }).toEqual({ stderr: '', status: 2 });
  });

  test('to write: the old file stays whole, and nothing stands beside it', async ({ skip }) => {
    skip(!possible, 'running as root');
    const folder = join(workshop.directory, 'closed');
    mkdirSync(folder);
    writeFileSync(join(folder, 'old.svg'), 'old');
    chmodSync(folder, 0o555);
    const command = 'planewright draw topologies/superpod-h100-4su.json -o closed/old.svg';
    const { stdout, stderr, status } = await workshop.run(command, user);
    chmodSync(folder, 0o755);
    expect(stdout).toBe('');
    expect(stderr).toBe('planewright: cannot write closed/old.svg: permission denied\n');
    expect(status).toBe(2);
    expect(readdirSync(folder)).toEqual(['old.svg']);
    expect(readFileSync(join(folder, 'old.svg'), 'utf8')).toBe('old');
  });
});
