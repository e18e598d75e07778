import type { CertificateFile } from '../../certificate/file.js';
import { certificateIn } from '../../certificate/file.js';
import { kindOf } from '../../certificate/kinds.js';
import { defaultMaxCertificateBytes } from '../../certificate/most-bytes.js';
import { readCertificate } from '../../certificate/read.js';
import { recheck, type Standing } from '../../certificate/recheck.js';
import { open } from '../../pipeline.js';
import {
  type CertificateVerdict,
  certifyJson,
  certifyText,
  mostReasons,
} from '../../report/certify.js';
import { certificatesBelow } from '../certificates.js';
import { colourOf } from '../colour.js';
import { type ExitCode, exitCode, UsageError } from '../exit.js';
import { loadFile, readOrProblem, write } from '../files.js';
import { type LimitOptions, limitsOf } from '../limits.js';
import { reportInstead } from '../report-instead.js';

export interface CertifyOptions extends LimitOptions {
  readonly format: 'text' | 'json';
  readonly output?: string;
}

/** `planewright certify FILE CERTIFICATE…`: proves again what certificates say of a topology. */
export function certifyCommand(
  file: string,
  named: readonly string[],
  options: CertifyOptions,
): ExitCode {
  if ([file, ...named].filter((name) => name === '-').length > 1) {
    throw new UsageError('standard input (-) can be read only once');
  }
  const { format, output, maxBytes = defaultMaxCertificateBytes } = options;
  const files = named.flatMap(certificatesBelow);
  const loaded = loadFile(file, limitsOf(options));
  const opened = open(loaded);
  if (!opened) return reportInstead(loaded, options);
  const { name } = opened.topology;
  const { fabric, healthy } = opened.subject;
  const standing = { topology: name, fabric, capacity: healthy.capacity };
  const certificates = files.map((one) => verdictOf(standing, one, maxBytes));
  const holds = certificates.every(({ status }) => status === 'holds');
  const said = {
    version: 1 as const,
    topology: { name, file: loaded.file },
    verdict: holds ? ('pass' as const) : ('fail' as const),
    certificates,
  };
  write(
    format === 'json' ? certifyJson(said) : certifyText(said, { colour: colourOf(output) }),
    output,
  );
  if (certificates.some(({ status }) => status === 'unreadable')) return exitCode.usage;
  return holds ? exitCode.holds : exitCode.findings;
}

function verdictOf(standing: Standing, file: string, maxBytes: number): CertificateVerdict {
  const shown = file === '-' ? '<stdin>' : file;
  const bytes = readOrProblem(file, maxBytes);
  const read = typeof bytes === 'string' ? { problems: [bytes] } : readCertificate(bytes, maxBytes);
  if ('problems' in read) return { file: shown, status: 'unreadable', ...firstOf(read.problems) };
  const { certificate } = read;
  const reasons = recheck(standing, certificate);
  const status = reasons.length === 0 ? 'holds' : 'refused';
  return { file: shown, status, claim: claimOf(certificate), ...firstOf(reasons) };
}

/** Characters of a reason that are told; an id may be as long as somebody likes. */
const longestReason = 500;

const firstOf = (reasons: readonly string[]) => ({
  reasons: reasons
    .slice(0, mostReasons)
    .map((one) => (one.length <= longestReason ? one : `${one.slice(0, longestReason)}…`)),
  reasonCount: reasons.length,
});

function claimOf(file: CertificateFile): NonNullable<CertificateVerdict['claim']> {
  const certificate = certificateIn(file);
  const { what, figure, how } = kindOf(certificate);
  const { kind, subject, down, value, unit } = file;
  return {
    kind,
    subject,
    ...(down ? { down } : {}),
    value,
    unit,
    what: what(certificate),
    figure: figure(certificate),
    how: how(certificate),
  };
}
