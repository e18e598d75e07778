/** Formats of a report, the default first. The command line knows them without loading them. */
export const reportFormats = ['text', 'json', 'sarif', 'junit', 'github', 'markdown'] as const;

export type ReportFormat = (typeof reportFormats)[number];

/** A report of a large fabric has 40 KB: this is room for two hundred files. */
export const defaultMaxReportBytes = 64 * 1024 * 1024;

/** Formats of `compare`. */
export const compareFormats = ['text', 'markdown', 'csv', 'json'] as const;

export type CompareFormat = (typeof compareFormats)[number];

/** Formats of `size`. */
export const sizeFormats = ['text', 'json', 'markdown', 'csv'] as const;

export type SizeFormat = (typeof sizeFormats)[number];
