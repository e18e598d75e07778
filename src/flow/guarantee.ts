/**
 * A lower end of a bisection, Gb/s, with the plain data from which code that shares nothing with the
 * bound proves it again. `by` says how.
 */
export interface Guarantee<Proof extends { readonly by: string }> {
  readonly gbps: number;
  readonly proof: Proof;
}
