import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A command that takes longer is killed. */
const mostMs = 120_000;

const root = join(import.meta.dirname, '../..');

/** A command line and what came of it. */
export interface Step {
  readonly command: string;
  /** What it printed, lines of stderr marked with "! ", and its exit code, as in the file. */
  readonly outcome: string;
}

/** A scenario: remarks and blank lines as they are, and steps. */
export type Scenario = readonly (string | Step)[];

/**
 * Reads a scenario. A step is a line `$ command`, the lines that it prints, those on stderr behind
 * `! `, and a line `(exit N)`. What stands outside of steps is for the reader.
 */
export function readScenario(text: string): Scenario {
  const lines = text.replace(/\n$/, '').split('\n');
  const parts: (string | Step)[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    if (!line.startsWith('$ ')) {
      parts.push(line);
      continue;
    }
    const next = lines.slice(i + 1);
    const end = next.findIndex((one) => /^\(exit \d+\)$/.test(one));
    const after = next.findIndex((one) => one.startsWith('$ '));
    // A step that was just written down has no outcome yet.
    const done = end >= 0 && (after < 0 || end < after);
    const outcome = done ? next.slice(0, end + 1) : [];
    parts.push({ command: line.slice(2), outcome: outcome.join('\n') });
    i += outcome.length;
  }
  return parts;
}

/** The text that `readScenario` reads. */
export function writeScenario(scenario: Scenario): string {
  const lines = scenario.map((part) =>
    typeof part === 'string' ? part : `$ ${part.command}\n${part.outcome}`,
  );
  return `${lines.join('\n')}\n`;
}

/** What a process printed, and how it ended. */
export interface Outcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

/**
 * A directory of its own in which `planewright` is the built program, and the gallery and the
 * fixtures are at hand: topologies/, ok/, bad/.
 */
export class Workshop {
  readonly directory = mkdtempSync(join(tmpdir(), 'planewright-'));

  constructor() {
    const bin = join(this.directory, '.bin');
    mkdirSync(bin);
    const main = join(root, 'dist/cli/main.js');
    const script = `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`;
    writeFileSync(join(bin, 'planewright'), script, { mode: 0o755 });
    symlinkSync(join(root, 'topologies'), join(this.directory, 'topologies'));
    for (const kind of ['ok', 'bad']) {
      symlinkSync(join(root, 'test/fixtures', kind), join(this.directory, kind));
    }
  }

  /** Runs a command line with sh; it has no input unless it brings its own. */
  run(command: string, user?: number): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const child = spawn('sh', ['-c', command], {
        cwd: this.directory,
        env: { PATH: `${join(this.directory, '.bin')}:${process.env.PATH}`, LC_ALL: 'C.UTF-8' },
        stdio: ['ignore', 'pipe', 'pipe'],
        timeout: mostMs,
        ...(user === undefined ? {} : { uid: user, gid: user }),
      });
      const [out, err]: Buffer[][] = [[], []];
      child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
      child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
      child.on('error', reject);
      child.on('close', (status) => {
        // Killed: what it did not say must not become what is expected of it.
        if (status === null) reject(new Error(`no answer in ${mostMs / 1000} s: ${command}`));
        else {
          resolve({
            stdout: Buffer.concat(out).toString(),
            stderr: Buffer.concat(err).toString(),
            status,
          });
        }
      });
    });
  }

  /** Runs a command line and puts down what came of it. */
  async outcome(command: string): Promise<string> {
    const { stdout, stderr, status } = await this.run(command);
    const lines = (text: string) => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));
    const errors = lines(stderr).map((line) => `! ${line}`.trimEnd());
    return [...lines(stdout), ...errors, `(exit ${status})`].join('\n');
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
