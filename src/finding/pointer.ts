/** Appends keys to a JSON Pointer (RFC 6901). */
export function pointerTo(base: string, ...keys: (string | number)[]): string {
  return keys.reduce<string>(
    (pointer, key) => `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    base,
  );
}

/** The keys of a JSON Pointer. */
export function keysOf(pointer: string): string[] {
  return pointer === ''
    ? []
    : pointer
        .slice(1)
        .split('/')
        .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The pointer of the part around. */
export const parentOf = (pointer: string): string => pointer.slice(0, pointer.lastIndexOf('/'));
