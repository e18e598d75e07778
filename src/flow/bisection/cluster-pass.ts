import type { Clusters } from './clusters.js';

/** State of one pass: gains are what the cut loses when a cluster changes its side, Gb/s. */
interface Pass {
  readonly side: Uint8Array;
  readonly gains: Float64Array;
  readonly locked: Uint8Array;
  /** Endpoints on side A minus those on side B. */
  surplus: number;
}

/**
 * One pass of C. M. Fiduccia and R. M. Mattheyses (1982): every cluster changes its side once, the
 * one that gains most first, and the best state on the way is kept. Endpoints too many on a side
 * count `meanRate` Gb/s each. Changes `side` (0 = A, 1 = B).
 */
export function improve(clusters: Clusters, side: Uint8Array, meanRate: number): void {
  const pass = start(clusters, side);
  const slack = 2 * clusters.sizes.reduce((most, size) => Math.max(most, size), 1);
  const moves: number[] = [];
  let cut = 0;
  let best = tooMany(pass.surplus) * meanRate;
  let bestLength = 0;
  for (;;) {
    const c = mostGain(clusters, pass, slack);
    if (c < 0) break;
    cut -= pass.gains[c]!;
    move(clusters, pass, c);
    moves.push(c);
    const score = cut + tooMany(pass.surplus) * meanRate;
    if (score < best - 1e-9 * meanRate) {
      best = score;
      bestLength = moves.length;
    }
  }
  for (const c of moves.slice(bestLength)) side[c] = 1 - side[c]!;
}

function start({ count, sizes, offsets, others, gbps }: Clusters, side: Uint8Array): Pass {
  const gains = new Float64Array(count);
  let surplus = 0;
  for (let c = 0; c < count; c++) {
    surplus += side[c] === 0 ? sizes[c]! : -sizes[c]!;
    for (let i = offsets[c]!; i < offsets[c + 1]!; i++) {
      gains[c]! += side[others[i]!] === side[c] ? -gbps[i]! : gbps[i]!;
    }
  }
  return { side, gains, locked: new Uint8Array(count), surplus };
}

/** How many endpoints have to leave the larger side. */
const tooMany = (surplus: number): number => Math.abs(surplus) >> 1;

/** The free cluster with most gain that keeps the sides about equal; −1 if there is none. */
function mostGain({ count, sizes }: Clusters, pass: Pass, slack: number): number {
  const { side, gains, locked, surplus } = pass;
  let best = -1;
  let most = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < count; c++) {
    if (locked[c] === 1 || gains[c]! <= most) continue;
    const after = Math.abs(surplus + (side[c] === 0 ? -2 : 2) * sizes[c]!);
    if (after > slack && after >= Math.abs(surplus) && sizes[c]! > 0) continue;
    best = c;
    most = gains[c]!;
  }
  return best;
}

function move({ sizes, offsets, others, gbps }: Clusters, pass: Pass, c: number): void {
  const { side, gains, locked } = pass;
  pass.surplus += (side[c] === 0 ? -2 : 2) * sizes[c]!;
  side[c] = 1 - side[c]!;
  locked[c] = 1;
  for (let i = offsets[c]!; i < offsets[c + 1]!; i++) {
    const other = others[i]!;
    gains[other]! += side[other] === side[c] ? -2 * gbps[i]! : 2 * gbps[i]!;
  }
}
