/** A line on a terminal that says how far long work has come. */
export interface ProgressLine {
  show(text: string): void;
  /** Takes the line away. */
  done(): void;
}

/** On stderr, and only where somebody looks: what is piped or logged gets none. */
export async function progressLine(): Promise<ProgressLine> {
  if (process.stderr.isTTY !== true) return { show: () => {}, done: () => {} };
  const { createLogUpdate } = await import('log-update');
  const line = createLogUpdate(process.stderr, { showCursor: true });
  const { clear } = line;
  return { show: line, done: () => clear() };
}
