import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runCli } from './cli-process.js';

const root = join(import.meta.dirname, '..');
const read = (file: string) => parse(readFileSync(join(root, file), 'utf8'));
const good = 'topologies/deepseek-v3-2048.json';
const bad = 'test/fixtures/bad/endpoint-count/endpoints.json';

/** Runs the last step of the action as GitHub does, with its inputs. */
function runAction(inputs: Readonly<Record<string, string>>) {
  const { runs, inputs: declared } = read('action.yml');
  const step = runs.steps.at(-1);
  const folder = mkdtempSync(join(tmpdir(), 'planewright-action-'));
  const summary = join(folder, 'summary.md');
  writeFileSync(summary, '');
  const values: Record<string, string> = { ...inputs };
  for (const [name, { default: value }] of Object.entries<{ default: string }>(declared)) {
    values[name] ??= value;
  }
  const env = Object.fromEntries(
    Object.entries<string>(step.env).map(([name, expression]) => {
      const input = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(expression)?.[1];
      return [name, values[input!]!];
    }),
  );
  const { stdout, status } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run],
    {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, ...env, GITHUB_ACTION_PATH: root, GITHUB_STEP_SUMMARY: summary },
    },
  );
  return { stdout, status, summary: readFileSync(summary, 'utf8'), folder };
}

describe('the GitHub Action', () => {
  it('passes a good file, with a job summary and no annotation', () => {
    const { stdout, status, summary } = runAction({ files: good });
    expect(status).toBe(0);
    expect(stdout).toContain(`${good}: pass`);
    expect(stdout).not.toMatch(/^::(error|warning)/m);
    expect(summary).toContain(good);
  });

  it('fails a bad file, annotates it, and writes SARIF and JUnit where it is told', () => {
    const folder = mkdtempSync(join(tmpdir(), 'planewright-action-'));
    const [sarif, junit] = [join(folder, 'a.sarif'), join(folder, 'a.xml')];
    const { stdout, status, summary } = runAction({ files: `${good} ${bad}`, sarif, junit });
    expect(status).toBe(1);
    expect(stdout).toMatch(new RegExp(`^::error .*file=${bad},line=\\d+`, 'm'));
    expect(summary).toContain(bad);
    expect(JSON.parse(readFileSync(sarif, 'utf8')).version).toBe('2.1.0');
    expect(readFileSync(junit, 'utf8')).toContain('<testsuites');
  });

  it('needs nothing but what the command line has: its options are there', () => {
    const { run } = read('action.yml').runs.steps.at(-1);
    for (const [, command] of run.matchAll(/planewright (\w+) /g)) {
      expect(runCli(['help', command!]).status, command).toBe(0);
    }
  });
});

describe('docs/ci.md', () => {
  const file = join(root, 'docs/ci.md');
  const body = readFileSync(file, 'utf8');
  const blocks = (language: string) =>
    [...body.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
      ([, block]) => block!,
    );

  it('shows the inputs of the action', () => {
    const rows = Object.entries<{ description: string; default: string }>(
      read('action.yml').inputs,
    ).map(([name, input]) => `| \`${name}\` | ${input.description} | \`${input.default}\` |`);
    const table = ['| input | meaning | default |', '| --- | --- | --- |', ...rows].join('\n');
    const renewed = body.replace(
      /(<!-- inputs: action.yml -->\n)[\s\S]*?(<!-- end -->)/,
      (_, open, end) => `${open}${table}\n${end}`,
    );
    if (process.env.UPDATE === '1') writeFileSync(file, renewed);
    expect(readFileSync(file, 'utf8')).toBe(renewed);
  });

  it('uses inputs and hooks that there are', () => {
    const known = Object.keys(read('action.yml').inputs);
    const yaml = blocks('yaml');
    expect(yaml.length).toBe(4);
    for (const block of yaml) {
      const steps: { uses?: string; with?: object }[] =
        parse(block).jobs?.validate.steps ?? (Array.isArray(parse(block)) ? parse(block) : []);
      for (const step of steps.filter(({ uses }) => uses?.includes('/planewright@'))) {
        expect(known).toEqual(expect.arrayContaining(Object.keys(step.with ?? {})));
      }
    }
    const [{ hooks }] = parse(yaml.at(-1)!).repos;
    expect(read('.pre-commit-hooks.yaml').map((hook: { id: string }) => hook.id)).toEqual(
      hooks.map((hook: { id: string }) => hook.id),
    );
  });

  it('its shell lines run, and end with the verdict', () => {
    const [script] = blocks('sh');
    const folder = mkdtempSync(join(tmpdir(), 'planewright-ci-'));
    mkdirSync(join(folder, 'topologies'));
    const run = (fixture: string) => {
      copyFileSync(join(root, fixture), join(folder, 'topologies/a.json'));
      const planewright = `planewright() { node ${join(root, 'dist/cli/main.js')} "$@"; }`;
      return spawnSync('bash', ['-c', `${planewright}\n${script}`], {
        cwd: folder,
        encoding: 'utf8',
      });
    };
    const passed = run(good);
    expect(passed.stdout).toContain('topologies/a.json: pass');
    expect(passed.status).toBe(0);
    expect(run(bad).status).toBe(1);
    expect(readFileSync(join(folder, 'junit.xml'), 'utf8')).toContain('<testsuites');
  });
});

describe('the pre-commit hook', () => {
  it('calls the command line on the files that it is given', () => {
    const [hook, ...more] = read('.pre-commit-hooks.yaml');
    expect(more).toEqual([]);
    const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const [command, ...args] = hook.entry.split(' ');
    expect(Object.keys(bin)).toContain(command);
    expect(new RegExp(hook.files).test(good)).toBe(true);
    expect(new RegExp(hook.files).test('package.json')).toBe(false);
    expect(runCli([...args, good]).status).toBe(0);
    expect(runCli([...args, good, bad]).status).toBe(1);
  });
});
