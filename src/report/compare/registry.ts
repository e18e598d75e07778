import { jsonText } from '../../std/pretty-json.js';
import type { Comparison } from '../../whatif/comparison.js';
import type { CompareFormat } from '../formats.js';
import { compareCsv } from './csv.js';
import { compareMarkdown } from './markdown.js';
import { compareText } from './text.js';

/** How a comparison is said, by format. */
export const comparers: Readonly<Record<CompareFormat, (comparison: Comparison) => string>> = {
  text: compareText,
  markdown: compareMarkdown,
  csv: compareCsv,
  json: jsonText,
};
