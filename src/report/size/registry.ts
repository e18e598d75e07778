import { jsonText } from '../../std/pretty-json.js';
import type { SizeFormat } from '../formats.js';
import { sizeCsv } from './csv.js';
import { sizeMarkdown } from './markdown.js';
import type { SizeReport } from './report.js';
import { sizeText } from './text.js';

/** How a list of designs is said. */
export const sizeReporters: Readonly<Record<SizeFormat, (report: SizeReport) => string>> = {
  text: sizeText,
  json: jsonText,
  markdown: sizeMarkdown,
  csv: sizeCsv,
};
