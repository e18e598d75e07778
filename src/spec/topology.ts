/** The topology document. `…Input` is what people write; the others have every default filled. */

export type PerKind = 'rail' | 'port' | 'rail+port';
export type NumberOrRange = number | { readonly min?: number; readonly max?: number };
type ByName<T> = Readonly<Record<string, T>>;

export interface SwitchModelInput {
  readonly ports: number;
  readonly portGbps: number;
  readonly uplinkPorts?: number;
  readonly uplinkGbps?: number;
  readonly splits?: readonly number[];
  readonly reservedPorts?: number;
  readonly description?: string;
  readonly source?: string;
}

export interface NicModelInput {
  readonly ports?: number;
  readonly portGbps: number;
  readonly description?: string;
  readonly source?: string;
}

export interface HostGroupInput {
  readonly count: number;
  readonly gpus?: number;
  readonly scaleUpGbps?: number;
  readonly scaleUpHosts?: number;
  readonly nics: ByName<{ readonly model: string; readonly count?: number }>;
  readonly description?: string;
  readonly source?: string;
}

/** Slots as written: integers, "780-799", "0-30/2". */
export type SlotList = readonly (number | string)[];

export interface AttachInput {
  readonly nics: readonly string[];
  readonly onePlanePer?: PerKind;
  readonly oneLeafPer?: PerKind;
  readonly railsPerLeaf?: number;
  readonly hostsPerUnit?: number;
  readonly emptySlots?: SlotList;
  readonly slots?: ByName<SlotList>;
}

export interface TierInput {
  readonly model: string;
  readonly count?: number;
  readonly down?: number;
  readonly up?: number;
  readonly upGbps?: number;
  readonly upReserved?: number;
}

export interface FatTreeInput {
  readonly leaf: TierInput;
  readonly spine?: TierInput;
  readonly uneven?: 'deal';
}

export interface PlaneSetInput {
  readonly attach: AttachInput;
  readonly fatTree: FatTreeInput;
  readonly description?: string;
  readonly source?: string;
}

/** Measures of a scope (LANGUAGE section 5). */
export interface Measures {
  readonly planes?: NumberOrRange;
  readonly hosts?: NumberOrRange;
  readonly endpoints?: NumberOrRange;
  readonly ports?: NumberOrRange;
  readonly switches?: ByName<NumberOrRange>;
  readonly cables?: ByName<NumberOrRange>;
  readonly cablesPerPair?: ByName<NumberOrRange>;
  readonly oversubscription?: ByName<string>;
  readonly bisectionGbps?: NumberOrRange;
  readonly bisectionRatio?: NumberOrRange;
  readonly endpointsCutOff?: NumberOrRange;
  readonly endpointsCutOffPerHost?: NumberOrRange;
  readonly hostsCutOff?: NumberOrRange;
  readonly hostPairsCutOff?: NumberOrRange;
  readonly bisectionKept?: NumberOrRange;
}

export type Expect = ByName<Measures>;

/** A selector (all that it matches), or any one of what selectors match. */
export type FailTerm = string | { readonly any: number; readonly of: readonly string[] };

export interface Scenario {
  readonly fail: readonly FailTerm[];
  readonly expect: Expect;
  readonly description?: string;
}

export interface TopologyInput {
  readonly $schema?: string;
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly source?: string;
  readonly switchModels?: ByName<SwitchModelInput>;
  readonly nicModels?: ByName<NicModelInput>;
  readonly hosts?: ByName<HostGroupInput>;
  readonly planes: ByName<PlaneSetInput>;
  readonly expect?: Expect;
  readonly scenarios?: ByName<Scenario>;
}

type Filled<T, K extends keyof T> = T & { readonly [P in K]-?: NonNullable<T[P]> };

export type SwitchModel = Filled<SwitchModelInput, 'uplinkPorts' | 'splits' | 'reservedPorts'>;
export type NamedSwitchModel = SwitchModel & { readonly name: string };
export type NicModel = Filled<NicModelInput, 'ports'>;
export interface HostGroup
  extends Filled<Omit<HostGroupInput, 'nics'>, 'gpus' | 'scaleUpGbps' | 'scaleUpHosts'> {
  readonly nics: ByName<{ readonly model: string; readonly count: number }>;
}
export type Attach = Filled<AttachInput, 'hostsPerUnit' | 'emptySlots' | 'slots'>;
/** `up` and `upGbps` are there on all tiers but the top one. */
export type Tier = Filled<TierInput, 'count' | 'down' | 'upReserved'>;
export interface FatTree extends Omit<FatTreeInput, 'leaf' | 'spine'> {
  readonly leaf: Tier;
  readonly spine?: Tier;
}
export interface PlaneSet extends Omit<PlaneSetInput, 'attach' | 'fatTree'> {
  readonly attach: Attach;
  readonly fatTree: FatTree;
}

/** The normalised document: a valid input that normalising does not change. */
export interface Topology extends Omit<TopologyInput, 'planes' | 'hosts'> {
  readonly switchModels: ByName<SwitchModel>;
  readonly nicModels: ByName<NicModel>;
  readonly hosts: ByName<HostGroup>;
  readonly planes: ByName<PlaneSet>;
  readonly expect: Expect;
  readonly scenarios: ByName<Scenario>;
}
