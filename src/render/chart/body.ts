/** What stands between the title and the notes of a chart; `bottom`: where it ends. */
export interface Body {
  readonly markup: readonly string[];
  readonly bottom: number;
}
