/** So many colours tell planes apart; render/theme.ts has one for each. */
export const paletteSize = 9;
