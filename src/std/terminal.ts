/**
 * Text that is safe to print: control characters, and marks that change the direction of what
 * follows, are spelt out, so that a hostile name cannot rewrite the terminal. JSON stays JSON.
 */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A name as messages show it: in quotes, and cut where nobody would read on. */
export function quoted(name: string): string {
  const characters = [...name.slice(0, 200)];
  return characters.length <= 60 ? `"${name}"` : `"${characters.slice(0, 57).join('')}…"`;
}

/** The same, on one line. */
export const printableLine = (text: string): string =>
  printable(text).replaceAll('\n', '\\n').replaceAll('\t', '\\t');
