/**
 * The part of a topology document that decides its cables, as people write it. These types are
 * written from LANGUAGE, not from `src/`, and say only what the reference expander reads.
 */

type ByName<T> = Readonly<Record<string, T>>;

export interface SwitchModel {
  readonly ports: number;
  readonly portGbps: number;
  readonly uplinkPorts?: number;
  readonly uplinkGbps?: number;
  readonly splits?: readonly number[];
  readonly reservedPorts?: number;
}

export interface HostGroup {
  readonly count: number;
  readonly nics: ByName<{ readonly model: string; readonly count?: number }>;
}

export type SlotList = readonly (number | string)[];

export interface Attach {
  readonly nics: readonly string[];
  readonly onePlanePer?: string;
  readonly oneLeafPer?: string;
  readonly railsPerLeaf?: number;
  readonly hostsPerUnit?: number;
  readonly emptySlots?: SlotList;
  readonly slots?: ByName<SlotList>;
}

export interface Tier {
  readonly model: string;
  readonly count?: number;
  readonly down?: number;
  readonly up?: number;
  readonly upGbps?: number;
  readonly upReserved?: number;
}

export interface FatTree {
  readonly leaf: Tier;
  readonly spine?: Tier;
  readonly core?: Tier;
  readonly pod?: { readonly units?: number; readonly rails?: number };
  readonly uneven?: 'deal';
}

export interface SlimFly {
  readonly model: string;
  readonly q: number;
  readonly p?: number;
}

export interface Dragonfly {
  readonly model: string;
  readonly h: number;
  readonly a?: number;
  readonly p?: number;
  readonly g?: number;
}

export interface Cube {
  readonly model: string;
  readonly n: number;
  readonly levels?: number;
  readonly joined?: boolean;
}

export type ListedCable =
  | readonly [string, string]
  | { readonly ends: readonly [string, string]; readonly gbps?: number };

export interface PlaneSet {
  readonly built?: boolean;
  readonly attach?: Attach;
  readonly fatTree?: FatTree;
  readonly slimFly?: SlimFly;
  readonly dragonfly?: Dragonfly;
  readonly cube?: Cube;
  readonly switches?: ByName<{ readonly model: string; readonly count?: number }>;
  /** A list, or the path of a CSV file. */
  readonly cables?: readonly ListedCable[] | string;
}

export type Exception =
  | { readonly missing: string }
  | { readonly moved: string; readonly to: string }
  | { readonly extra: readonly [string, string]; readonly gbps?: number }
  | { readonly slower: string; readonly gbps: number }
  | { readonly off: string };

export interface Document {
  readonly switchModels?: ByName<SwitchModel>;
  readonly nicModels?: ByName<{ readonly ports?: number; readonly portGbps: number }>;
  readonly hosts?: ByName<HostGroup>;
  readonly planes: ByName<PlaneSet>;
  readonly exceptions?: readonly Exception[];
}

/** One cable by the ids of its ports, the lower end first. */
export interface Cable {
  readonly a: string;
  readonly b: string;
  readonly gbps: number;
}

/** The text of a file. */
export type Read = (path: string) => string;

/** The reference reports no errors of documents: it stops at the first that it stumbles over. */
export function must(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

/** A quotient that must come out whole and positive (speeds may be fractions of a Gb/s). */
export function whole(value: number, what: string): number {
  const rounded = Math.round(value);
  must(Math.abs(value - rounded) < 1e-9 && rounded >= 1, `${what} is not whole: ${value}`);
  return rounded;
}
