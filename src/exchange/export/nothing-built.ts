/** Why there is no file of a fabric without planes. */
export const nothingBuilt = {
  problem: 'no plane is built: what is described only has no cables',
} as const;
