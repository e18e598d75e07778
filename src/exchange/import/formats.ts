/** Formats of `import`, and what they are. */
export const importTitles = {
  csv: 'a line per cable: a,b,gbps',
  ibnetdiscover: 'what ibnetdiscover prints, a file for each subnet',
} as const;

export type ImportFormat = keyof typeof importTitles;

export const importFormats = Object.keys(importTitles) as ImportFormat[];
