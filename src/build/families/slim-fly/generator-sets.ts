import { slimFlyDelta } from '../../../spec/families/slim-fly.js';
import type { GaloisField } from '../../../std/galois.js';

/**
 * The sets X and X′ of an MMS graph (LANGUAGE section 6): routers of a column are joined if they
 * differ by one of them. Both are symmetric: X = −X.
 */
export interface GeneratorSets {
  readonly own: readonly number[];
  /** X′, for the columns of the second half. */
  readonly other: readonly number[];
}

export function generatorSets({ order: q, powers }: GaloisField): GeneratorSets {
  const delta = slimFlyDelta(q);
  const w = (q - delta) / 4;
  const [own, other] =
    delta === 1
      ? [byTwo(0, q - 3), byTwo(1, q - 2)]
      : delta === 0
        ? [byTwo(0, q - 2), byTwo(1, q - 1)]
        : [
            [...byTwo(0, 2 * w - 2), ...byTwo(2 * w - 1, 4 * w - 3)],
            [...byTwo(1, 2 * w - 1), ...byTwo(2 * w, 4 * w - 2)],
          ];
  const elements = (exponents: readonly number[]) => exponents.map((n) => powers[n % (q - 1)]!);
  return { own: elements(own), other: elements(other) };
}

/** Every second exponent, both ends included. */
function byTwo(from: number, to: number): number[] {
  return Array.from({ length: (to - from) / 2 + 1 }, (_, i) => from + 2 * i);
}
