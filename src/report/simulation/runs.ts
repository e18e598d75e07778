import { formatBytes, formatCount, formatCounted } from '../../std/units.js';
import type { Simulation } from '../../whatif/simulation/answer.js';

/** A simulation, and what its topology is called. */
export interface Run {
  readonly name: string;
  readonly simulation: Simulation;
}

/** What runs are told apart by: their names, and where these are the same, their routings. */
export function runNames(runs: readonly Run[]): string[] {
  const times = (text: string, all: readonly string[]) => all.filter((one) => one === text).length;
  const names = runs.map(({ name }) => name);
  const routed = runs.map(({ name, simulation: { routing } }) =>
    times(name, names) > 1 ? `${name}, ${routing}` : name,
  );
  return routed.map((name, i) => (times(name, routed) > 1 ? `${name} (${i + 1})` : name));
}

/** What is so in all runs, and then what is so only in one, with its name. */
export function runFacts(runs: readonly Run[], more: readonly (readonly string[])[]): string[] {
  const names = runNames(runs);
  const facts = runs.map(({ simulation }, i) => [...factsOf(simulation), ...(more[i] ?? [])]);
  const isCommon = (fact: string) => facts.every((list) => list.includes(fact));
  const common = (facts[0] ?? []).filter(isCommon);
  const own = facts.flatMap((list, i) => {
    const rest = list.filter((fact) => !isCommon(fact));
    return rest.length === 0 ? [] : [`${names[i]}: ${rest.join(', ')}`];
  });
  return [...common, ...own];
}

function factsOf({ planeSet, routing, seed, faults, points }: Simulation): string[] {
  const gpus = spanned(
    points.map((point) => point.gpus),
    formatCount,
  );
  return [
    `plane set ${planeSet}`,
    seed === null ? `${routing} routing` : `${routing} routing, seed ${seed}`,
    ...(faults.length === 0 ? [] : [`with ${formatCounted(faults.length, 'fault')}`]),
    ...(gpus === null ? [] : [`${gpus} GPUs`]),
  ];
}

/** "128 MiB", "1 KiB to 16 GiB"; null of nothing. */
export function spanned(
  values: readonly number[],
  format: (value: number) => string = formatBytes,
): string | null {
  if (values.length === 0) return null;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least === most ? format(least) : `${format(least)} to ${format(most)}`;
}
