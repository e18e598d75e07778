/**
 * The cables of topology files of IBDM, each from both of its ends: `compute-p0-leaf0[4]--h3/nic0[1]`. Types
 * of systems must have IBNL files with the ports that are used.
 */
export function readTopo(files: ReadonlyMap<string, string>): string[] {
  const portsOf = new Map<string, Map<string, string>>();
  for (const [name, text] of files) {
    const [, type] = /^(.*)\.ibnl$/.exec(name) ?? [];
    if (type === undefined) continue;
    if (!text.startsWith(`TOPSYSTEM ${type}\n`)) throw new Error(`${name} is of another system`);
    const ports = new Map<string, string>();
    for (const node of text.split(/^NODE /m).slice(1)) {
      const [, kind, count, device] = /^(SW|CA) (\d+) (?:SWITCH|NIC) (\S+)\n/.exec(node)!;
      const lines = [...node.matchAll(/^ +(\d+) -> (\S+)$/gm)];
      if (lines.length !== Number(count)) throw new Error(`${name}: ${node}`);
      for (const [, port, panel] of lines) {
        ports.set(panel!, kind === 'SW' ? `[${port}]` : `/${device}[${port}]`);
      }
    }
    portsOf.set(type, ports);
  }
  const seen = new Map<string, number>();
  const end = (type: string, name: string, panel: string) => {
    const port = portsOf.get(type)?.get(panel);
    if (port === undefined) throw new Error(`${type} has no port ${panel}`);
    return `${name}${port}`;
  };
  for (const [name, text] of files) {
    if (!name.endsWith('.topo')) continue;
    for (const system of text.trimEnd().split('\n\n')) {
      const [head, ...lines] = system.split('\n');
      const [, type, own] = /^(\S+) ([^\s/]+)$/.exec(head!) ?? [];
      for (const line of lines) {
        const match = /^ {3}(\S+) (?:-\d+x-[\d.]+G)?->? (\S+) ([^\s/]+) (\S+)$/.exec(line);
        if (!match) throw new Error(line);
        const [, panel, peerType, peer, peerPanel] = match;
        const ends = [end(type!, own!, panel!), end(peerType!, peer!, peerPanel!)];
        const cable = ends.sort().join('--');
        seen.set(cable, (seen.get(cable) ?? 0) + 1);
      }
    }
  }
  const odd = [...seen].filter(([, times]) => times !== 2);
  if (odd.length > 0) throw new Error(`seen from one end: ${odd[0]}`);
  return [...seen.keys()].sort();
}
