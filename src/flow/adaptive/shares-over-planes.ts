/**
 * Of what every NIC sends, the share of each plane that its ports lead to. If all NICs give plane p the share w,
 * the plane is done after w × (its time with all of it), since a fluid optimum scales with what is sent; all of them are
 * done after the longest. With shares in proportion to 1 ÷ time these are all equal to 1 ÷ Σ (1 ÷ time), and no others do
 * better: as shares add up to 1, some plane would get a larger one, and take longer.
 *
 * Where ports are dead, NICs differ in the planes that they have. A pair of endpoints can use the planes in which both
 * ends have a port; pairs with the same set of these are a group that is shared out over its planes by itself, with the
 * times of its own traffic, and every plane is then routed with the parts of all groups together. This can be done, and
 * need not be best: a group that has a choice should keep clear of planes that another one has to use.
 *
 * @param times by plane: µs with all of the traffic; 0: it is nothing to it; ∞: it cannot carry it
 * @returns by plane: a share; they add up to 1, or are all 0 if no plane carries anything
 */
export function sharesOverPlanes(times: readonly number[]): number[] {
  const free = times.filter((time) => time === 0).length;
  if (free > 0) return times.map((time) => (time === 0 ? 1 / free : 0));
  const speed = times.reduce((sum, time) => sum + 1 / time, 0);
  return times.map((time) => (speed > 0 ? 1 / time / speed : 0));
}
