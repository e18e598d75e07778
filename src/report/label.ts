/**
 * The name on the machine (`labels` of the file) of what a finding is about: its own, or that of
 * the machine whose port it is; for a cable those of both ends. Null if there is none.
 */
export function labelOf(subject: string, labels: Readonly<Record<string, string>>): string | null {
  const own = (id: string): string | undefined =>
    Object.hasOwn(labels, id) ? labels[id] : undefined;
  // What was down is named by selectors: `switch:compute/p0/leaf3`.
  const names = subject.split(', ').map((part) => {
    const id = part.replace(/^[a-z]+:(?=[a-z])/, '');
    const whole = own(id);
    if (whole !== undefined) return whole;
    const ends = id.split('--').map((end) => ({ end, label: own(end) ?? own(vertexOf(end)) }));
    if (ends.every(({ label }) => label === undefined)) return null;
    return ends.map(({ end, label }) => label ?? end).join('--');
  });
  return names.every((name) => name === null) ? null : names.map((name) => name ?? '–').join(', ');
}

/** compute/p0/leaf3:33.1 → compute/p0/leaf3. */
const vertexOf = (port: string): string => port.replace(/:\d+(\.\d+)?$/, '');
