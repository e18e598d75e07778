import type { Report } from './report.js';

/** What only the place where a report is shown can know. */
export interface Look {
  /** Whether escape sequences of a terminal may colour the text. */
  readonly colour?: boolean;
}

/** Puts reports into one format; the text ends with a newline. A pure function of the reports. */
export type Reporter = (reports: readonly Report[], look?: Look) => string;
