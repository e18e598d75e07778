import { cableClasses } from '../../cost/cable-class.js';
import { csvCell, csvLine } from '../../std/csv.js';
import { cablesOf } from './cables.js';
import { type Ends, endsOf } from './ends.js';
import type { Exported, ExportedFile, Exporter } from './exporter.js';
import { devicesOf, type NetboxDevice, needed } from './netbox-devices.js';
import { interfacesOf } from './netbox-interfaces.js';
import { joined } from './pieces.js';
import { racksOf } from './racks.js';

/**
 * A device's name is at most 64 characters long, and alone in its site in lower case (constraint
 * `dcim_device_unique_name_site`); formulas and blanks are left to ids.
 */
const deviceName = { legal: /^[A-Za-z0-9][!-~]*$/, longest: 64, ignoresCase: true };

/**
 * NetBox (dcim/forms/bulk_import.py of netbox-community/netbox): devices, their interfaces and cables
 * for its bulk import, and what these refer to by name, to be imported before them. A part of a split
 * port is an interface of its own (`swp34s1`): CSV has one termination for each side of a cable.
 */
export const netbox: Exporter = (exported) => {
  const ends = endsOf(exported, deviceName);
  if ('problem' in ends) return ends;
  const devices = devicesOf(exported, ends, racksOf(exported.subject.fabric));
  const files: ExportedFile[] = [
    ...needed(exported.topology.name, devices),
    { name: 'devices.csv', pieces: joined(deviceLines(exported.topology.name, devices)) },
    { name: 'interfaces.csv', pieces: joined(interfaceLines(exported, ends)) },
    { name: 'cables.csv', pieces: joined(cableLines(exported, ends)) },
  ];
  const order = files.map(({ name }) => name.replace('.csv', '')).join(', ');
  return {
    files,
    notes: [
      `import in this order: ${order}; manufacturer, heights and the site are placeholders, kinds of cables are not known`,
    ],
  };
};

function* deviceLines(site: string, devices: readonly NetboxDevice[]): Generator<string> {
  yield 'name,role,manufacturer,device_type,status,site,rack,description\n';
  for (const { name, role, type, rack, id } of devices) {
    yield csvLine([name, role, type.manufacturer, type.model, 'planned', site, rack, id]);
  }
}

function* interfaceLines(exported: Exported, ends: Ends): Generator<string> {
  yield 'device,name,type,speed,description\n';
  for (const { device, name, type, gbps, id } of interfacesOf(exported, ends)) {
    // Kb/s, as NetBox counts.
    yield `${csvCell(device)},${csvCell(name)},${type},${Math.round(gbps * 1e6)},${id}\n`;
  }
}

/** Characters of the longest label that NetBox takes. */
const longestLabel = 100;

function* cableLines(exported: Exported, ends: Ends): Generator<string> {
  const { fabric } = exported.subject;
  const { lower, lowerPort, lowerSub, upper, upperPort, upperSub, cableId, gbps } = fabric;
  const side = (s: string) => `side_${s}_device,side_${s}_type,side_${s}_name`;
  yield `${side('a')},${side('b')},status,label,length,length_unit,description\n`;
  const classOf = cableClasses(exported.topology, fabric);
  const machines = fabric.vertexIds.map((_, v) => csvCell(ends.machine(v)));
  const end = (v: number, port: number, sub: number) =>
    `${machines[v]!},dcim.interface,${csvCell(ends.port(v, port, sub))}`;
  for (const c of cablesOf(exported)) {
    const a = end(lower[c]!, lowerPort[c]!, lowerSub[c]!);
    const b = end(upper[c]!, upperPort[c]!, upperSub[c]!);
    const { item, lengthM } = classOf(c);
    const length = lengthM === null ? ',' : `${lengthM},m`;
    const id = cableId(c);
    const label = id.length <= longestLabel ? id : `cable ${c}`;
    yield `${a},${b},planned,${label},${length},${item} ${gbps[c]!}G\n`;
  }
}
