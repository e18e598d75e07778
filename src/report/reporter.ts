import type { Report } from './report.js';

/** Puts reports into one format; the text ends with a newline. A pure function of the reports. */
export type Reporter = (reports: readonly Report[]) => string;
