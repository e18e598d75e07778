import { jsonText } from '../std/pretty-json.js';
import { formatCount, formatCounted } from '../std/units.js';
import { type Line, leading, print } from './line.js';

/** What came of one certificate. */
export interface CertificateVerdict {
  readonly file: string;
  /** `unreadable`: the file is no certificate. */
  readonly status: 'holds' | 'refused' | 'unreadable';
  /** What it says; absent where it is none. */
  readonly claim?: {
    readonly kind: string;
    readonly subject: string;
    readonly down?: readonly string[];
    readonly value: unknown;
    readonly unit: string;
    /** In words: what, the number, and how it is proved. */
    readonly what: string;
    readonly figure: string;
    readonly how: string;
  };
  /** Why it does not hold, or why it is none: the first of so many reasons. */
  readonly reasons: readonly string[];
  readonly reasonCount: number;
}

/** Certificates that were held against one topology. */
export interface CertifyReport {
  readonly version: 1;
  readonly topology: { readonly name: string; readonly file: string };
  readonly verdict: 'pass' | 'fail';
  readonly certificates: readonly CertificateVerdict[];
}

/** Reasons of one certificate that are told; nobody reads more. */
export const mostReasons = 100;

export const certifyJson = (report: CertifyReport): string => jsonText(report);

/** A line for each certificate, and below it every reason why one is refused. */
export function certifyText(
  { topology, certificates }: CertifyReport,
  { colour }: { colour?: boolean } = {},
): string {
  const total = certificates.length < 2 ? [] : ['', `${topology.name}: ${sumWords(certificates)}`];
  return print([...certificates.flatMap(linesOf), ...total], colour);
}

/** "7 certificates, 3 hold, 3 refused, 1 no certificate". */
function sumWords(certificates: readonly CertificateVerdict[]): string {
  const count = (status: CertificateVerdict['status']) =>
    certificates.filter((one) => one.status === status).length;
  const [holds, unreadable] = [count('holds'), count('unreadable')];
  const words = [
    formatCounted(certificates.length, 'certificate'),
    `${formatCount(holds)} ${holds === 1 ? 'holds' : 'hold'}`,
    `${formatCount(count('refused'))} refused`,
    ...(unreadable === 0 ? [] : [`${formatCount(unreadable)} no certificate`]),
  ];
  return words.join(', ');
}

function linesOf({ file, status, claim, reasons, reasonCount }: CertificateVerdict): Line[] {
  const head = `${leading(file)}: `;
  const state: Line =
    status === 'holds'
      ? [head, { text: 'holds', style: 'pass' }, `: the ${said(claim!)} (${claim!.how})`]
      : [
          head,
          { text: status === 'refused' ? 'REFUSED' : 'no certificate', style: 'fail' },
          claim ? `: that the ${said(claim)}` : '',
        ];
  const more = reasonCount - reasons.length;
  return [
    state,
    ...reasons.map((reason) => `  ${reason}`),
    ...(more > 0 ? [`  and ${formatCount(more)} more`] : []),
  ];
}

/** "bisection of compute/p3 with switch:compute/p3/spine0 down is 396.8 Tb/s, exact". */
const said = ({ what, figure, down }: NonNullable<CertificateVerdict['claim']>): string =>
  `${what}${down ? ` with ${down.join(' and ')} down` : ''} is ${figure}`;
