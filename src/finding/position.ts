/** A range in a text: lines and columns (UTF-16 code units) count from 1, the end is exclusive. */
export interface Range {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Finds lines and columns of offsets in one text. */
export class LineIndex {
  readonly #starts: number[] = [0];

  constructor(text: string) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      this.#starts.push(at + 1);
    }
  }

  range(offset: number, length: number): Range {
    const [line, column] = this.#position(offset);
    const [endLine, endColumn] = this.#position(offset + length);
    return { line, column, endLine, endColumn };
  }

  #position(offset: number): [line: number, column: number] {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return [low + 1, offset - this.#starts[low]! + 1];
  }
}
