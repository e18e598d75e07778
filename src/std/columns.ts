import { printableLine } from './terminal.js';

/** Characters that a terminal shows two columns wide (Unicode Standard Annex 11: W and F). */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

/** Marks that stand on the character before them. */
const combining = /\p{M}/u;

const tabStop = 4;

/** A text as a terminal shows it: safe to print, with its width there. */
export interface Shown {
  readonly text: string;
  readonly columns: number;
}

/** A line from its start: tabs become spaces, what cannot be printed is spelt out. */
export function shown(line: string): Shown {
  let [text, columns] = ['', 0];
  for (const character of line) {
    const piece =
      character === '\t' ? ' '.repeat(tabStop - (columns % tabStop)) : printableLine(character);
    text += piece;
    columns += piece === character ? widthOf(character) : piece.length;
  }
  return { text, columns };
}

const widthOf = (character: string): number =>
  combining.test(character) ? 0 : wide.test(character) ? 2 : 1;
