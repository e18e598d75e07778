/**
 * What the tier of a switch is called where hosts are told from switches by such a word: a tier may be
 * called `host`, and its switches would be taken for some.
 */
export const tierWord = (tier: string): string => (tier === 'host' ? 'switch' : tier);
