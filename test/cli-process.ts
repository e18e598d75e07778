import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');

/** Runs the built command line as a process, from the root of the repository. */
export function runCli(args: readonly string[]): {
  stdout: string;
  stderr: string;
  status: number;
} {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join(root, 'dist/cli/main.js'), ...args],
    { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  return { stdout, stderr, status: status ?? -1 };
}
