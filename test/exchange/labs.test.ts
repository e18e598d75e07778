import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { containerlab } from '../../src/exchange/export/containerlab.js';
import { hhfab } from '../../src/exchange/export/hhfab.js';
import { topologyOf } from '../worlds.js';
import { builtOf, cableKey, exportedOf, filesOf, textOf, topologyAt } from './exported.js';
import { readers } from './readers.js';

const ok = (name: string) => {
  const topology = topologyAt(`test/fixtures/ok/${name}.json`);
  return exportedOf(topology, { subject: builtOf(topology) });
};

interface Lab {
  readonly name: string;
  readonly topology: {
    readonly groups: Record<string, { readonly kind: string; readonly image: string }>;
    readonly nodes: Record<string, { readonly group: string; readonly labels: Labels }>;
    readonly links: readonly {
      readonly type: string;
      readonly endpoints: readonly { readonly node: string; readonly interface: string }[];
      readonly labels: Labels;
    }[];
  };
}

type Labels = Readonly<Record<string, string | number>>;

describe('containerlab', () => {
  it.each(['as-built', 'listed-cables', 'names', 'dual-tor'])(
    'keeps the rules of its schema for %s',
    (name) => {
      const files = filesOf(containerlab(ok(name)));
      const lab = parse([...files.values()][0]!) as Lab;
      expect([...files.keys()]).toEqual([`${lab.name}.clab.yml`]);
      const { groups, nodes, links } = lab.topology;
      for (const [node, { group, labels }] of Object.entries(nodes)) {
        expect(node).toMatch(/^[a-zA-Z0-9][a-zA-Z0-9-._|]*$/);
        expect(Object.keys(groups)).toContain(group);
        expect(Object.values(labels)).not.toContain('');
      }
      const ends = links.flatMap(({ endpoints }) => endpoints);
      const keys = ends.map((end) => `${end.node}:${end.interface}`);
      expect(new Set(keys).size).toBe(2 * links.length);
      for (const end of ends) {
        expect(nodes[end.node]).toBeDefined();
        expect(end.interface).toMatch(/^eth[1-9]\d{0,11}$/);
      }
      // The machines of a link are those of the ports that its label names.
      const cables = links.map(({ endpoints: [a, b], labels }) => {
        const id = String(labels['planewright.id']);
        const [low, high] = id.split(/(?<=[\d])--/) as [string, string];
        for (const [port, end] of [[low, a!] as const, [high, b!] as const]) {
          expect(port.startsWith(`${nodes[end.node]!.labels['planewright.id']}`)).toBe(true);
        }
        return cableKey(low, high);
      });
      expect(cables.sort()).toEqual(readers.containerlab(files).sort());
    },
  );

  it('counts the ports of a host over its NICs, and the parts of split ports through', () => {
    const text = textOf(containerlab(ok('dual-tor')));
    const { links } = (parse(text) as Lab).topology;
    const ofHost = links.filter(({ endpoints: [a] }) => a!.node === 'h1');
    expect(ofHost.map(({ endpoints: [a] }) => a!.interface)).toEqual(['eth1', 'eth2']);
    const listed = (parse(textOf(containerlab(ok('listed-cables')))) as Lab).topology.links;
    const last = listed.at(-1)!.endpoints.map((end) => end.interface);
    expect(last).toEqual(['eth8', 'eth29']);
  });

  it('says when a lab is too large for a machine', () => {
    const made = containerlab(ok('as-built'));
    expect('problem' in made || made.notes).toBeUndefined();
    const topology = topologyAt('topologies/superpod-h100-16su.json');
    const large = containerlab(exportedOf(topology, { subject: builtOf(topology) }));
    expect('notes' in large ? large.notes : []).toEqual([
      expect.stringMatching(/^832 containers are more/),
    ]);
  });
});

interface Wired {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: Spec;
}

interface Spec {
  readonly role?: string;
  readonly profile?: string;
  readonly description?: string;
  readonly portBreakouts?: Readonly<Record<string, string>>;
  readonly unbundled?: { readonly link: { readonly server: Port; readonly switch: Port } };
  readonly fabric?: { readonly links: readonly { readonly spine: Port; readonly leaf: Port }[] };
}

interface Port {
  readonly port: string;
}

const nameChecker = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

describe('hhfab', () => {
  it.each(['prices', 'names', 'dual-tor', 'separation'])(
    'is wiring that its validation takes, for %s',
    (name) => {
      const exported = ok(name);
      const files = filesOf(hhfab(exported));
      expect(files.size).toBe(exported.planes.length);
      for (const text of files.values()) {
        const objects = parseAllDocuments(text).map((document) => document.toJS() as Wired);
        const named = (kind: string) =>
          new Map(objects.flatMap((o) => (o.kind === kind ? [[o.metadata.name, o.spec]] : [])));
        for (const { metadata } of objects) {
          expect(metadata.name).toMatch(nameChecker);
          expect(metadata.namespace).toBe('default');
        }
        const [switches, servers] = [named('Switch'), named('Server')];
        const connections = objects.filter(({ kind }) => kind === 'Connection');
        expect(new Set(connections.map((c) => c.metadata.name)).size).toBe(connections.length);
        const used = new Set<string>();
        const at = ({ port }: Port, among: ReadonlyMap<string, Spec>) => {
          expect(used.has(port), port).toBe(false);
          used.add(port);
          const [device] = port.split('/');
          const spec = among.get(device!);
          expect(spec, port).toBeDefined();
          const [, whole, part] = /\/(E1\/\d+)(?:\/(\d+))?$/.exec(port) ?? [];
          const parts = Number(/^(\d+)x/.exec(spec!.portBreakouts?.[whole!] ?? '1x')![1]);
          expect(Number(part ?? 1)).toBeLessThanOrEqual(parts);
          return spec!;
        };
        for (const { metadata, spec } of connections) {
          expect(Object.keys(spec)).toHaveLength(1);
          if (spec.unbundled) {
            const { server, switch: leaf } = spec.unbundled.link;
            at(server, servers);
            expect(at(leaf, switches).role).toBe('server-leaf');
          }
          for (const { spine, leaf } of spec.fabric?.links ?? []) {
            expect(at(spine, switches).role).toBe('spine');
            expect(at(leaf, switches).role).toBe('server-leaf');
            const ends = `${spine.port.split('/')[0]}--fabric--${leaf.port.split('/')[0]}`;
            expect(metadata.name).toBe(ends);
          }
        }
        expect(text).not.toMatch(/\b(ip|asn|vtepIP|protocolIP):/);
      }
    },
  );

  it('splits ports as its profiles call it', () => {
    const text = textOf(hhfab({ ...ok('port-planes'), planes: [1] }));
    expect(text).toContain(
      '{server: {port: "h0/nic0p1"}, switch: {port: "compute-p1-leaf0/E1/1/1"}}',
    );
    expect(text).toMatch(
      /name: "compute-p1-leaf0",.*\nspec: \{.*portBreakouts: \{"E1\/1": "4x100G", "E1\/2": "4x100G"/,
    );
  });

  it('refuses what is no two tiers, and says where', () => {
    const problem = (name: string) => {
      const made = hhfab(ok(name));
      return 'problem' in made ? made.problem : null;
    };
    expect(problem('three-tiers')).toBe(
      'compute/p0/spine0:4--compute/p0/core0:0 joins two switches above the leaves: hhfab builds two tiers, leaves and spines; containerlab and netbox take any',
    );
    expect(problem('as-built')).toMatch(
      /^compute\/p1\/leaf0:12--.* joins two leaves.*fits is --plane compute\/p0$/,
    );
    const topology = topologyAt('test/fixtures/ok/as-built.json');
    const extra = ['compute/p0/leaf1:13', 'compute/p1/leaf2:13'] as const;
    const joined = { ...topology, exceptions: [...topology.exceptions, { extra }] };
    const made = hhfab(exportedOf(joined, { planes: [0] }));
    expect(made).toEqual({ problem: expect.stringContaining(' joins two planes') });
  });

  it('refuses ports that are split as it splits none', () => {
    const made = (splits: readonly number[], nicGbps: number) =>
      hhfab(
        exportedOf(
          topologyOf({
            name: 'splits',
            switchModels: { sw: { ports: 8, portGbps: 1600, splits } },
            nicModels: { nic: { portGbps: nicGbps } },
            hosts: { h: { count: 4, nics: { nic: { model: 'nic' } } } },
            planes: { a: { attach: { nics: ['h/nic'] }, fatTree: { leaf: { model: 'sw' } } } },
          }),
        ),
      );
    expect(made([16], 100)).toEqual({
      problem: expect.stringMatching(/^a\/p0\/leaf0:0 is split into 16 of 100 Gb\/s: hhfab splits/),
    });
    expect(made([8], 200)).toHaveProperty('files');
    expect(made([2], 800)).toHaveProperty('files');
  });
});
