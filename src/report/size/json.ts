import { printable } from '../../std/terminal.js';
import type { SizeReport } from './report.js';

export const sizeJson = (report: SizeReport): string =>
  `${printable(JSON.stringify(report, null, 2))}\n`;
