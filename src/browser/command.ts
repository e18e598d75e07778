/** A word as a shell takes it for nothing but text. */
const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/** The command that gives the same answer; none while nothing fails. */
export function commandLine(command: readonly string[], faults: readonly string[]): string {
  if (faults.length === 0) return '';
  return [...command, '--fail', ...faults].map(quoted).join(' ');
}
