/** Nominal Gb/s of a lane, as `ibnetdiscover` calls speeds, in the order in which they came. */
const lanes: readonly (readonly [speed: string, gbps: number])[] = [
  ['SDR', 2.5],
  ['DDR', 5],
  ['QDR', 10],
  ['FDR10', 10],
  ['FDR', 14],
  ['EDR', 25],
  ['HDR', 50],
  ['NDR', 100],
  ['XDR', 200],
];

/** Lanes of a cable, the usual one first. */
const widths = [4, 1, 8, 2, 12] as const;

/** The last ones are not known to ibsim 0.10, which reads such a link as 4xSDR. (0.12 knows NDR, none XDR.) */
const [known, unknown] = [lanes.slice(0, -2), lanes.slice(-2)];

const gbpsOf: ReadonlyMap<string, number> = new Map(linksOf(lanes));

/** By Gb/s: of several names the one to write. */
const linkOf: ReadonlyMap<number, string> = new Map(
  // The first one shall win, and a map keeps the last one.
  [...linksOf(known), ...linksOf(unknown)].reverse().map(([link, gbps]) => [gbps, link]),
);

function linksOf(speeds: typeof lanes): [link: string, gbps: number][] {
  return widths.flatMap((width) =>
    speeds.map(([speed, gbps]): [string, number] => [`${width}x${speed}`, width * gbps]),
  );
}

/** Gb/s per direction of a link such as `4xNDR`; null for what is no name of one (`4x???`). */
export const ibGbps = (text: string): number | null => gbpsOf.get(text) ?? null;

/**
 * The link of so many Gb/s, null if no width and speed make it. Of several names the first one that
 * ibsim 0.10, which is what distributions have, reads right, of four lanes if there is one: 400 Gb/s is
 * `8xHDR`, since `4xNDR` would become 4xSDR there.
 */
export const ibLink = (gbps: number): string | null => linkOf.get(gbps) ?? null;

/** Whether ibsim 0.10 reads a link as 4xSDR. */
export const isNewLink = (link: string): boolean => unknown.some(([speed]) => link.endsWith(speed));

/** A link as lanes, and Gb/s of each: `4xHDR` is 4 of 50. */
export function lanesOf(link: string): { width: number; gbps: number } {
  const width = Number.parseInt(link, 10);
  return { width, gbps: ibGbps(link)! / width };
}
