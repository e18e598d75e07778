import { endpointCount, type PathGraph } from './path-graph.js';

/**
 * Paths that have no cable in common, by augmenting paths in a network in which every cable carries
 * one unit (Menger; Ford and Fulkerson). Endpoints pass nothing on, unless their kind relays.
 */
export class DisjointPaths {
  /** Arcs leave vertices (switches, then kinds) in order of heads; `twin` is the other direction. */
  readonly #offsets: Int32Array;
  readonly #heads: Int32Array;
  readonly #twin: Int32Array;
  /** By arc: its cables, and those that are free; what is not as it was is listed. */
  readonly #cables: Int32Array;
  readonly #free: Int32Array;
  readonly #touched: number[] = [];
  /** By vertex: 1 if paths start there; the arc by which the last search left it, −1 if it did not. */
  readonly #isSource: Uint8Array;
  readonly #leftBy: Int32Array;
  readonly #queue: Int32Array;
  /** By vertex: its component, −1 while it is in none. */
  readonly #componentOf: Int32Array;

  constructor(readonly graph: PathGraph) {
    const { switchCount, kindCount, neighbours, leaves } = graph;
    const vertices = switchCount + kindCount;
    this.#offsets = new Int32Array(vertices + 1);
    this.#heads = new Int32Array(neighbours.length + 2 * leaves.length);
    this.#cables = new Int32Array(this.#heads.length);
    this.#twin = new Int32Array(this.#heads.length);
    this.#fill();
    this.#free = this.#cables.slice();
    this.#isSource = new Uint8Array(vertices);
    this.#leftBy = new Int32Array(vertices).fill(-1);
    this.#queue = new Int32Array(vertices);
    this.#componentOf = new Int32Array(vertices).fill(-1);
  }

  /** Cable-disjoint paths between two endpoints, of two kinds or of one; counted up to so many. */
  betweenEndpoints(a: number, b: number, upTo = Number.POSITIVE_INFINITY): number {
    const most = Math.min(this.#ports(a), this.#ports(b), upTo);
    // An endpoint of the same kind hangs on the same switches, with as many cables.
    if (a === b) return endpointCount(this.graph, a) > 1 ? most : 0;
    const { switchCount } = this.graph;
    this.#restore();
    this.#single(a);
    this.#single(b);
    this.#isSource[switchCount + a] = 1;
    const paths = this.#flow(switchCount + b, most);
    this.#isSource[switchCount + a] = 0;
    return paths;
  }

  /**
   * What paths join, with the fewest cable-disjoint paths of any two of the switches there that
   * endpoints hang on. A cut between some two of them is one between a switch and those before it in
   * the list; taking these together makes no cut smaller, so the least of these flows is the fewest.
   */
  components(): Component[] {
    const components = this.#components();
    for (const component of components) {
      const { leaves } = component;
      this.#isSource.fill(0);
      let fewest = Number.POSITIVE_INFINITY;
      leaves.forEach((target, i) => {
        if (i > 0) {
          this.#restore();
          fewest = Math.min(fewest, this.#flow(target, fewest));
        }
        this.#isSource[target] = 1;
      });
      component.fewest = fewest;
    }
    this.#isSource.fill(0);
    return components;
  }

  /** By component: the cables of one endpoint of a kind to switches of it. */
  portsIn(kind: number): ReadonlyMap<number, number> {
    const { leafOffsets, leaves, leafCables } = this.graph;
    const ports = new Map<number, number>();
    for (let i = leafOffsets[kind]!; i < leafOffsets[kind + 1]!; i++) {
      const component = this.#componentOf[leaves[i]!]!;
      ports.set(component, (ports.get(component) ?? 0) + leafCables[i]!);
    }
    return ports;
  }

  #fill(): void {
    const { switchCount, kindCount, offsets, neighbours, cables, kindOffsets, kindsAt } =
      this.graph;
    const { leafOffsets, leaves, leafCables } = this.graph;
    let arc = 0;
    const add = (head: number, count: number) => {
      this.#heads[arc] = head;
      this.#cables[arc++] = count;
    };
    for (let s = 0; s < switchCount; s++) {
      for (let i = offsets[s]!; i < offsets[s + 1]!; i++) add(neighbours[i]!, cables[i]!);
      for (let i = kindOffsets[s]!; i < kindOffsets[s + 1]!; i++) add(switchCount + kindsAt[i]!, 0);
      this.#offsets[s + 1] = arc;
    }
    for (let k = 0; k < kindCount; k++) {
      const endpoints = endpointCount(this.graph, k);
      for (let i = leafOffsets[k]!; i < leafOffsets[k + 1]!; i++) {
        add(leaves[i]!, leafCables[i]! * endpoints);
      }
      this.#offsets[switchCount + k + 1] = arc;
    }
    // Lists are ascending: those who come before u find the arcs of u to them one after the other.
    const next = this.#offsets.slice();
    for (let v = 0; v < switchCount + kindCount; v++) {
      for (let i = this.#offsets[v]!; i < this.#offsets[v + 1]!; i++) {
        const u = this.#heads[i]!;
        if (u < v) continue;
        const back = next[u]!++;
        this.#twin[i] = back;
        this.#twin[back] = i;
        if (u >= switchCount) this.#cables[i] = this.#cables[back]!;
      }
    }
  }

  #ports(kind: number): number {
    const { leafOffsets, leafCables } = this.graph;
    return leafCables
      .subarray(leafOffsets[kind]!, leafOffsets[kind + 1]!)
      .reduce((sum, cables) => sum + cables, 0);
  }

  /** Of a kind that paths start or end at, one endpoint is looked at. */
  #single(kind: number): void {
    const { switchCount, leafOffsets, leafCables } = this.graph;
    const first = this.#offsets[switchCount + kind]!;
    for (let i = leafOffsets[kind]!; i < leafOffsets[kind + 1]!; i++) {
      const arc = first + i - leafOffsets[kind]!;
      this.#touched.push(arc, this.#twin[arc]!);
      this.#free[arc] = this.#free[this.#twin[arc]!] = leafCables[i]!;
    }
  }

  #restore(): void {
    for (const arc of this.#touched) this.#free[arc] = this.#cables[arc]!;
    this.#touched.length = 0;
  }

  /** Paths from the sources to the target, up to so many: first those of a single cable. */
  #flow(target: number, most: number): number {
    let flow = 0;
    for (let i = this.#offsets[target]!; i < this.#offsets[target + 1]!; i++) {
      if (this.#isSource[this.#heads[i]!] === 0) continue;
      const arc = this.#twin[i]!;
      this.#touched.push(arc, i);
      flow += this.#free[arc]!;
      this.#free[i]! += this.#free[arc]!;
      this.#free[arc] = 0;
    }
    while (flow < most && this.#augment(target)) flow++;
    return Math.min(flow, most);
  }

  /** Searches backwards from the target: what is near it is near however many sources there are. */
  #augment(target: number): boolean {
    const [offsets, heads, twin, free] = [this.#offsets, this.#heads, this.#twin, this.#free];
    const [leftBy, queue] = [this.#leftBy, this.#queue];
    const { switchCount, relays } = this.graph;
    queue[0] = target;
    leftBy[target] = -2;
    let [tail, found] = [1, -1];
    for (let head = 0; head < tail && found < 0; head++) {
      const v = queue[head]!;
      for (let i = offsets[v]!; i < offsets[v + 1]! && found < 0; i++) {
        const u = heads[i]!;
        if (leftBy[u] !== -1 || free[twin[i]!]! <= 0) continue;
        if (this.#isSource[u] === 1) found = u;
        else if (u >= switchCount && relays[u - switchCount] === 0) continue;
        leftBy[u] = twin[i]!;
        queue[tail++] = u;
      }
    }
    if (found >= 0) {
      for (let v = found; v !== target; ) {
        const arc = leftBy[v]!;
        this.#touched.push(arc, twin[arc]!);
        free[arc]!--;
        free[twin[arc]!]!++;
        v = heads[arc]!;
      }
    }
    for (let i = 0; i < tail; i++) leftBy[queue[i]!] = -1;
    return found >= 0;
  }

  #components(): Component[] {
    const { switchCount, relays, kindOffsets } = this.graph;
    const isLeaf = (s: number) => s < switchCount && kindOffsets[s + 1]! > kindOffsets[s]!;
    const components: Component[] = [];
    for (let start = 0; start < switchCount; start++) {
      if (this.#componentOf[start] !== -1 || !isLeaf(start)) continue;
      const component = components.length;
      const queue = [start];
      this.#componentOf[start] = component;
      for (let head = 0; head < queue.length; head++) {
        const v = queue[head]!;
        for (let i = this.#offsets[v]!; i < this.#offsets[v + 1]!; i++) {
          const u = this.#heads[i]!;
          const passes = u < switchCount || relays[u - switchCount] === 1;
          if (this.#componentOf[u] !== -1 || !passes) continue;
          this.#componentOf[u] = component;
          queue.push(u);
        }
      }
      components.push({ leaves: queue.filter(isLeaf), fewest: Number.POSITIVE_INFINITY });
    }
    return components;
  }
}

/** Switches that paths join. */
export interface Component {
  /** Those that endpoints hang on. */
  readonly leaves: readonly number[];
  /** The fewest cable-disjoint paths of any two of these; infinite if there are not two. */
  fewest: number;
}
