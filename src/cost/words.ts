import { quoted } from '../std/terminal.js';
import type { Missing, PartClass } from './price.js';

/** So many parts are named before the others are only counted. */
const mostNamed = 10;

/** "switch "QM9700", leaf-spine cables": parts that have no price. */
export function missingWords(missing: readonly Missing[]): string {
  const named = missing.slice(0, mostNamed).map(({ part, item }) => words[part](item));
  const more = missing.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const words: Readonly<Record<PartClass, (item: string) => string>> = {
  switch: (model) => `switch ${quoted(model)}`,
  nic: (model) => `NIC ${quoted(model)}`,
  cable: (kind) => `${kind} cables`,
  transceiver: (kind) => `transceivers of ${kind} cables`,
};
