/** A text with numbers in it, as `h#/nic#:#` and [17, 3, 0]. */
export interface Counted {
  readonly form: string;
  readonly numbers: readonly number[];
}

/** Texts that are listed together, as the ends of a cable are. */
export interface Row {
  readonly texts: readonly Counted[];
  /** Rows of one range have the same. */
  readonly kind: number;
}

/** Rows written as one: their texts with a range in each, or as they are. */
export interface Ranged {
  readonly texts: readonly string[];
  readonly kind: number;
}

/**
 * Rows as ranges where they are regular: one number of each text goes up by a step of its own
 * (`h[0-31]/nic0:0` beside `leaf0:[0-31]`). Rows stay in their order; none is held longer than its
 * range is open.
 */
export function rangesOf<T>(items: readonly T[], rowOf: (item: T) => Row): Ranged[] {
  const ranged: Ranged[] = [];
  let next = items.length > 0 ? rowOf(items[0]!) : undefined;
  for (let i = 0; next !== undefined; ) {
    const first = next;
    let last = first;
    let count = 0;
    let steps: Step[] | null = null;
    do {
      last = next!;
      count++;
      i++;
      next = i < items.length ? rowOf(items[i]!) : undefined;
      if (count === 1) steps = stepsBetween(first, next);
    } while (steps && follows(last, next, steps));
    const texts = first.texts.map((text, t) => spelt(text, steps?.[t], count));
    ranged.push({ texts, kind: first.kind });
  }
  return ranged;
}

/** Which number of a text goes up, and by how much. */
interface Step {
  readonly at: number;
  readonly by: number;
}

function stepsBetween(first: Row, second: Row | undefined): Step[] | null {
  if (!second || !alike(first, second)) return null;
  const steps: Step[] = [];
  for (let t = 0; t < first.texts.length; t++) {
    const [a, b] = [first.texts[t]!.numbers, second.texts[t]!.numbers];
    let step: Step | null = null;
    for (let at = 0; at < a.length; at++) {
      const by = b[at]! - a[at]!;
      if (by === 0) continue;
      if (step || by < 0) return null;
      step = { at, by };
    }
    if (!step) return null;
    steps.push(step);
  }
  return steps;
}

function alike(a: Row, b: Row): boolean {
  if (a.kind !== b.kind) return false;
  for (let t = 0; t < a.texts.length; t++) {
    if (a.texts[t]!.form !== b.texts[t]!.form) return false;
  }
  return true;
}

function follows(last: Row, next: Row | undefined, steps: readonly Step[]): boolean {
  if (!next || !alike(last, next)) return false;
  for (let t = 0; t < steps.length; t++) {
    const { at, by } = steps[t]!;
    const [a, b] = [last.texts[t]!.numbers, next.texts[t]!.numbers];
    for (let i = 0; i < a.length; i++) if (b[i] !== a[i]! + (i === at ? by : 0)) return false;
  }
  return true;
}

/** The text of the first of `count` rows, with a range if there are several. */
function spelt({ form, numbers }: Counted, step: Step | undefined, count: number): string {
  let n = 0;
  return form.replaceAll('#', () => {
    const at = n++;
    const from = numbers[at]!;
    if (count === 1 || !step || at !== step.at) return String(from);
    const to = from + step.by * (count - 1);
    return step.by === 1 ? `[${from}-${to}]` : `[${from}-${to}/${step.by}]`;
  });
}
