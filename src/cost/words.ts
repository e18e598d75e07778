import { quoted } from '../std/terminal.js';
import type { Missing, PartClass } from './price.js';

const words: Readonly<Record<PartClass, (item: string) => string>> = {
  switch: (model) => `switch ${quoted(model)}`,
  nic: (model) => `NIC ${quoted(model)}`,
  cable: (kind) => `${kind} cables`,
  transceiver: (kind) => `transceivers of ${kind} cables`,
};

/** 'switch "QM9700"', "leaf-spine cables": a part that has no price. */
export const partWords = ({ part, item }: Missing): string => words[part](item);

/** So many parts are named before the others are only counted. */
const mostNamed = 10;

/** Some of them, and how many more. */
export function missingWords(missing: readonly Missing[]): string {
  const more = missing.length - mostNamed;
  const named = missing.slice(0, mostNamed).map(partWords).join(', ');
  return more > 0 ? `${named} and ${more} more` : named;
}
