import type { NicModelInput, SwitchModelInput } from '../../../spec/topology.js';
import { formatSpeed } from '../../../std/units.js';
import type { LinkEnd, Wiring } from '../../wiring.js';
import type { Places } from './place-cables.js';
import { type PortSpeeds, portSpeeds } from './port-speeds.js';

/** Models of switches and NICs, as far as cables show them. */
export interface Models {
  readonly switchModels: Readonly<Record<string, SwitchModelInput>>;
  readonly nicModels: Readonly<Record<string, NicModelInput>>;
  /** By `set tier`, and by `hostGroup/nicGroup`: the name of the model. */
  readonly of: ReadonlyMap<string, string>;
  /** By link: at which speed it is listed; 0: it is not, or no split of a port gives it. */
  readonly listedGbps: Float64Array;
  /** The speed of a port as its model has it. */
  portGbps(end: LinkEnd): number;
}

/** Finds models by what is cabled: a tier of a set has one, and so has a NIC group. */
export function modelsOf(
  { devices, links }: Wiring,
  places: Places,
  gbps: readonly number[],
  listed: Int32Array,
): Models {
  const keys = devices.map((_, i) => keyOf(places, i));
  const names = [...new Set(keys)].sort();
  const index = new Map(names.map((key, i) => [key, i]));
  const modelOf = keys.map((key) => index.get(key)!);
  const isNic = names.map((key) => key.includes('/'));
  const inList = [...links.keys()].filter((i) => listed[i]! >= 0);
  const { models, listed: listedGbps } = portSpeeds(links, inList, gbps, modelOf, isNic);
  const most = models.map(({ ports }) => Math.max(ports, 1));
  const said = names.map(() => new Set<string>());
  const see = (model: number, ports: number) => {
    most[model] = Math.max(most[model]!, ports);
  };
  devices.forEach(({ kind, ports, model }, i) => {
    // Ports of NICs that nothing is plugged into would be planes that are not there.
    if (kind === 'switch' && ports !== null) see(modelOf[i]!, ports);
    if (model !== null) said[modelOf[i]!]!.add(model);
  });
  for (const { a, b } of links) {
    see(modelOf[a.device]!, a.port + 1);
    see(modelOf[b.device]!, b.port + 1);
  }
  const fastest = gbps.reduce((max, speed) => Math.max(max, speed), 1);
  const found = new Found();
  const of = new Map<string, string>();
  names.forEach((key, m) => {
    const model = models[m]!;
    const speed = model.gbps || fastest;
    if (isNic[m]) of.set(key, found.nic(most[m]!, speed));
    else of.set(key, found.switch([...said[m]!], most[m]!, { ...model, gbps: speed }));
  });
  return {
    switchModels: found.switches,
    nicModels: found.nics,
    of,
    listedGbps,
    portGbps: ({ device, port }) => {
      const model = models[modelOf[device]!]!;
      return port < model.from ? model.gbps : model.upGbps;
    },
  };
}

/** What has one model: a tier of a set, or a NIC group. */
export function keyOf(places: Places, device: number): string {
  const nic = places.hosts.nics[device];
  if (nic) return nic.entry;
  const { set, tier } = places.where[device]!;
  return `${places.sets.sets[set]!.name} ${tier}`;
}

class Found {
  readonly switches: Record<string, SwitchModelInput> = {};
  readonly nics: Record<string, NicModelInput> = {};

  nic(ports: number, portGbps: number): string {
    const speed = formatSpeed(portGbps);
    const name = ports === 1 ? `NIC ${speed}` : `NIC ${ports} x ${speed}`;
    this.nics[name] = ports === 1 ? { portGbps } : { ports, portGbps };
    return name;
  }

  switch(said: readonly string[], ports: number, speeds: PortSpeeds): string {
    const { gbps: portGbps, from, upGbps: uplinkGbps, splits } = speeds;
    const whole = from >= ports || uplinkGbps === 0;
    const model: SwitchModelInput = {
      ...(whole
        ? { ports, portGbps }
        : { ports: from, portGbps, uplinkPorts: ports - from, uplinkGbps }),
      ...(splits.length > 0 ? { splits } : {}),
    };
    const [name] = said;
    const called =
      said.length === 1 && /^[ -~]{1,48}$/.test(name!) && name !== '__proto__'
        ? name!
        : whole
          ? `${ports} x ${formatSpeed(portGbps)}`
          : `${from} x ${formatSpeed(portGbps)} + ${ports - from} x ${formatSpeed(uplinkGbps)}`;
    const text = JSON.stringify(model);
    for (let n = 1; ; n++) {
      const free = n === 1 ? called : `${called} (${n})`;
      const known = Object.hasOwn(this.switches, free) ? this.switches[free] : undefined;
      if (known && JSON.stringify(known) !== text) continue;
      this.switches[free] = model;
      return free;
    }
  }
}
