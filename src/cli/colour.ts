/** What decides about colour. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTTY: boolean;
  readonly output: string | undefined;
}

/**
 * Whether a text may be coloured: only on a terminal, never in a file, and not where the user has
 * said no (https://no-color.org). FORCE_COLOR=0 is a no, too; no value of it colours a pipe.
 */
export function inColour({ env, isTTY, output }: Surroundings): boolean {
  const refused = Boolean(env.NO_COLOR) || env.FORCE_COLOR === '0' || env.TERM === 'dumb';
  return isTTY && output === undefined && !refused;
}

/** The same, of this process. */
export const colourOf = (output: string | undefined): boolean =>
  inColour({ env: process.env, isTTY: process.stdout.isTTY === true, output });
