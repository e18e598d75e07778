import { rules } from '../check/registry.js';
import { fnv1a } from '../std/hash.js';
import { occurrences } from '../std/occurrence.js';
import { jsonText } from '../std/pretty-json.js';
import { fileUri } from '../std/uri.js';
import type { ReportFinding } from './report.js';
import type { Reporter } from './reporter.js';
import { type Kind, kindOf, said } from './words.js';
import { worstOf } from './worst.js';

/** GitHub keeps so many results of a run; the others would be dropped in silence. */
const mostResults = 5000;

const levels: Readonly<Record<Kind, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  accepted: 'note',
};

/** SARIF 2.1.0: one run over all files; its results are the findings. */
export const sarif: Reporter = (reports) => {
  const findings = reports.flatMap((report) => report.findings);
  const kept = worstOf(findings, mostResults);
  const codes = [...new Set(kept.map(({ code }) => code))].sort();
  const checkOf = new Map(kept.map(({ code, check }) => [code, check]));
  const indexOf = new Map(codes.map((code, index) => [code, index]));
  const occurrence = occurrences();
  const run = {
    tool: {
      driver: {
        name: 'planewright',
        rules: codes.map((code) => descriptorOf(code, checkOf.get(code)!)),
      },
    },
    columnKind: 'utf16CodeUnits',
    results: kept.map((finding) => resultOf(finding, indexOf.get(finding.code)!, occurrence)),
    ...(kept.length < findings.length
      ? { properties: { resultsLeftOut: findings.length - kept.length } }
      : {}),
  };
  const log = {
    version: '2.1.0',
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    runs: [run],
  };
  return jsonText(log);
};

/** A code as a rule, explained by its check. There is no `helpUri`: it would have to be absolute. */
function descriptorOf(code: string, check: string) {
  const rule = rules.find(({ id }) => id === check);
  if (!rule) return { id: code };
  const [first = ''] = rule.explanation.split('\n\n');
  return {
    id: code,
    shortDescription: { text: `${check}: ${rule.summary}` },
    fullDescription: { text: first.replaceAll('\n', ' ') },
    help: {
      text: `${rule.explanation}\n\nSee docs/checks.md#${check}, or planewright explain ${check}.`,
      markdown: `${rule.explanation}\n\nSee \`docs/checks.md#${check}\`, or \`planewright explain ${check}\`.`,
    },
  };
}

function resultOf(finding: ReportFinding, ruleIndex: number, occurrence: (key: string) => number) {
  const { code, file, line, column, endLine, endColumn, pointer, subject, accepted } = finding;
  const uri = fileUri(file);
  // Lines may move: code, pointer and subject stay.
  const identity = fnv1a([uri, code, pointer, subject ?? ''].join('\n'));
  return {
    ruleId: code,
    ruleIndex,
    level: levels[kindOf(finding)],
    message: { text: withoutLinks(said(finding)) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri },
          region: { startLine: line, startColumn: column, endLine, endColumn },
        },
        ...(subject === null ? {} : { logicalLocations: [{ fullyQualifiedName: subject }] }),
      },
    ],
    // Not `primaryLocationLineHash`: GitHub's upload computes that one itself, and warns of others.
    partialFingerprints: { 'findingHash/v1': `${identity}:${occurrence(identity)}` },
    ...(accepted === null ? {} : { suppressions: [{ kind: 'external', justification: accepted }] }),
    properties: { pointer },
  };
}

/** In a message of SARIF `[text](target)` is a link. */
const withoutLinks = (text: string): string => text.replaceAll('](', '] (');
