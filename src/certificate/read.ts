import validate from '../../schemas/certificate.validate.mjs';
import { LineIndex } from '../finding/position.js';
import { words } from '../finding/rule.js';
import { readDocument } from '../spec/reading/read.js';
import { documentRules } from '../spec/rules.js';
import { schemaProblem } from '../spec/structure/schema-problem.js';
import { present } from '../std/assert.js';
import type { CertificateFile } from './file.js';
import { defaultMaxCertificateBytes } from './most-bytes.js';

/** A certificate, or all that keeps a text from being one. */
export type ReadCertificate =
  | { readonly certificate: CertificateFile }
  | { readonly problems: readonly string[] };

/** Reads one certificate: JSON without a key that stands twice, as the schema has it. */
export function readCertificate(
  bytes: Uint8Array,
  maxBytes = defaultMaxCertificateBytes,
): ReadCertificate {
  const { text, value, findings, locate } = readDocument(bytes, maxBytes);
  if (findings.length > 0) {
    const lines = new LineIndex(text);
    const spans = locate(findings.map(({ place }) => place));
    const problems = findings.map((one, i) => {
      const { line, column } = lines.range(spans[i]!.offset, 0);
      const rule = documentRules.find(({ id }) => id === one.check);
      return `line ${line}, column ${column}: ${words(present(rule, one.check), one)}`;
    });
    return { problems };
  }
  const problem = problemOf(value);
  return problem === null ? { certificate: value as CertificateFile } : { problems: [problem] };
}

function problemOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return 'it holds no object, so it is no certificate';
  }
  if ('planes' in value) return 'it looks like a topology, which is named first';
  const { version } = value as { version?: unknown };
  if (typeof version === 'number' && version !== 1) {
    return `it is a certificate of version ${version}; this planewright reads version 1`;
  }
  return validate(value) ? null : schemaProblem(validate.errors?.[0], 'a certificate');
}
