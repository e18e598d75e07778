import type { Box, Diagram, Frame, Panel } from '../diagram/model.js';
import { plural } from '../std/units.js';

/** What a box says, line by line, where its row does not say what it is. */
export function boxWords({ name, noun, lines, terse, count, status }: Box): string[] {
  return [
    terse ? called(name, noun, count) : name,
    ...lines,
    ...(status?.texts ?? []).map(({ text }) => text),
  ];
}

/** `leaf 3`, `leaves 0–7`, `+28 spines`; a name that has a word in it says it already. */
function called(name: string, noun: string, count: number): string {
  if (/[a-z]/.test(name)) return name;
  if (name.startsWith('+')) return `${name} ${plural(noun)}`;
  return `${count === 1 ? noun : plural(noun)} ${name}`;
}

/** What a frame says; its label first. */
export function frameWords({ label, lines, status }: Frame | Panel): string[] {
  return [label, ...lines, ...(status?.texts ?? []).map(({ text }) => text)];
}

/** What stands in words beside the network: what has changed, the scale of a figure, and notes. */
export function remarks({ titleBlock, legend, notes }: Diagram): string[] {
  const steps = legend.flatMap((entry) => (entry.key === 'heat' ? entry.text : []));
  const scale = steps.length > 0 ? [`From light to dark: ${steps.join(', ')}.`] : [];
  return [...(titleBlock.changes ?? []), ...scale, ...notes];
}
