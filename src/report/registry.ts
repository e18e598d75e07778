import { json } from './json.js';
import type { Reporter } from './reporter.js';
import { text } from './text.js';

/** Formats of `validate`. */
export const reporters = { text, json } as const satisfies Readonly<Record<string, Reporter>>;

export type ReportFormat = keyof typeof reporters;
