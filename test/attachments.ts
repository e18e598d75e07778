import type { PerKind } from '../src/spec/topology.js';

/** Rails and ports of the hosts, and how planes and leaves use them up. */
export interface Attachment {
  readonly rails: number;
  readonly ports: number;
  readonly onePlanePer?: PerKind;
  readonly oneLeafPer?: PerKind;
  readonly railsPerLeaf?: number;
  /** Leaves of a unit, and ports of a host on one leaf. */
  readonly leaves: number;
  readonly perLeaf: number;
}

/** Every way to use up rails and ports by planes and leaves: planes ≤ 4, leaves of a unit ≤ 4. */
export function* attachments(): Iterable<Attachment> {
  const kinds = [undefined, 'rail', 'port', 'rail+port'] as const;
  for (const onePlanePer of kinds) {
    for (const oneLeafPer of kinds) {
      if (words(onePlanePer).some((word) => words(oneLeafPer).includes(word))) continue;
      for (const [rails, ports] of [
        [1, 1],
        [2, 1],
        [3, 1],
        [1, 2],
        [2, 2],
        [1, 3],
      ] as const) {
        const used = (kind: PerKind | undefined) =>
          (words(kind).includes('rail') ? rails : 1) * (words(kind).includes('port') ? ports : 1);
        // A word that uses up a single rail or port says nothing.
        if (words(onePlanePer).includes('rail') && rails === 1) continue;
        if (words(onePlanePer).includes('port') && ports === 1) continue;
        if (words(oneLeafPer).includes('rail') && rails === 1) continue;
        if (words(oneLeafPer).includes('port') && ports === 1) continue;
        if (used(onePlanePer) > 4) continue;
        for (const railsPerLeaf of words(oneLeafPer).includes('rail') ? [1, rails] : [undefined]) {
          const leaves = used(oneLeafPer) / (railsPerLeaf ?? 1);
          const perLeaf = (rails * ports) / used(onePlanePer) / leaves;
          yield {
            rails,
            ports,
            ...(onePlanePer ? { onePlanePer } : {}),
            ...(oneLeafPer ? { oneLeafPer } : {}),
            ...(railsPerLeaf ? { railsPerLeaf } : {}),
            leaves,
            perLeaf,
          };
        }
      }
    }
  }
}

/** The keys of `attach` that say so. */
export const attachKeys = ({ onePlanePer, oneLeafPer, railsPerLeaf }: Attachment) => ({
  ...(onePlanePer ? { onePlanePer } : {}),
  ...(oneLeafPer ? { oneLeafPer } : {}),
  ...(railsPerLeaf ? { railsPerLeaf } : {}),
});

/** What an attachment is a case of. */
export const attachmentName = (a: Attachment): string =>
  `planes by ${a.onePlanePer ?? 'nothing'}, leaves by ${a.oneLeafPer ?? 'nothing'}; ${a.rails} rails × ${a.ports} ports, ${a.railsPerLeaf ?? 1} rails a leaf`;

const words = (kind: PerKind | undefined): string[] => kind?.split('+') ?? [];
