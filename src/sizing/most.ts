/** So many designs fit a screen. The command line knows it without loading what sizes them. */
export const defaultMostDesigns = 12;
