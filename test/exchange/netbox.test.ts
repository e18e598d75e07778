import { describe, expect, it } from 'vitest';
import { netbox } from '../../src/exchange/export/netbox.js';
import { rowsOf } from './csv-cells.js';
import { builtOf, exportedOf, filesOf, topologyAt } from './exported.js';

/** Values of InterfaceTypeChoices (dcim/choices.py of NetBox) that are of use here. */
const interfaceTypes = [
  '1000base-x-sfp',
  '10gbase-x-sfpp',
  '25gbase-x-sfp28',
  '40gbase-x-qsfpp',
  '50gbase-x-sfp56',
  '100gbase-x-qsfp28',
  '200gbase-x-qsfp56',
  '400gbase-x-osfp',
  '800gbase-x-osfp',
  '1.6tbase-x-osfp1600',
  'other',
];

/** What its bulk import does: every reference is looked up, every name is there once. */
function imported(path: string, planes?: readonly number[]) {
  const topology = topologyAt(path);
  const subject = builtOf(topology);
  const made = netbox(exportedOf(topology, { subject, ...(planes ? { planes } : {}) }));
  const files = filesOf(made);
  const table = (name: string) => rowsOf(files.get(`${name}.csv`) ?? 'name\n');
  const unique = (values: readonly string[]) => {
    expect(new Set(values).size).toBe(values.length);
    return new Set(values);
  };
  const names = (name: string, column = 'name') => unique(table(name).map((row) => row[column]!));
  for (const name of ['sites', 'manufacturers', 'device-roles', 'device-types']) {
    for (const slug of names(name, 'slug')) expect(slug).toMatch(/^[-a-z0-9_]{1,100}$/);
  }
  const [sites, roles, racks] = [names('sites'), names('device-roles'), names('racks')];
  const types = names('device-types', 'model');
  const makers = names('manufacturers');
  const devices = table('devices');
  const known = names('devices');
  for (const row of devices) {
    expect(sites).toContain(row.site);
    expect(roles).toContain(row.role);
    expect(makers).toContain(row.manufacturer);
    expect(types).toContain(row.device_type);
    if (row.rack !== '') expect(racks).toContain(row.rack);
    expect(row.status).toBe('planned');
    expect(row.name!.length).toBeLessThanOrEqual(64);
  }
  const interfaces = table('interfaces');
  // There are many: only those that are wrong are compared.
  const wrong = interfaces.filter(
    ({ device, type, speed }) =>
      !known.has(device!) || !interfaceTypes.includes(type!) || !/^\d{4,10}$/.test(speed!),
  );
  expect(wrong).toEqual([]);
  const ports = unique(interfaces.map(({ device, name }) => `${device} ${name}`));
  const cables = table('cables');
  const odd = cables.filter(
    (row) =>
      row.side_a_type !== 'dcim.interface' ||
      row.side_b_type !== 'dcim.interface' ||
      (row.length === '') !== (row.length_unit === '') ||
      row.label!.length > 100,
  );
  expect(odd).toEqual([]);
  const ends = cables.flatMap((row) =>
    ['a', 'b'].map((s) => `${row[`side_${s}_device`]} ${row[`side_${s}_name`]}`),
  );
  expect([...unique(ends)].filter((end) => !ports.has(end))).toEqual([]);
  unique(cables.map(({ label }) => label!));
  return { devices, interfaces, cables, types, order: [...files.keys()] };
}

describe('NetBox takes', () => {
  it.each([
    'test/fixtures/ok/as-built.json',
    'test/fixtures/ok/cube-joined.json',
    'test/fixtures/ok/listed-cables.json',
    'test/fixtures/ok/names.json',
    'test/fixtures/ok/port-planes.json',
    'test/fixtures/ok/uplink-ports.json',
  ])('all of %s', (path) => {
    const { fabric } = builtOf(topologyAt(path));
    const { devices, cables } = imported(path);
    const { vertexCount, endpointCount, hostIds } = fabric;
    expect(devices.length).toBe(vertexCount - endpointCount + hostIds.length);
    expect(cables.length).toBe(fabric.cableCount);
  });

  it('every port, a split one in parts, at the speed that it has', () => {
    const { interfaces } = imported('test/fixtures/ok/listed-cables.json');
    const of = (device: string) =>
      interfaces
        .filter((row) => row.device === device)
        .map(({ name, type, speed }) => `${name} ${type} ${speed}`);
    const whole = (n: number) => `swp${n} 100gbase-x-qsfp28 100000000`;
    const parts = (n: number) => [0, 1, 2, 3].map((s) => `swp${n}s${s} 25gbase-x-sfp28 25000000`);
    expect(of('mgmt-p0-sw0')).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map(whole));
    expect(of('mgmt-p0-sw1')).toEqual([...parts(1), ...parts(2), ...[3, 4, 5, 6, 7, 8].map(whole)]);
    expect(of('bmc1')).toEqual(['nic0 25gbase-x-sfp28 25000000']);
  });

  it('racks and lengths, where the file has them', () => {
    const { devices, cables, order } = imported('test/fixtures/ok/prices.json');
    const inRack = devices.filter(({ rack }) => rack === 'rack0').map(({ name }) => name);
    expect(inRack).toEqual(['h0', 'h1', 'h2', 'h3', 'compute-p0-leaf0', 'compute-p1-leaf0']);
    expect(order.indexOf('racks.csv')).toBeLessThan(order.indexOf('devices.csv'));
    const kinds = new Map<string, number>();
    for (const { description, length, length_unit: unit } of cables) {
      const kind = `${description} ${length} ${unit}`;
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    }
    // What the bill of materials of the same file counts (docs/formats.md).
    expect(Object.fromEntries(kinds)).toEqual({
      'within:rack 100G 2 m': 8,
      'endpoint 100G  ': 8,
      'leaf-spine 100G 20 m': 16,
    });
  });

  it('one plane, with the hosts that it serves', () => {
    const path = 'test/fixtures/ok/promises.json';
    const { fabric } = builtOf(topologyAt(path));
    const storage = fabric.planes.findIndex(({ id }) => id === 'storage/p0');
    const { devices, cables } = imported(path, [storage]);
    const { cables: own, switches } = fabric.planes[storage]!;
    expect(cables.length).toBe(own.length);
    const roles = devices.map(({ role }) => role);
    expect(roles.filter((role) => role === 'host').length).toBe(fabric.hostIds.length);
    expect(roles.filter((role) => role !== 'host').length).toBe(switches.length);
  });
});
