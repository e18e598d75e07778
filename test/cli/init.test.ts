import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { ask, type Question } from '../../src/cli/ask.js';
import { type Answers, starter, wiringNames } from '../../src/cli/starter.js';
import { validate } from '../../src/pipeline.js';
import { runCli } from '../cli-process.js';

const answers: Answers = {
  name: 'mine',
  wiring: 'rail-planes',
  hosts: 8,
  gpus: 4,
  nics: 4,
  nicPorts: 1,
  nicGbps: 400,
  switchPorts: 16,
  switchGbps: 400,
};

const verdict = (text: string) => validate({ file: 'a.json', bytes: Buffer.from(text) });

describe('a starting point', () => {
  it.each(
    wiringNames.flatMap((wiring) =>
      [1, 8, 40].flatMap((hosts) => [1, 2].map((nicPorts) => ({ wiring, hosts, nicPorts }))),
    ),
  )('%o is valid, and explains its parts', (some) => {
    const document = starter({ ...answers, ...some, switchPorts: 64 });
    const { verdict: said, findings } = verdict(JSON.stringify(document));
    expect(said, JSON.stringify(findings)).toBe('pass');
    const described = JSON.stringify(document).match(/"description":/g);
    expect(described?.length).toBeGreaterThanOrEqual(5);
  });
});

describe('planewright init', () => {
  const folder = mkdtempSync(join(tmpdir(), 'planewright-init-'));
  const file = join(folder, 'mine.json');

  it('writes a file that passes, with promises, and the schema beside it', () => {
    const { status, stderr } = runCli(['init', '--hosts', '96', '--name', 'mine', '-o', file]);
    expect(stderr).toBe(
      `wrote ${file} and ${join(folder, 'topology.schema.json')}, from which editors complete it\n`,
    );
    expect(status).toBe(0);
    const written = JSON.parse(readFileSync(file, 'utf8'));
    expect(written.expect.compute).toEqual({
      planes: 8,
      endpoints: 768,
      switches: { leaf: 24, spine: 16 },
    });
    expect(written.$schema).toBe('topology.schema.json');
    expect(JSON.parse(readFileSync(join(folder, written.$schema), 'utf8')).title).toMatch(
      /topology/,
    );
    expect(runCli(['validate', file]).status).toBe(0);
  });

  it('overwrites nothing, unless it is told to', () => {
    writeFileSync(file, 'precious');
    const { status, stderr } = runCli(['init', '-o', file]);
    expect([status, stderr]).toEqual([
      2,
      `planewright: ${file} is there already; --force overwrites it\n`,
    ]);
    expect(readFileSync(file, 'utf8')).toBe('precious');
    expect(runCli(['init', '--force', '-o', file]).status).toBe(0);
    expect(verdict(readFileSync(file, 'utf8')).verdict).toBe('pass');
  });

  it('says which numbers make no fabric', () => {
    const { status, stderr, stdout } = runCli(['init', '--hosts', '100000']);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^planewright: these numbers make no fabric: /);
  });

  it('prints to standard output without -o', () => {
    const { status, stdout } = runCli(['init']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout).$schema).toBeUndefined();
    expect(verdict(stdout).verdict).toBe('pass');
  });
});

describe('questions on a terminal', () => {
  const question = (key: string, fallback: string): Question => ({
    key,
    text: key,
    fallback,
    problem: (answer) => (/^\d+$/.test(answer) ? null : 'a number'),
  });
  const answered = async (lines: string) => {
    const output = new PassThrough();
    const input = new PassThrough();
    input.end(lines);
    const found = await ask([question('a', '1'), question('b', '2')], input, output);
    return { found, said: String(output.read()) };
  };

  it('take an answer, or the fallback, and ask again where it will not do', async () => {
    const { found, said } = await answered('7\n\n');
    expect(found).toEqual({ a: '7', b: '2' });
    expect(said).toBe('a [1]: b [2]: ');
    const again = await answered('x\n9\n8\n');
    expect(again.found).toEqual({ a: '9', b: '8' });
    expect(again.said).toBe('a [1]:   a number\na [1]: b [2]: ');
  });

  it('end with the input', async () => {
    expect((await answered('')).found).toEqual({ a: '1', b: '2' });
  });
});
