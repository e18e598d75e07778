import type { ModelInput } from './model.js';
import type { WorkloadInput } from './workload.js';

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
  readonly core?: TierInput;
  readonly pod?: PodInput;
  readonly uneven?: 'deal';
}

/** A pod: the leaves of so many consecutive units, and of so many consecutive rails. */
export interface PodInput {
  readonly units?: number;
  readonly rails?: number;
}

export interface SlimFlyInput {
  readonly model: string;
  readonly q: number;
  readonly p?: number;
}

export interface DragonflyInput {
  readonly model: string;
  readonly h: number;
  readonly a?: number;
  readonly p?: number;
  readonly g?: number;
}

export interface CubeInput {
  readonly model: string;
  readonly n: number;
  readonly levels?: number;
  readonly joined?: boolean;
}

/** A tier that no family makes. */
export interface ExtraTierInput {
  readonly model: string;
  readonly count?: number;
}

/** Two ends, which may have ranges: ports of NICs and switches. */
export type CableInput =
  | readonly [string, string]
  | { readonly ends: readonly [string, string]; readonly gbps?: number };

export interface PlaneSetInput {
  readonly attach?: AttachInput;
  readonly fatTree?: FatTreeInput;
  readonly slimFly?: SlimFlyInput;
  readonly dragonfly?: DragonflyInput;
  readonly cube?: CubeInput;
  /** False: described only, sized by closed formulas and never expanded. */
  readonly built?: boolean;
  readonly switches?: ByName<ExtraTierInput>;
  readonly cables?: readonly CableInput[];
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
  readonly diameterHops?: NumberOrRange;
  readonly averagePathHops?: NumberOrRange;
  readonly averagePathHopsViaHosts?: NumberOrRange;
  readonly averagePathHopsAnySwitchDown?: NumberOrRange;
  readonly averagePathHopsViaHostsAnySwitchDown?: NumberOrRange;
  readonly shortestPaths?: NumberOrRange;
  readonly disjointPaths?: NumberOrRange;
  readonly throughput?: NumberOrRange;
  readonly cableConnectivity?: NumberOrRange;
  readonly switchConnectivity?: NumberOrRange;
  readonly capacityGbps?: NumberOrRange;
  readonly cost?: NumberOrRange;
}

export type Expect = ByName<Measures>;

/** A selector (all that it matches), or any so many of what selectors match. */
export type FailTerm = string | { readonly any: number; readonly of: readonly string[] };

export interface Scenario {
  readonly fail: readonly FailTerm[];
  readonly expect: Expect;
  readonly description?: string;
}

/** How the cluster that stands differs from the design; each has one verb. */
export type Exception = { readonly reason?: string } & (
  | { readonly missing: string }
  | { readonly moved: string; readonly to: string }
  | { readonly extra: readonly [string, string]; readonly gbps?: number }
  | { readonly slower: string; readonly gbps: number }
  | { readonly off: string }
);

/** So many consecutive parts of those matched. */
export interface Pieces {
  readonly of: readonly string[];
  readonly every: number;
}

/** What fails together: selectors, or pieces (of several lists the n-th pieces together). */
export type Group = readonly string[] | Pieces | readonly Pieces[];

/** Findings that are known and wanted. */
export interface Accepted {
  readonly code: string;
  readonly at: string;
  readonly reason: string;
}

/** Of one cable: `each` + `perM` × `lengthM`; with neither of the first two no price is known. */
export type CablePrice =
  | number
  | { readonly each?: number; readonly perM?: number; readonly lengthM?: number };

/** Of one cable end. */
export type TransceiverPrice = number | { readonly each?: number; readonly watts?: number };

export interface Prices {
  readonly description?: string;
  readonly source?: string;
  readonly currency?: string;
  readonly switches?: ByName<number>;
  readonly nics?: ByName<number>;
  readonly cables?: ByName<CablePrice>;
  readonly transceivers?: ByName<TransceiverPrice>;
  readonly watts?: ByName<number>;
}

export interface Rate {
  readonly description?: string;
  readonly source?: string;
  readonly failuresPerYear: number;
  readonly repairHours: number;
}

/** By selector; of several that match a part the last one says how often it fails. */
export type Rates = ByName<Rate>;

/** The document with all that it refers to (`extends`, files of cables, labels …) in place. */
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
  readonly exceptions?: readonly Exception[];
  readonly expect?: Expect;
  readonly groups?: ByName<Group>;
  readonly scenarios?: ByName<Scenario>;
  readonly accepted?: readonly Accepted[];
  readonly labels?: ByName<string>;
  readonly prices?: Prices;
  readonly rates?: Rates;
  readonly workloads?: ByName<WorkloadInput>;
  readonly models?: ByName<ModelInput>;
}

type Filled<T, K extends keyof T> = T & { readonly [P in K]-?: NonNullable<T[P]> };

export type SwitchModel = Filled<SwitchModelInput, 'uplinkPorts' | 'splits' | 'reservedPorts'>;
export type NamedSwitchModel = SwitchModel & { readonly name: string };
export type NicModel = Filled<NicModelInput, 'ports'>;
export interface HostGroup
  extends Filled<Omit<HostGroupInput, 'nics'>, 'gpus' | 'scaleUpGbps' | 'scaleUpHosts'> {
  readonly nics: ByName<{ readonly model: string; readonly count: number }>;
}
/** `hostsPerUnit`, `emptySlots` and `slots` are there with a family only. */
export type Attach = AttachInput;
/** `up` and `upGbps` are there on all tiers but the top one. */
export type Tier = Filled<TierInput, 'count' | 'down' | 'upReserved'>;
/** `pod` is there with a core, and where cables join the pods; `rails` only by rail. */
export interface FatTree extends Omit<FatTreeInput, 'leaf' | 'spine' | 'core'> {
  readonly leaf: Tier;
  readonly spine?: Tier;
  readonly core?: Tier;
}
export type SlimFly = Filled<SlimFlyInput, 'p'>;
export type Dragonfly = Filled<DragonflyInput, 'a' | 'p' | 'g'>;
export type Cube = Filled<CubeInput, 'levels' | 'joined'>;
export type ExtraTier = Filled<ExtraTierInput, 'count'>;

/** With `attach` and one family, or without a family (then exactly its `cables`). */
export interface PlaneSet
  extends Omit<
    PlaneSetInput,
    'attach' | 'fatTree' | 'slimFly' | 'dragonfly' | 'cube' | 'switches'
  > {
  readonly attach?: Attach;
  readonly fatTree?: FatTree;
  readonly slimFly?: SlimFly;
  readonly dragonfly?: Dragonfly;
  readonly cube?: Cube;
  readonly switches: ByName<ExtraTier>;
  readonly cables: readonly CableInput[];
}

/** The normalised document: a valid input that normalising does not change. */
export interface Topology extends Omit<TopologyInput, 'planes' | 'hosts'> {
  readonly switchModels: ByName<SwitchModel>;
  readonly nicModels: ByName<NicModel>;
  readonly hosts: ByName<HostGroup>;
  readonly planes: ByName<PlaneSet>;
  readonly exceptions: readonly Exception[];
  readonly expect: Expect;
  readonly groups: ByName<Group>;
  readonly scenarios: ByName<Scenario>;
  readonly accepted: readonly Accepted[];
}
