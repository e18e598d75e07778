/** What a list of names stands for; shares nothing with what wrote it. */
export function expanded(list: string): string[] {
  return (list.match(/[^,[]+(?:\[[^\]]*\])?/g) ?? []).flatMap((part) => {
    const [, prefix = '', ranges] = /^([^[]*)(?:\[(.*)\])?$/.exec(part)!;
    if (ranges === undefined) return [prefix];
    return ranges.split(',').flatMap((range) => {
      const [from = '', to = from] = range.split('-');
      const count = Number(to) - Number(from) + 1;
      return [...Array(count).keys()].map(
        (i) => prefix + String(Number(from) + i).padStart(from.length, '0'),
      );
    });
  });
}

/** Nodes, and switches, below each switch by name. */
export interface Tree {
  readonly nodes: Map<string, string[]>;
  readonly children: Map<string, string[]>;
}

/** A topology.conf, line by line. */
export function treeOf(text: string): Tree {
  const [nodes, children] = [new Map<string, string[]>(), new Map<string, string[]>()];
  for (const line of text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))) {
    const [, name, key, list] = /^SwitchName=(\S+) .*?(Nodes|Switches)=(\S+)$/.exec(line)!;
    (key === 'Nodes' ? nodes : children).set(name!, expanded(list!));
  }
  return { nodes, children };
}

/** Hosts below each switch that is no child. */
export function belowTops({ nodes, children }: Tree): string[][] {
  const all = new Set([...children.values()].flat());
  const below = (name: string): string[] =>
    nodes.get(name) ?? children.get(name)!.flatMap((child) => below(child));
  return [...nodes.keys(), ...children.keys()].filter((name) => !all.has(name)).map(below);
}
