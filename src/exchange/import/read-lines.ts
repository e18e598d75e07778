import { linesOf, type TextLine } from '../../std/lines.js';
import type { Source } from '../wiring.js';
import { shown } from '../wiring-rule.js';
import type { DumpFile } from './importer.js';
import type { Tally } from './tally.js';

/** So many lines that are not understood say that a file is something else. */
export const mostWrong = 10_000;

/** What a reader says of a line: that it is understood, that it is not, or that all is full. */
export type Understood = true | false | 'full';

/**
 * The lines of the files, one after the other, each given to `read`; what is not understood becomes
 * one finding for each file. Nothing of a file is held but the line.
 *
 * @param wanted what lines should look like, in words
 */
export function readLines(
  files: readonly DumpFile[],
  read: (line: TextLine, file: number) => Understood,
  tally: Tally,
  wanted: string,
  limit: number,
): void {
  files.forEach(({ pieces }, file) => {
    const wrong: TextLine[] = [];
    let count = 0;
    let last: TextLine = { number: 1, text: '' };
    let lastWrong = false;
    const lines = linesOf(pieces);
    for (;;) {
      const { done, value } = lines.next();
      if (done) {
        if (value) tally.tell('wiring-binary', value, { file, line: last.number });
        break;
      }
      last = value;
      const understood = read(value, file);
      if (understood === 'full') {
        tally.tell('wiring-too-many', { limit }, { file, line: value.number });
        break;
      }
      lastWrong = !understood;
      if (understood) continue;
      if (wrong.length < shown) wrong.push(value);
      if (++count === mostWrong) break;
    }
    const [first] = wrong;
    const stopped = count === mostWrong;
    if (!first) return;
    // A record that ends in its middle is the end of a file that was cut off.
    if (lastWrong && !stopped) {
      count--;
      if (wrong.at(-1) === last) wrong.pop();
      const at: Source = { file, line: last.number };
      tally.tell('wiring-truncated', { found: briefly(last.text) }, at, { text: last.text });
    }
    if (count > 0) {
      tally.tell(
        'wiring-line',
        { first: wrong.map(({ text }) => briefly(text.trim())), count, wanted, stopped },
        { file, line: first.number },
        { text: first.text },
      );
    }
  });
}

const briefly = (text: string): string => text.trim().slice(0, 60);
