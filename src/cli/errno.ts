const problems: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'a part of its path is not a directory',
  ELOOP: 'its path has too many symbolic links',
  ENAMETOOLONG: 'its name is too long',
  ERR_INVALID_ARG_VALUE: 'its name has a null byte',
};

/** Whether the system said no; other errors are bugs of our own. */
export const isOfSystem = (error: unknown): boolean => error instanceof Error && 'code' in error;

export const errnoOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';

/** What was in the way of reading a file, in words. */
export function problemOf(error: unknown): string {
  const code = errnoOf(error);
  return problems[code] ?? code;
}

/** The same of writing one. */
export function writeProblemOf(error: unknown): string {
  const code = errnoOf(error);
  if (code === 'ENOENT') return 'there is no such directory';
  if (code === 'EISDIR') return 'it is a directory';
  if (code === 'ENOSPC') return 'no space is left';
  if (code === 'ENXIO') return 'it is a pipe that nobody reads from';
  return problems[code] ?? code;
}
