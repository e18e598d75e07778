#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander';
import { printable } from '../std/terminal.js';
import { type ExitCode, exitCode, UsageError } from './exit.js';
import { formatOption, outputOption, withLimits } from './options.js';
import { version } from './version.js';

const collect = (value: string, all: string[] | undefined): string[] => [...(all ?? []), value];

function program(run: (code: ExitCode) => void): Command {
  const main = new Command('planewright')
    .description('Designs, proves and draws the networks of AI and HPC clusters.')
    .version(version())
    .exitOverride()
    .configureOutput({ writeErr: (text) => process.stderr.write(printable(text)) })
    .showSuggestionAfterError();

  withLimits(main.command('validate'))
    .description('prove or refute what topology files promise')
    .argument('<files...>', 'topology files; - is standard input')
    .addOption(formatOption(['text', 'json']))
    .addOption(outputOption)
    .addOption(
      new Option('--fail-on <severity>', 'exit 1 from this severity on')
        .choices(['error', 'warning'])
        .default('error'),
    )
    .action(async (files, options) => {
      run((await import('./commands/validate.js')).validateCommand(files, options));
    });

  withLimits(main.command('draw'))
    .description('draw a fabric as SVG')
    .argument('<file>', 'topology file; - is standard input')
    .addOption(outputOption)
    .addOption(
      new Option('--detail <level>', 'how much to show')
        .choices(['overview', 'plane', 'full'])
        .default('overview'),
    )
    .option('--plane <id>', 'the plane of --detail plane, like compute/p3')
    .option('--focus <id>', 'one element and its neighbours')
    .option('--fail <fault>', 'draw what is down and what it cuts off; can be repeated', collect)
    .action(async (file, options) => {
      run(await (await import('./commands/draw.js')).drawCommand(file, options));
    });

  withLimits(main.command('whatif'))
    .description('what breaks, what is left, and the proof')
    .argument('<file>', 'topology file; - is standard input')
    .option('--fail <fault>', 'a selector like switch:compute/p3/spine0; can be repeated', collect)
    .option('--between <a,b>', 'the way between two NICs or hosts, before and after')
    .addOption(formatOption(['text', 'json']))
    .addOption(outputOption)
    .action(async (file, options) => {
      run((await import('./commands/whatif.js')).whatIfCommand(file, options));
    });

  main
    .command('explain')
    .description('what a check proves, and how to mend what it finds')
    .argument('[check]', 'id of a check, or code of a finding')
    .action(async (check) => {
      run((await import('./commands/explain.js')).explainCommand(check));
    });

  for (const command of main.commands) command.exitOverride();
  return main;
}

/** Decides the exit code of everything that can happen. */
async function main(): Promise<ExitCode> {
  let code: ExitCode = exitCode.holds;
  try {
    await program((result) => {
      code = result;
    }).parseAsync();
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? exitCode.holds : exitCode.usage;
    }
    if (error instanceof UsageError) {
      process.stderr.write(`planewright: ${printable(error.message)}\n`);
      return exitCode.usage;
    }
    const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    process.stderr.write(
      `planewright: this is a bug of planewright, please report it: ${printable(what)}\n`,
    );
    if (process.env.PLANEWRIGHT_DEBUG && error instanceof Error) {
      process.stderr.write(`${error.stack}\n`);
    }
    return exitCode.bug;
  }
}

process.exitCode = await main();
