import { spawnSync } from 'node:child_process';

/** What a program of Debian says of an input; without the program a test fails, and says why. */
export function tool(command: string, args: readonly string[], input: string): string {
  const { error, status, stdout, stderr } = spawnSync(command, args, {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (error) {
    throw new Error(`${command} does not run: install what .ci/run installs`, { cause: error });
  }
  if (status !== 0) throw new Error(`${command}: exit ${status}: ${stderr}`);
  return stdout;
}
