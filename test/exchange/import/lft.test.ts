import { describe, expect, it } from 'vitest';
import { lft } from '../../../src/exchange/export/lft.js';
import { readForwardingTables } from '../../../src/exchange/import/lft.js';
import { wiring } from '../../../src/exchange/wiring-rule.js';
import type { CompactFabric } from '../../../src/fabric/compact.js';
import { words } from '../../../src/finding/rule.js';
import { dModKTables } from '../../../src/flow/routing/d-mod-k-tables.js';
import type { ForwardingTables } from '../../../src/flow/routing/forwarding-tables.js';
import { openWorld } from '../../worlds.js';
import { opened, smallFiles } from '../every-fabric.js';
import { exportedOf, filesOf } from '../exported.js';
import { twoPlanes } from '../referees/two-planes.js';

const encoder = new TextEncoder();

function read(fabric: CompactFabric, texts: Readonly<Record<string, string>>, labels = {}) {
  const files = Object.entries(texts).map(([file, text]) => ({
    file,
    // In pieces that end in the middle of lines.
    pieces: (text.match(/[\s\S]{1,1000}/g) ?? []).map((piece) => encoder.encode(piece)),
  }));
  const { tables, findings } = readForwardingTables(files, fabric, labels);
  return {
    tables,
    codes: findings.map(({ code }) => code),
    said: findings.map(
      (one) => `${one.place.file}:${one.place.line?.number}: ${words(wiring, one)}`,
    ),
  };
}

function tablesOf(all: ReturnType<typeof read>['tables'], plane: number): ForwardingTables {
  const found = all.get(plane);
  if (!found || 'reason' in found) throw new Error(`${plane}: ${found?.reason}`);
  return found;
}

const hops = ({ hopsTo }: ForwardingTables, endpoint: number) => {
  const { cables, left } = hopsTo(endpoint);
  return { cables: [...cables], left: [...left] };
};

/** Where every switch sends what is for the endpoints of a plane, as d-mod-k does. */
function expectDModK(
  fabric: CompactFabric,
  plane: number,
  tables: ForwardingTables,
  among?: number,
) {
  const made = dModKTables(fabric, fabric.gbps, plane);
  if ('reason' in made) throw new Error(made.reason);
  expect(tables.switches).toEqual(made.switches);
  for (const e of fabric.planes[plane]!.endpoints.slice(0, among)) {
    expect(hops(tables, e)).toEqual(hops(made, e));
  }
}

const lftsOf = (path: string) => {
  const { topology, fabric } = opened(path);
  const made = lft(exportedOf(topology, { subject: { fabric } }));
  if ('problem' in made) return null;
  return Object.fromEntries([...filesOf(made)].filter(([name]) => name.endsWith('.lfts')));
};

describe('what we export', () => {
  it('is read back, all planes in one file or in several', () => {
    let planes = 0;
    for (const path of smallFiles.filter((one) => /fixtures|rail-only/.test(one))) {
      const files = lftsOf(path);
      if (!files) continue;
      const { fabric } = opened(path);
      const { tables, said } = read(fabric, files);
      expect(said, path).toEqual([]);
      expect([...tables.keys()], path).toEqual([...fabric.planes.keys()]);
      for (const [plane] of tables) expectDModK(fabric, plane, tablesOf(tables, plane), 40);
      planes += tables.size;
      if (Object.keys(files).length > 1 && fabric.planes.length < 10) {
        const joined = read(fabric, { all: Object.values(files).join('\n') });
        expect(joined.said).toEqual([]);
        const last = fabric.planes.length - 1;
        expectDModK(fabric, last, tablesOf(joined.tables, last), 40);
      }
    }
    expect(planes).toBeGreaterThan(30);
  });
});

describe('what ibroute prints', () => {
  const { fabric, topology } = (() => {
    const { topology, subject } = openWorld(twoPlanes());
    return { topology, fabric: subject.fabric };
  })();
  const files = filesOf(lft(exportedOf(topology, { subject: { fabric } })));

  /** Our tables with other LIDs, other GUIDs and names, as `ibroute -a` would print them. */
  function ibroute(plane: number, nameOf: (id: string) => string): string {
    const text = files.get(`compute-p${plane}.lfts`)!;
    const lidOf = (lid: number) => 60 - lid;
    const { switches, endpoints } = fabric.planes[plane]!;
    const at = [...switches, ...endpoints].map((v) => fabric.vertexIds[v]!);
    return text
      .replace(/^Unicast .*guid 0x0250(\w+) \('(.*)'\):$/gm, (_, rest, name) => {
        const id = name.replace(/^(\w+)-(p\d+)-/, '$1/$2/');
        return `Unicast lids [0x0-0x3c] of switch DR path slid 0; dlid 0; 0,1 guid 0xe41d${rest} (MF0;${nameOf(id)}:MQM9700/U1):\n  Lid  Out   Destination\n       Port     Info \n0x0000 255 : (path #0 - illegal port)`;
      })
      .replace(/^0x(\w{4}) (\d{3})$/gm, (_, hex, port) => {
        const lid = Number.parseInt(hex, 16);
        const [id, isSwitch] = [at[lid - 1]!, lid <= switches.length];
        const kind = isSwitch ? 'Switch' : 'Channel Adapter';
        const name = isSwitch ? nameOf(id) : id.split('/').map(nameOf).join(' ');
        const lidText = lidOf(lid).toString(16).padStart(4, '0');
        return `0x${lidText} ${port} : (${kind} portguid 0xe41d00000000${hex}: '${name}')`;
      })
      .replace(/lids dumped/g, 'valid lids dumped ');
  }

  it('is read by the names in it, ids or labels', () => {
    for (const p of [0, 1]) {
      const { tables, said } = read(fabric, { one: ibroute(p, (id) => id.replaceAll('/', '-')) });
      expect(said).toEqual([]);
      expect([...tables.keys()]).toEqual([p]);
      expectDModK(fabric, p, tablesOf(tables, p));
    }
    const labels: Record<string, string> = {};
    const label = (id: string, name: string) => {
      labels[id] = name;
    };
    for (const id of [...fabric.vertexIds.slice(fabric.endpointCount), ...fabric.hostIds]) {
      label(id, `rack-${id.replaceAll('/', '.')}`);
    }
    for (const id of fabric.vertexIds.slice(0, fabric.endpointCount))
      label(id, `mlx5_${id.at(-1)}`);
    const nameOf = (id: string) => labels[id] ?? `mlx5_${id.at(-1)}`;
    const labelled = read(fabric, { one: ibroute(1, nameOf) }, labels);
    expect(labelled.said).toEqual([]);
    expectDModK(fabric, 1, tablesOf(labelled.tables, 1));
  });

  it('and what is wrong with it is said at once, with its line', () => {
    const text = ibroute(0, (id) => id.replaceAll('/', '-'));
    const lines = text.split('\n');
    const line = (pattern: RegExp, from = 0) =>
      lines.findIndex((one, i) => i >= from && pattern.test(one));
    lines[line(/nic0'/)] = lines[line(/nic0'/)]!.replace(/'h\d/, "'h99");
    const second = line(/^Unicast/, 1);
    lines[second] = lines[second]!.replace('leaf1', 'leaf7');
    const third = line(/^Unicast/, second + 1);
    const port = line(/nic0'/, third);
    lines[port] = lines[port]!.replace(/ \d{3} /, ' 009 ');
    const twice = line(/nic0'/, port + 1);
    lines[twice] = lines[twice]!.replace(/'h\d/, "'h7");
    const fourth = line(/^Unicast/, third + 1);
    lines[fourth] = lines[fourth]!.replace('leaf3', 'leaf2');
    lines.splice(fourth + 2, 0, 'and what is this?');
    const { said, codes } = read(fabric, { dump: lines.join('\n') });
    const all = Object.keys(wiring.messages).filter(
      (code) => code.startsWith('wiring-table-') && code !== 'wiring-table-none',
    );
    expect(all.filter((code) => !codes.includes(code))).toEqual([]);
    expect(said).toMatchInlineSnapshot(`
      [
        "dump:1: 2 switches ("compute/p0/leaf1", "compute/p0/leaf3") of a plane of which there are tables have none: where they send traffic cannot be told; was the dump cut off?",
        "dump:11: 1 target ("h99 nic0") is no NIC of the plane in the topology, by port GUID or by name; label the host and the NIC, or name them by their ids",
        "dump:20: 1 table ("MF0;compute-p0-leaf7:MQM9700/U1") is of a switch that the topology has not: neither GUID nor name is one of its own; label the switch, or name it by its id",
        "dump:49: 1 port ("compute/p0/leaf2 [9]") that tables send to has no cable of the plane in the topology: such entries lead nowhere",
        "dump:50: 1 LID ("0x0034") is of nobody in the plane, or of two NICs; a dump with names (ibroute, opensm-lfts.dump) tells whose LIDs they are",
        "dump:58: 1 switch ("compute/p0/leaf2") has two tables, and which of them is in force cannot be told; keep one",
        "dump:60: 1 line ("and what is this?") is not understood; a table begins with "Unicast lids [0-9] of switch Lid 1 guid 0x… ('name'):", a line of it is like 0x0004 012",
      ]
    `);
  });

  it('of a plane that static routes do not fit says why', () => {
    const { fabric: cube } = opened('test/fixtures/ok/cube.json');
    const table = "Unicast lids [0-9] of switch Lid 1 guid 0x0250000000000000 ('x'):\n0x0001 000\n";
    expect(read(cube, { dump: table }).tables.get(0)).toEqual({
      reason: 'its endpoints pass traffic on',
    });
  });

  it('leads nowhere where entries go round in a circle, or a table is missing', () => {
    const text = files.get('compute-p0.lfts')!;
    const intact = tablesOf(read(fabric, { dump: text }).tables, 0);
    const target = fabric.planes[0]!.endpoints[7]!;
    const lid = `0x${(6 + 8).toString(16).padStart(4, '0')}`;
    // Leaf 0 sends to spine 0 (port 3), which sends back to leaf 0 (port 1).
    const tables = text.split(/^(?=Unicast)/m);
    const circle = [...tables];
    circle[0] = circle[0]!.replace(new RegExp(`^${lid} .*$`, 'm'), `${lid} 003`);
    circle[4] = circle[4]!.replace(new RegExp(`^${lid} .*$`, 'm'), `${lid} 001`);
    const changed = hops(tablesOf(read(fabric, { dump: circle.join('') }).tables, 0), target);
    expect([changed.left[0], changed.left[4], changed.cables[0]]).toEqual([-1, -1, -1]);
    expect(hops(intact, target).left).toEqual([3, 3, 3, 1, 2, 2]);
    const { tables: fewer, said } = read(fabric, { dump: tables.slice(0, -1).join('') });
    expect(said.join()).toContain('compute/p0/spine1');
    const { left } = hops(tablesOf(fewer, 0), target);
    expect(left.filter((one) => one < 0).length).toBeGreaterThan(0);
    expect(left[5]).toBe(-1);
  });

  it('says where the tables of a plane begin of which one is missing', () => {
    const whole = files.get('compute-p0.lfts')!;
    const cut = files
      .get('compute-p1.lfts')!
      .split(/^(?=Unicast)/m)
      .slice(0, -1)
      .join('');
    expect(read(fabric, { p0: whole, p1: `# of p1\n${cut}` }).said).toEqual([
      'p1:2: 1 switch ("compute/p1/spine1") of a plane of which there are tables has none: where it sends traffic cannot be told; was the dump cut off?',
    ]);
  });
});

describe('a file without a table', () => {
  it('says that there is none, unless something else is wrong with it', () => {
    const { fabric } = openWorld(twoPlanes()).subject;
    for (const text of ['', '# nothing\n', '\n\n']) {
      expect(read(fabric, { dump: text }).codes).toEqual(['wiring-table-none']);
    }
    const { codes } = read(fabric, { dump: 'H 1 "x"\nH 2 "y"\n' });
    expect(codes).toEqual(['wiring-line', 'wiring-truncated']);
  });
});
