/** Disjoint sets over 0 … size − 1; the representative of a set is its smallest element. */
export class UnionFind {
  readonly #parent: Int32Array;

  constructor(size: number) {
    this.#parent = new Int32Array(size);
    for (let i = 0; i < size; i++) this.#parent[i] = i;
  }

  find(element: number): number {
    const parent = this.#parent;
    let root = element;
    while (parent[root]! !== root) {
      parent[root] = parent[parent[root]!]!;
      root = parent[root]!;
    }
    return root;
  }

  union(a: number, b: number): void {
    const x = this.find(a);
    const y = this.find(b);
    if (x < y) this.#parent[y] = x;
    else this.#parent[x] = y;
  }

  /** By element: the representative of its set. */
  representatives(): Int32Array {
    const roots = this.#parent.slice();
    // A parent is never larger than its child, so its own root is known by then.
    for (let i = 0; i < roots.length; i++) roots[i] = roots[roots[i]!]!;
    return roots;
  }
}
