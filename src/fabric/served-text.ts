/** As a switch of the fabric has them, or what is said of one. */
interface Served {
  readonly unit?: number;
  readonly rails?: readonly [first: number, last: number];
}

/** Whom a switch serves: `u1 r4`, `u1 r0–3`; '' if it is nobody in particular. */
export function servedText({ unit, rails }: Served): string {
  const words: string[] = [];
  if (unit !== undefined) words.push(`u${unit}`);
  if (rails) words.push(rails[0] === rails[1] ? `r${rails[0]}` : `r${rails[0]}–${rails[1]}`);
  return words.join(' ');
}
