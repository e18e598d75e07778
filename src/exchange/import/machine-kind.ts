/** What a machine is, as far as words tell. */
export type MachineKind = 'switch' | 'host';

/** What people call switches, wherever in a name. */
const switches = 'leaf|spine|switch|router';
const isSwitch = new RegExp(
  `${switches}|(?<![a-z])(?:core|tor|agg(?:regation)?|border|exit|super|sw|t\\d)(?![a-z])`,
);
const calledSwitch = new RegExp(`${switches}|core|\\btor\\d|\\bsw\\d|\\bagg`, 'i');

/**
 * What a machine is by what it is for: the function that Air states, a role in NetBox, a type in a
 * cable sheet; null: that does not say. Switches first: a `compute-leaf` is for hosts, and is none.
 */
export function kindOf(use: string | undefined): MachineKind | null {
  const word = (use ?? '').toLowerCase();
  if (isSwitch.test(word)) return 'switch';
  return /host|server|worker|compute|node|gpu|storage/.test(word) ? 'host' : null;
}

/** Whether a machine of which nothing else is known is a switch by its name. */
export const isCalledSwitch = (name: string): boolean => calledSwitch.test(name);
