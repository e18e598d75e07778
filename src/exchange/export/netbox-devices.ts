import { hostGroupOf } from '../../fabric/ids.js';
import { csvLine } from '../../std/csv.js';
import type { Ends } from './ends.js';
import type { Exported, ExportedFile } from './exporter.js';
import { tierWord } from './tier-word.js';
import { hostsOf, verticesOf } from './vertices.js';

/** A host or switch as NetBox has it. */
export interface NetboxDevice {
  readonly name: string;
  /** The tier of a switch, or `host`. */
  readonly role: string;
  readonly type: { readonly manufacturer: string; readonly model: string };
  readonly rack: string;
  /** Ours. */
  readonly id: string;
}

/** Topologies know models, but not who makes them. */
const manufacturer = 'Generic';

/** Hosts, then switches; hosts of a group are of one device type. */
export function devicesOf(
  exported: Exported,
  ends: Ends,
  rackOf: (vertex: number) => string,
): NetboxDevice[] {
  const { fabric } = exported.subject;
  const { endpointCount, vertexIds, hostIds, switches } = fabric;
  const vertices = verticesOf(exported);
  const ofSwitches = new Set(switches.map(({ model }) => model.name));
  const devices: NetboxDevice[] = [];
  for (const [host, [first]] of hostsOf(exported, vertices)) {
    const id = hostIds[host]!;
    let model = `host ${hostGroupOf(id)}`;
    while (ofSwitches.has(model)) model += ' (host)';
    const type = { manufacturer, model };
    devices.push({ name: ends.machine(first!), role: 'host', type, rack: rackOf(first!), id });
  }
  for (const v of vertices) {
    if (v < endpointCount) continue;
    const { tier, model } = switches[v - endpointCount]!;
    const type = { manufacturer, model: model.name };
    devices.push({
      name: ends.machine(v),
      role: tierWord(tier),
      type,
      rack: rackOf(v),
      id: vertexIds[v]!,
    });
  }
  return devices;
}

/**
 * What devices refer to by name, with the columns that NetBox asks for: a site of the topology's name,
 * and placeholders where a topology says nothing (a rack unit each, racks of 42).
 */
export function needed(site: string, devices: readonly NetboxDevice[]): ExportedFile[] {
  const unique = (values: readonly string[]) => [...new Set(values)];
  const file = (name: string, lines: readonly (readonly (string | number)[])[]): ExportedFile => ({
    name: `${name}.csv`,
    pieces: lines.map(csvLine),
  });
  const slugs = uniqueSlugs();
  const models = unique(devices.map(({ type }) => type.model));
  const racks = unique(devices.map(({ rack }) => rack)).filter((rack) => rack !== '');
  const roles = unique(devices.map(({ role }) => role));
  return [
    file('sites', [
      ['name', 'slug', 'status'],
      [site, site, 'planned'],
    ]),
    file('manufacturers', [
      ['name', 'slug'],
      [manufacturer, 'generic'],
    ]),
    file('device-roles', [
      ['name', 'slug', 'color'],
      ...roles.map((role) => [role, role, '9e9e9e']),
    ]),
    file('device-types', [
      ['manufacturer', 'model', 'slug', 'u_height'],
      ...models.map((model) => [manufacturer, model, slugs(model), 1]),
    ]),
    ...(racks.length === 0
      ? []
      : [
          file('racks', [
            ['site', 'name', 'status', 'width', 'u_height'],
            ...racks.map((rack) => [site, rack, 'planned', 19, 42]),
          ]),
        ]),
  ];
}

/** Letters, digits and hyphens; what would be the same twice is numbered. */
function uniqueSlugs(): (text: string) => string {
  const seen = new Set<string>();
  return (text) => {
    const words = text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    const slug = words.replace(/^-|-$/g, '').slice(0, 90) || 'model';
    let [found, n] = [slug, 2];
    while (seen.has(found)) found = `${slug}-${n++}`;
    seen.add(found);
    return found;
  };
}
