import { type Command, InvalidArgumentError, Option } from 'commander';
import type { LoadOptions } from '../pipeline.js';
import { defaultMaxBytes } from '../spec/read.js';
import { defaultLimits } from '../spec/size.js';

/** A whole number ≥ 1 on the command line. */
export function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new InvalidArgumentError('It is a whole number ≥ 1.');
  return Number(text);
}

/** Options of every command that reads topology files. */
export function withLimits(command: Command): Command {
  return command
    .option(
      '--max-cables <n>',
      `refuse larger fabrics (default ${defaultLimits.maxCables})`,
      wholeNumber,
    )
    .option('--max-bytes <n>', `refuse larger files (default ${defaultMaxBytes})`, wholeNumber);
}

export function limitsOf({ maxCables, maxBytes }: LoadOptions): LoadOptions {
  return {
    ...(maxCables === undefined ? {} : { maxCables }),
    ...(maxBytes === undefined ? {} : { maxBytes }),
  };
}

/** `--format`, one of a few. */
export const formatOption = (formats: readonly string[]): Option =>
  new Option('--format <format>', 'how to say it').choices(formats).default(formats[0]);

/** `-o, --output`: means the same in every command. */
export const outputOption = new Option('-o, --output <file>', 'write here instead of to stdout');
