import type { ReportFormat } from './formats.js';
import { github } from './github.js';
import { json } from './json.js';
import { junit } from './junit.js';
import { markdown } from './markdown.js';
import type { Reporter } from './reporter.js';
import { sarif } from './sarif.js';
import { text } from './text.js';

/** Formats of `validate` and `format`. */
export const reporters: Readonly<Record<ReportFormat, Reporter>> = {
  text,
  json,
  sarif,
  junit,
  github,
  markdown,
};
