/** Formats of a list of designs, the default first. The command line knows them without loading them. */
export const sizeFormats = ['text', 'json', 'markdown', 'csv'] as const;

export type SizeFormat = (typeof sizeFormats)[number];

/** So many designs fit a screen. */
export const defaultMostDesigns = 12;
