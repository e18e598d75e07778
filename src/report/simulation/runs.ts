import type { TitleBlock } from '../../diagram/model.js';
import { formatCounted } from '../../std/units.js';
import type { Simulation } from '../../whatif/simulation/answer.js';

/** A simulation, and what its topology is called. */
export interface Run {
  readonly name: string;
  readonly simulation: Simulation;
}

/** What charts cannot know from what was simulated. */
export interface ChartOptions {
  readonly source?: string;
}

export const titleBlock = (
  title: string,
  runs: readonly Run[],
  facts: readonly string[],
  { source }: ChartOptions,
): TitleBlock => ({
  title,
  name: [...new Set(runs.map(({ simulation }) => simulation.workload))].join(', '),
  facts,
  ...(source === undefined ? {} : { source }),
});

/** What runs are told apart by: their routings, if all are of one topology, else their names, with what tells these apart. */
export function runNames(runs: readonly Run[]): string[] {
  const routings = runs.map(({ simulation: { routing, tables } }) => (tables ? 'tables' : routing));
  const isOne = new Set(runs.map(({ name }) => name)).size === 1;
  if (runs.length > 1 && isOne && new Set(routings).size === runs.length) return routings;
  const times = (text: string, all: readonly string[]) => all.filter((one) => one === text).length;
  const names = runs.map(({ name }) => name);
  const told = runs.map(({ name, simulation: { routing } }) =>
    times(name, names) > 1 ? `${name}, ${routing}` : name,
  );
  return told.map((name, i) => (times(name, told) > 1 ? `${name} (${i + 1})` : name));
}

/** What is so in all runs, and then what is so only in one, with its name. */
export function runFacts(runs: readonly Run[], more: readonly (readonly string[])[]): string[] {
  const names = runNames(runs);
  const facts = runs.map((run, i) => [...factsOf(run), ...(more[i] ?? [])]);
  const isCommon = (fact: string) => facts.every((list) => list.includes(fact));
  const common = (facts[0] ?? []).filter(isCommon);
  const own = facts.flatMap((list, i) => {
    // What names are made of stands in them.
    const told = [runs[i]!.name, names[i] === runs[i]!.name ? null : routed(runs[i]!.simulation)];
    const rest = list.filter((fact) => !isCommon(fact) && !told.includes(fact));
    return rest.length === 0 ? [] : [`${names[i]}: ${rest.join(', ')}`];
  });
  return [...common, ...own];
}

const routed = ({ routing }: Simulation): string => `${routing} routing`;

function factsOf({ name, simulation }: Run): string[] {
  const { planeSet, seed, faults, points } = simulation;
  const seeds = points[0]?.seeds?.seeds ?? 1;
  return [
    name,
    `plane set ${planeSet}`,
    routed(simulation),
    ...(seed === null ? [] : [seeds > 1 ? `${seeds} seeds from ${seed} on` : `seed ${seed}`]),
    ...(faults.length === 0 ? [] : [`with ${formatCounted(faults.length, 'fault')}`]),
  ];
}

/** "128 MiB", "1 KiB to 16 GiB". */
export function spanned(values: readonly number[], format: (value: number) => string): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least === most ? format(least) : `${format(least)} to ${format(most)}`;
}
