/** Characters of a piece: few enough to be held, enough for one write. */
const pieceLength = 65_536;

/** Small texts joined into pieces that are worth a write each. */
export function* joined(texts: Iterable<string>): Generator<string> {
  let piece = '';
  for (const text of texts) {
    piece += text;
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}
