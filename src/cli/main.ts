#!/usr/bin/env node
import { printable } from '../std/terminal.js';
import { type ExitCode, exitCode, UsageError } from './exit.js';
import { writeOut } from './files.js';
import { program, usageCode } from './program.js';

/** Decides the exit code of everything that can happen. */
async function main(): Promise<ExitCode> {
  let code: ExitCode = exitCode.holds;
  try {
    await program((answered) => {
      code = answered;
    }).parseAsync();
    return code;
  } catch (error) {
    const usage = usageCode(error);
    if (usage !== null) return usage;
    if (error instanceof UsageError) {
      writeOut(2, `planewright: ${printable(error.message)}\n`);
      return exitCode.usage;
    }
    const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    writeOut(
      2,
      `planewright: this is a bug of planewright, please report it: ${printable(what)}\n`,
    );
    if (process.env.PLANEWRIGHT_DEBUG && error instanceof Error) {
      writeOut(2, `${error.stack}\n`);
    }
    return exitCode.bug;
  }
}

process.exitCode = await main();
