import type { Box, Diagram, Frame } from '../diagram/model.js';
import { plural } from '../std/units.js';

/** What a box says, line by line, where its row does not say what it is. */
export function boxWords({ name, noun, lines, terse, count, status }: Box): string[] {
  const called = terse ? (count === 1 ? `${noun} ${name}` : `${name} ${plural(noun)}`) : name;
  return [called, ...lines, ...(status?.texts ?? []).map(({ text }) => text)];
}

/** What a frame says; its label first. */
export function frameWords({ label, lines, status }: Frame): string[] {
  return [label, ...lines, ...(status?.texts ?? []).map(({ text }) => text)];
}

/** What stands in words beside the network: counts of what has changed, and notes. */
export const remarks = ({ titleBlock, notes }: Diagram): string[] => [
  ...(titleBlock.changes ?? []),
  ...notes,
];
