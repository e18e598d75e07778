import { build } from '../../src/build/build.js';
import type { CompactFabric } from '../../src/fabric/compact.js';
import type { Topology } from '../../src/spec/topology.js';
import { type Draw, seededDraw } from '../../src/std/random.js';
import { topologyOf } from '../worlds.js';

/** A small fabric, and what hands have done to it. */
export interface Damaged {
  readonly topology: Topology;
  readonly fabric: CompactFabric;
}

/** A fabric that depends on the seed only: of a family or of listed cables, whole or damaged. */
export function damagedFabric(seed: number): Damaged {
  const draw = seededDraw(seed);
  const document = seed % 2 === 0 ? listed(draw) : damaged(families[draw(families.length)]!, draw);
  const topology = topologyOf(document);
  return { topology, fabric: build(topology).fabric };
}

const models = {
  switchModels: {
    SW: { ports: 16, portGbps: 100 },
    FOUR: { ports: 4, portGbps: 100 },
    SIX: { ports: 6, portGbps: 100 },
  },
  nicModels: { NIC: { portGbps: 100 } },
};

const hosts = (count: number, nics: number) => ({
  h: { count, nics: { nic: { model: 'NIC', count: nics } } },
});

const twoTiers = { leaf: { model: 'SW', up: 2 }, spine: { model: 'SW', count: 1 } };

const families = [
  {
    hosts: hosts(8, 2),
    planes: { c: { attach: { nics: ['h/nic'], hostsPerUnit: 3 }, fatTree: twoTiers } },
  },
  {
    hosts: hosts(7, 2),
    planes: {
      c: { attach: { nics: ['h/nic'], hostsPerUnit: 3, oneLeafPer: 'rail' }, fatTree: twoTiers },
    },
  },
  {
    hosts: hosts(8, 2),
    planes: {
      c: { attach: { nics: ['h/nic'], hostsPerUnit: 4, onePlanePer: 'rail' }, fatTree: twoTiers },
    },
  },
  {
    hosts: hosts(16, 1),
    planes: {
      c: {
        attach: { nics: ['h/nic'] },
        fatTree: {
          leaf: { model: 'FOUR' },
          spine: { model: 'FOUR' },
          core: { model: 'FOUR' },
          pod: { units: 2 },
        },
      },
    },
  },
  {
    hosts: hosts(12, 1),
    planes: { c: { attach: { nics: ['h/nic'] }, dragonfly: { model: 'SIX', h: 1, p: 2 } } },
  },
];

const intact = new Map<object, CompactFabric>();

/** Takes up to four cables away, cuts a switch off from the others, plugs NICs in elsewhere. */
function damaged(family: (typeof families)[number], draw: Draw): object {
  const document = { name: 'damaged', ...models, ...family };
  const fabric = intact.get(family) ?? build(topologyOf(document)).fabric;
  intact.set(family, fabric);
  const { cableIds, lower, upper, lowerPort, upperPort, endpointCount, switches, vertexIds } =
    fabric;
  const gone = new Set<number>();
  for (let n = draw(5); n > 0; n--) gone.add(draw(cableIds.length));
  if (draw(2) === 0) {
    const off = endpointCount + draw(switches.length);
    cableIds.forEach((_, c) => {
      const inner = lower[c]! >= endpointCount && upper[c]! >= endpointCount;
      if (inner && (lower[c] === off || upper[c] === off)) gone.add(c);
    });
  }
  const used = new Set(
    cableIds.flatMap((_, c) => [`${lower[c]} ${lowerPort[c]}`, `${upper[c]} ${upperPort[c]}`]),
  );
  const exceptions: object[] = [...gone].map((c) => ({ missing: cableIds[c]!.split('--')[0]! }));
  for (let n = draw(3); n > 0; n--) {
    const [c, s] = [draw(endpointCount), draw(switches.length)];
    const to = endpointCount + s;
    const port = [...Array(switches[s]!.model.ports).keys()].find((p) => !used.has(`${to} ${p}`));
    if (gone.has(c) || lower[c]! >= endpointCount || port === undefined) continue;
    gone.add(c);
    used.add(`${to} ${port}`);
    exceptions.push({ moved: cableIds[c]!.split('--')[0]!, to: `${vertexIds[to]!}:${port}` });
  }
  return { ...document, exceptions };
}

/** Up to three networks of up to three leaves, each of which has its own NICs of some hosts. */
function listed(draw: Draw): object {
  const count = 2 + draw(5);
  const networks = ['x', 'y', 'z'].slice(0, 1 + draw(3));
  const nics = 1 + draw(2);
  const perUnit = 1 + draw(3);
  const planes = networks.map((network) => {
    const [leaves, spines, rails] = [1 + draw(4), draw(2), draw(2)];
    const taken = new Map<string, number>();
    const port = (name: string) => {
      taken.set(name, (taken.get(name) ?? -1) + 1);
      return `${name}:${taken.get(name)}`;
    };
    const cables: [string, string][] = [];
    for (let h = 0; h < count; h++) {
      for (let n = 0; n < nics; n++) {
        // One in twelve is lost, one in twelve is somewhere.
        const luck = draw(12);
        const unit = Math.floor(h / perUnit);
        const leaf = (luck === 1 ? draw(leaves) : unit * (1 + rails) + n * rails) % leaves;
        if (luck > 0) cables.push([`h${h}/${network}${n}:0`, port(`leaf${leaf}`)]);
      }
    }
    for (let leaf = 0; leaf < leaves && spines > 0; leaf++) {
      if (draw(8) > 0) cables.push([port(`leaf${leaf}`), port('spine0')]);
    }
    const switches = { leaf: { model: 'SW', count: leaves }, spine: { model: 'SW', count: 1 } };
    return [network, { switches, cables }] as const;
  });
  return {
    name: 'listed',
    ...models,
    hosts: {
      h: {
        count,
        nics: Object.fromEntries(networks.map((n) => [n, { model: 'NIC', count: nics }])),
      },
    },
    planes: Object.fromEntries(planes),
  };
}
