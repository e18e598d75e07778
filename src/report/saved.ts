import validate from '../../schemas/report.validate.mjs';
import { maxDepth, offsetBelow } from '../spec/reading/read.js';
import { schemaProblem } from '../spec/structure/schema-problem.js';
import type { Report } from './report.js';

/** What a file with reports holds, or what is wrong with it. */
export type Saved = { readonly reports: readonly Report[] } | { readonly problem: string };

/** Reads what `--format json` printed: one report, or `{ version, reports }`. */
export function readReports(text: string): Saved {
  // A parser would spend gigabytes on brackets.
  if (offsetBelow(text, maxDepth) >= 0) return { problem: 'it is nested too deep' };
  const value = parsed(text);
  if (value === undefined) return { problem: 'it is not valid JSON' };
  if (!isObject(value)) return { problem: 'it holds no object' };
  if ('planes' in value && !('verdict' in value)) {
    return { problem: 'it looks like a topology; `planewright validate` reports on it' };
  }
  const { version, reports } = value;
  if (version === undefined) return { problem: 'it has no "version"' };
  if (typeof version !== 'number') return { problem: 'its "version" is no number' };
  if (version !== 1) {
    return { problem: `it is a report of version ${version}; this planewright reads version 1` };
  }
  const several = Array.isArray(reports);
  const list = several ? reports : [value];
  if (list.length === 0) return { problem: 'its list of reports is empty' };
  for (const [i, one] of list.entries()) {
    if (validate(one)) continue;
    const at = several ? `/reports/${i}` : '';
    return { problem: schemaProblem(validate.errors?.[0], 'a report', at) };
  }
  return { reports: list as Report[] };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
