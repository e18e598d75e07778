/** The text of a UTF-8 file without a byte-order mark, or what is wrong with its bytes. */
export function decode(bytes: Uint8Array): string | { problem: string } {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) {
    return { problem: 'the file starts with a byte-order mark; save it as UTF-8 without one' };
  }
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || a === 0 || b === 0) {
    return { problem: 'the file looks like UTF-16 or UTF-32; save it as UTF-8' };
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return { problem: `the file is not UTF-8${firstBadByte(bytes)}` };
  }
}

/** Where decoding stops: the first replacement character that is not in the file itself. */
function firstBadByte(bytes: Uint8Array): string {
  const lossy = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  let offset = 0;
  let line = 1;
  for (const char of lossy) {
    if (char === '\ufffd' && !isWritten(bytes, offset)) break;
    if (char === '\n') line++;
    const code = char.codePointAt(0)!;
    offset += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return `: bad byte 0x${(bytes[offset] ?? 0).toString(16)} in line ${line}`;
}

/** Whether the replacement character itself stands there: EF BF BD. */
const isWritten = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd;
