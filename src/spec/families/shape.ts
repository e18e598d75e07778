import type { Finding } from '../../finding/rule.js';
import type { Attachment } from '../attachment.js';
import type { NamedSwitchModel, PlaneSet, PlaneSetInput } from '../topology.js';
import { cubeShape } from './cube.js';
import { dragonflyShape } from './dragonfly.js';
import { fatTreeShape } from './fat-tree.js';
import { slimFlyShape } from './slim-fly.js';

/** The families, by their key in a plane set. */
export const familyIds = ['fatTree', 'slimFly', 'dragonfly', 'cube'] as const;

export type FamilyId = (typeof familyIds)[number];

/** What the numbers of a family are derived from. */
export interface ShapeQuestion {
  readonly set: PlaneSetInput;
  readonly hostsPerUnit: number | undefined;
  readonly attachment: Attachment;
  /** Slot of the last host, −1 if there is none. */
  readonly lastSlot: number;
  readonly model: (name: string) => NamedSwitchModel;
  /** Pointer of the plane set. */
  readonly pointer: string;
}

/** The family with every default filled, under its own key. */
export interface ShapeAnswer {
  readonly hostsPerUnit: number;
  readonly filled: Pick<PlaneSet, FamilyId>;
}

/** Switches of one plane that are alike. */
export interface TierShape {
  readonly name: string;
  readonly model: string;
  /** In one plane. */
  readonly count: number;
}

/** Cables between switches of one plane that are alike: at a speed, or at that of the ports of a model. */
export type SwitchCables = {
  /** The two tiers that they join; of a dragonfly, whether they stay in a group. */
  readonly kind: 'leaf-spine' | 'spine-core' | 'router-router' | 'local' | 'global';
  /** In one plane. */
  readonly count: number;
} & ({ readonly gbps: number } | { readonly model: string });

/** What the document says of a family before anything is built: defaults, errors and sizes. */
export interface Shape {
  /** The family as people call it: "Slim Fly". */
  readonly called: string;
  /** Fills the defaults, or says why it cannot be built. */
  derive(question: ShapeQuestion): ShapeAnswer | Finding[];
  /** Tiers of a plane, lowest first; endpoints attach to the first. */
  tiers(set: PlaneSet): readonly TierShape[];
  /** Cables between switches of one plane, in closed form, lowest first. */
  switchCables(set: PlaneSet): readonly SwitchCables[];
  /**
   * Whether endpoints pass traffic on between their ports in a plane; absent: those of no plane set
   * of this family do.
   */
  relays?(set: PlaneSet): boolean;
  /** Why a set that is described only could not be built at all; null: it could. */
  cannotBeBuilt?(set: PlaneSet): string | null;
}

export const shapes: Readonly<Record<FamilyId, Shape>> = {
  fatTree: fatTreeShape,
  slimFly: slimFlyShape,
  dragonfly: dragonflyShape,
  cube: cubeShape,
};

/** The family of a plane set; undefined: it has none, its cables are listed. */
export const familyOf = (set: PlaneSetInput | PlaneSet): FamilyId | undefined =>
  familyIds.find((id) => set[id] !== undefined);

/** All tiers of a plane: those of its family, then the extra ones. */
export function tiersOf(set: PlaneSet): readonly TierShape[] {
  const family = familyOf(set);
  const extra = Object.entries(set.switches).map(([name, tier]) => ({ name, ...tier }));
  return [...(family ? shapes[family].tiers(set) : []), ...extra];
}

/** Cables that the family of a plane set makes between the switches of one plane, in closed form. */
export function switchCableCount(set: PlaneSet): number {
  const family = familyOf(set);
  const cables = family ? shapes[family].switchCables(set) : [];
  return cables.reduce((sum, { count }) => sum + count, 0);
}

/** Why a plane set that is described only could not be built at all; null: it could. */
export function cannotBeBuilt(set: PlaneSet): string | null {
  const family = familyOf(set);
  return (family && shapes[family].cannotBeBuilt?.(set)) ?? null;
}

/** Whether the endpoints of a plane set pass traffic on between their ports in a plane. */
export function relaysOf(set: PlaneSet): boolean {
  const family = familyOf(set);
  return (family && shapes[family].relays?.(set)) ?? false;
}
