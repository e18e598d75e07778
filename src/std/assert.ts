/** Thrown when Planewright itself is wrong, never for wrong input. The CLI exits 3 on it. */
export class InternalError extends Error {
  override name = 'InternalError';
}

/** Asserts an invariant of our own code. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InternalError(message);
}

/** The value, asserted to be there. */
export function present<T>(value: T | null | undefined, what: string): T {
  assert(value !== undefined && value !== null, `${what} is missing`);
  return value;
}
