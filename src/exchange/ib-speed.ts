/** Nominal Gb/s of a lane, as `ibnetdiscover` calls speeds, in the order in which they came. */
const lanes: ReadonlyMap<string, number> = new Map([
  ['SDR', 2.5],
  ['DDR', 5],
  ['QDR', 10],
  ['FDR10', 10],
  ['FDR', 14],
  ['EDR', 25],
  ['HDR', 50],
  ['NDR', 100],
  ['XDR', 200],
]);

/** Lanes of a cable, the usual one first. */
const widths = [4, 1, 8, 2, 12] as const;

/** The first speed that ibsim 0.10 and 0.11 do not know: they read such a link as 4xSDR. */
const firstUnknown = 'NDR';

/** Every name of a link by its Gb/s: of several, the one to write. */
const names = new Map<number, string>();
{
  const speeds = [...lanes];
  const at = speeds.findIndex(([speed]) => speed === firstUnknown);
  for (const known of [speeds.slice(0, at), speeds.slice(at)]) {
    for (const width of widths) {
      for (const [speed, gbps] of known) {
        if (!names.has(width * gbps)) names.set(width * gbps, `${width}x${speed}`);
      }
    }
  }
}

/** Gb/s per direction of a link such as `4xNDR`; null for what is no name of one (`4x???`). */
export function ibGbps(text: string): number | null {
  const [, width, speed] = /^(\d+)x(\w+)$/.exec(text) ?? [];
  const lane = lanes.get(speed ?? '');
  return lane !== undefined && widths.some((one) => String(one) === width)
    ? Number(width) * lane
    : null;
}

/**
 * The link of so many Gb/s, null if no width and speed make it. Of several names the first one that
 * ibsim 0.10, which is what distributions have, reads right, of four lanes if there is one: 400 Gb/s is
 * `8xHDR`, since `4xNDR` would become 4xSDR there.
 */
export const ibLink = (gbps: number): string | null => names.get(gbps) ?? null;

/** Whether ibsim before 0.12 reads a link as 4xSDR, whatever it is. */
export const isNewLink = (link: string): boolean => /x[NX]DR$/.test(link);
