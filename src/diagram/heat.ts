import type { CompactFabric } from '../fabric/compact.js';
import { formatCount, formatCounted } from '../std/units.js';
import type { Heat, LegendEntry } from './model.js';
import { heatColours } from './palette.js';

/** A figure of cables, with the scale on which it is shown. */
export interface Heated {
  readonly name: string;
  /** By cable. */
  readonly values: ReadonlyMap<number, number>;
  /** Ends of the steps, ascending: one more than there are steps. */
  readonly edges: readonly number[];
}

/** More steps cannot be told apart, fewer say little. */
const mostSteps = heatColours;
const fewestSteps = 5;
/** A step is one of these times a power of ten, the first ones rather; none is far from the next. */
const roundSteps = [2, 1, 5, 2.5, 4, 3, 1.5, 6, 8];

export function resolveHeat(fabric: CompactFabric, heat: Heat | undefined): Heated | null {
  if (!heat) return null;
  const values = new Map<number, number>();
  fabric.cableIds.forEach((id, cable) => {
    const value = heat.values.get(id);
    if (value !== undefined) values.set(cable, value);
  });
  return { name: heat.name, values, edges: edgesOf([...values.values()]) };
}

/** Five to seven round steps, from 0 unless all values are in the upper half; one of equal values. */
export function edgesOf(values: readonly number[]): number[] {
  let [min, max] = [Number.POSITIVE_INFINITY, 0];
  for (const value of values) {
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  if (!(min < max)) return [max, max];
  const from = min > max / 2 ? min : 0;
  const power = Math.floor(Math.log10((max - from) / mostSteps));
  // Two of these steps are at most half as much again apart, so one of them fits.
  const found = roundSteps
    .flatMap((round) => [round * 10 ** power, round * 10 ** (power + 1)])
    .map((step) => edgesBy(step, from, max))
    .find(({ length }) => length > fewestSteps && length <= mostSteps + 1);
  return found ?? [from, max];
}

function edgesBy(step: number, from: number, to: number): number[] {
  const first = Math.floor(from / step + slack);
  const last = Math.ceil(to / step - slack);
  if (!(last - first <= mostSteps)) return [];
  return Array.from({ length: last - first + 1 }, (_, i) => exact((first + i) * step));
}

/** What a division of round numbers may be wrong by. */
const slack = 1e-9;

/** Without what floating point adds. */
const exact = (value: number): number => Number(value.toPrecision(12));

/** Which colour a value has: the palette is used from end to end, however many steps there are. */
export function colourOf(edges: readonly number[], value: number): number {
  const steps = edges.length - 1;
  const step = edges.findIndex((edge, i) => i > 0 && value <= edge * (1 + slack)) - 1;
  if (steps === 1) return mostSteps - 1;
  return Math.round(((step < 0 ? steps - 1 : step) * (mostSteps - 1)) / (steps - 1));
}

/** The largest value of some cables, how many have one, and their mean; null if none has. */
export function heatOf(heated: Heated, cables: readonly number[]) {
  const found = cables.flatMap((cable) => heated.values.get(cable) ?? []);
  if (found.length === 0) return null;
  const max = found.reduce((a, b) => Math.max(a, b));
  const mean = found.reduce((sum, value) => sum + value / found.length, 0);
  return { colour: colourOf(heated.edges, max), max, mean, count: found.length };
}

/** "; load at most 0.93, 0.5 on average of 32 cables". */
export function heatText({ name, values }: Heated, cables: readonly number[]): string {
  const found = heatOf({ name, values, edges: [] }, cables);
  if (!found) return `; ${name} not known`;
  if (cables.length === 1) return `; ${name} ${figure(found.max)}`;
  const of = found.count === cables.length ? '' : `${formatCount(found.count)} of `;
  return `; ${name} at most ${figure(found.max)}, ${figure(found.mean)} on average of ${of}${formatCount(cables.length)} cables`;
}

/** The steps, lowest first. */
export function heatLegend({ name, edges }: Heated): LegendEntry[] {
  const steps = edges.slice(1).map((to, i) => {
    const from = edges[i]!;
    const range = from === to ? figure(to) : `${figure(from)} to ${figure(to)}`;
    return {
      key: 'heat' as const,
      heat: colourOf(edges, to),
      text: i === 0 ? `${name} ${range}` : range,
    };
  });
  return steps;
}

/** What the colours do not say: whose figure a line shows, and what is not on a line. */
export function heatNotes(fabric: CompactFabric, heated: Heated, shown: ReadonlySet<number>) {
  const { name, values } = heated;
  const hidden = [...values].filter(([cable]) => !shown.has(cable));
  const without = fabric.cableCount - values.size;
  const words = [`a line has the colour of its cable with the most`];
  if (without > 0) {
    words.push(`${formatCounted(without, 'cable')} ${without === 1 ? 'has' : 'have'} no value`);
  }
  if (hidden.length > 0) {
    const most = hidden.reduce((max, [, value]) => Math.max(max, value), 0);
    words.push(
      `${formatCounted(hidden.length, 'cable')} with a value ${hidden.length === 1 ? 'is' : 'are'} not drawn (at most ${figure(most)})`,
    );
  }
  return [`${name[0]?.toUpperCase() ?? ''}${name.slice(1)}: ${words.join('; ')}.`];
}

/** A figure of which nothing is known but that it is a number, to six digits. */
export function figure(value: number): string {
  if (value !== 0 && (value >= 1e9 || value < 1e-4)) {
    return String(Number(value.toPrecision(3)).toExponential());
  }
  return formatCount(Number(value.toPrecision(6)));
}
