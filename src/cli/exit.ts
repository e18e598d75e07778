import type { Report, ReportFinding } from '../report/report.js';

/** What the process says by its exit code. */
export const exitCode = {
  /** What was asked holds, or was answered. */
  holds: 0,
  findings: 1,
  /** Usage, or input that could not be read. */
  usage: 2,
  /** A bug of our own. */
  bug: 3,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** From which severity on a finding fails a run. */
export type FailOn = 'error' | 'warning';

/** The code of a run over files: the highest of theirs. */
export function codeOf(reports: readonly Report[], failOn: FailOn = 'error'): ExitCode {
  return reports.reduce<ExitCode>(
    (code, { findings }) => Math.max(code, codeOfFindings(findings, failOn)) as ExitCode,
    exitCode.holds,
  );
}

function codeOfFindings(findings: readonly ReportFinding[], failOn: FailOn): ExitCode {
  if (findings.some(({ check }) => check === 'readable')) return exitCode.usage;
  const counts = ({ severity, accepted }: ReportFinding) =>
    accepted === null && (severity === 'error' || failOn === 'warning');
  return findings.some(counts) ? exitCode.findings : exitCode.holds;
}

/** Wrong usage: its message goes to stderr, and the process exits with 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** What was asked wrongly, a line each. */
export const misunderstood = (
  wrong: readonly { readonly text: string; readonly problem: string }[],
): string => wrong.map(({ text, problem }) => `${text || '""'}: ${problem}`).join('\n');
