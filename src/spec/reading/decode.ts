/** What is wrong with bytes, and where: in a text in which what is no UTF-8 is replaced. */
export interface BadBytes {
  readonly problem: string;
  readonly text: string;
  readonly offset: number;
}

/** The text of a UTF-8 file without a byte-order mark, or what is wrong with its bytes. */
export function decode(bytes: Uint8Array): string | BadBytes {
  const [a, b, c] = bytes;
  const atStart = (problem: string): BadBytes => ({ problem, text: '', offset: 0 });
  if (a === 0xef && b === 0xbb && c === 0xbf) {
    return atStart('the file starts with a byte-order mark; save it as UTF-8 without one');
  }
  const marked = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
  if (marked || ((a === 0 || b === 0) && shareOfZeros(bytes) > leastZeros)) {
    return atStart('the file looks like UTF-16 or UTF-32; save it as UTF-8');
  }
  if (a === 0 || b === 0) return atStart('the file is binary; a topology is a text of JSON');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return firstBadByte(bytes);
  }
}

/** Bytes that are looked at to tell what a file is. */
const sample = 1000;

/** UTF-16 of mostly Latin text has a zero in every second byte. */
const leastZeros = 0.3;

function shareOfZeros(bytes: Uint8Array): number {
  const first = bytes.subarray(0, sample);
  return first.filter((byte) => byte === 0).length / first.length;
}

/** Where decoding stops: the first replacement character that is not in the file itself. */
function firstBadByte(bytes: Uint8Array): BadBytes {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  let [at, offset] = [0, 0];
  for (const char of text) {
    if (char === '\ufffd' && !isWritten(bytes, at)) break;
    const code = char.codePointAt(0)!;
    at += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    offset += char.length;
  }
  const byte = (bytes[at] ?? 0).toString(16).padStart(2, '0');
  return { problem: `the file is not UTF-8: bad byte 0x${byte}`, text, offset };
}

/** Whether the replacement character itself stands there: EF BF BD. */
const isWritten = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd;
