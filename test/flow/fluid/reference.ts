import { type Exact, exact } from './exact.js';

/** A flow as its channels, with their shares (in halves: 1 or 2) where it is told. */
export interface PlainFlow {
  readonly channels: readonly number[];
  readonly halves?: readonly number[];
}

const zero = exact(0);

/** By flow: the exact max-min fair rate, null for no limit; all rates rise until a channel is full, again and again. */
export function filledRates(
  flows: readonly PlainFlow[],
  capacity: readonly number[],
): (Exact | null)[] {
  const rates: (Exact | null)[] = flows.map(() => null);
  const open = new Set(flows.keys());
  const rest = capacity.map((gbps) => exact(gbps));
  for (;;) {
    const weights = capacity.map(() => zero);
    for (const f of open) {
      flows[f]!.channels.forEach((c, i) => {
        weights[c] = weights[c]!.plus(exact(flows[f]!.halves?.[i] ?? 2, 2));
      });
    }
    let level: Exact | null = null;
    weights.forEach((weight, c) => {
      if (weight.n === 0n) return;
      const share = rest[c]!.over(weight);
      if (level === null || share.isLess(level)) level = share;
    });
    if (level === null) return rates;
    const least: Exact = level;
    const full = new Set(
      [...weights.keys()].filter(
        (c) => weights[c]!.n > 0n && !least.isLess(rest[c]!.over(weights[c]!)),
      ),
    );
    const frozen = [...open].filter((f) => flows[f]!.channels.some((c) => full.has(c)));
    for (const f of frozen) {
      open.delete(f);
      rates[f] = least;
      flows[f]!.channels.forEach((c, i) => {
        rest[c] = rest[c]!.minus(least.times(exact(flows[f]!.halves?.[i] ?? 2, 2)));
      });
    }
  }
}

export interface PlainStage {
  readonly flows: readonly (PlainFlow & { readonly bytes: number })[];
  readonly delayUs: number;
}

interface Way extends PlainFlow {
  readonly job: number;
  left: Exact;
}

/** By job: the exact end of each stage in µs, of those that end. Rates are found afresh whenever anything changes. */
export function exactEnds(
  jobs: readonly (readonly PlainStage[])[],
  capacity: readonly number[],
): Exact[][] {
  const ends: Exact[][] = jobs.map(() => []);
  const next: (Exact | null)[] = jobs.map(() => zero);
  const started = jobs.map(() => 0);
  let ways: Way[] = [];
  let now = zero;
  for (;;) {
    for (let job = 0; job < jobs.length; job++) {
      for (;;) {
        const begin = next[job]!;
        if (begin === null || now.isLess(begin)) break;
        const stage = jobs[job]![started[job]!];
        next[job] = null;
        if (!stage) break;
        started[job]!++;
        const sent = stage.flows.filter(({ bytes }) => bytes > 0);
        ways.push(...sent.map((flow) => ({ ...flow, job, left: exact(flow.bytes) })));
        settle(job);
      }
    }
    const rates = filledRates(ways, capacity);
    const times = ways.map(({ left }, f) => {
      const rate = rates[f]!;
      if (rate === null) return zero;
      return rate.n === 0n ? null : left.over(rate.times(exact(125)));
    });
    const begins = next.map((begin) => begin?.minus(now) ?? null);
    let step: Exact | null = null;
    for (const time of [...times, ...begins]) {
      if (time !== null && (step === null || time.isLess(step))) step = time;
    }
    if (step === null) return ends;
    const passed: Exact = step;
    now = now.plus(passed);
    const arrives = (f: number) => times[f] !== null && !passed.isLess(times[f]!);
    const before = new Set(ways.map(({ job }) => job));
    ways.forEach((way, f) => {
      const rate = rates[f];
      if (rate) way.left = way.left.minus(rate.times(exact(125)).times(passed));
    });
    ways = ways.filter((_, f) => !arrives(f));
    for (const job of before) settle(job);
  }

  function settle(job: number): void {
    if (next[job] !== null || ways.some((way) => way.job === job)) return;
    const end = now.plus(exact(jobs[job]![started[job]! - 1]!.delayUs));
    ends[job]!.push(end);
    next[job] = end;
  }
}
