/** So many colours tell planes apart; render/theme.ts has one for each. */
export const paletteSize = 9;

/** So many tell the steps of a figure apart, from little to much. */
export const heatColours = 7;
