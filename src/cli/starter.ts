import type { PlaneSetInput, TopologyInput } from '../spec/topology.js';
import { formatCounted, formatNumber } from '../std/units.js';

/** How NICs reach planes and leaves, by the names that people use. */
export const wirings = {
  'rail-planes': { onePlanePer: 'rail' },
  'port-planes': { onePlanePer: 'port' },
  'rail-optimised': { oneLeafPer: 'rail' },
  'one-plane': {},
} as const satisfies Readonly<Record<string, Partial<PlaneSetInput['attach']>>>;

export type Wiring = keyof typeof wirings;

export const wiringNames = Object.keys(wirings) as Wiring[];

export const isWiring = (text: string): text is Wiring => Object.hasOwn(wirings, text);

/** What the name of a topology may be. */
export const isName = (text: string): boolean =>
  /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/.test(text);

/** What a starting point is made from. Speeds are Gb/s per port and direction. */
export interface Answers {
  readonly name: string;
  readonly wiring: Wiring;
  readonly hosts: number;
  readonly gpus: number;
  readonly nics: number;
  readonly nicPorts: number;
  readonly nicGbps: number;
  readonly switchPorts: number;
  readonly switchGbps: number;
}

const meaning: Readonly<Record<Wiring, string>> = {
  'rail-planes':
    'Rail-planes: NIC i of every host is in plane i. Traffic between rails crosses the scale-up network of a host.',
  'port-planes':
    'Port-planes: port j of every NIC is in plane j, so every pair of NICs meets in every plane.',
  'rail-optimised':
    'One plane, rail-optimised: NIC i of the hosts of a unit is on leaf i of the unit.',
  'one-plane': 'One plane: all NICs of a host are on one leaf.',
};

/** A small topology whose descriptions explain it; without promises, these come from its report. */
export function starter(answers: Answers): TopologyInput {
  const { name, wiring, hosts, gpus, nics, nicPorts, nicGbps, switchPorts, switchGbps } = answers;
  const switchModel = `${switchPorts} x ${formatNumber(switchGbps, 3)}G`;
  const nicModel = nicPorts === 1 ? `${nicGbps}G` : `${nicPorts} x ${nicGbps}G`;
  const split = switchGbps / nicGbps;
  const splits = Number.isInteger(split) && split > 1 ? { splits: [split] } : {};
  const spine = needsSpine(answers) ? { spine: { model: switchModel } } : {};
  return {
    $schema: 'topology.schema.json',
    name,
    title: `${formatCounted(hosts, 'host')} with ${formatCounted(hosts * nics, 'NIC')}, ${wiring}`,
    description:
      'A starting point. What can be derived (counts, uplinks, ports) is derived: state it only to deviate. Run "planewright normalize" to see every derived number, "planewright validate" to prove what is promised under expect.',
    switchModels: {
      [switchModel]: {
        ports: switchPorts,
        portGbps: switchGbps,
        ...splits,
        description: `Assumed. ports are physical ports; splits lists into how many sub-ports one may be split.`,
      },
    },
    nicModels: {
      [nicModel]: {
        ...(nicPorts === 1 ? {} : { ports: nicPorts }),
        portGbps: nicGbps,
        description: 'Assumed. portGbps is the speed of one port, per direction.',
      },
    },
    hosts: {
      h: {
        count: hosts,
        gpus,
        nics: { nic: { model: nicModel, count: nics } },
        description: `Host 0 is h0, its NICs are h0/nic0 to h0/nic${nics - 1}; the index of a NIC is its rail.`,
      },
    },
    planes: {
      compute: {
        description: meaning[wiring],
        attach: { nics: ['h/nic'], ...wirings[wiring] },
        fatTree: { leaf: { model: switchModel }, ...spine },
      },
    },
  };
}

/** Whether the hosts do not fit one leaf (of each rail, or plane). */
function needsSpine({ wiring, hosts, nics, nicPorts, nicGbps, switchPorts, switchGbps }: Answers) {
  const perLeaf = {
    'rail-planes': nicPorts,
    'port-planes': nics,
    'rail-optimised': nicPorts,
    'one-plane': nics * nicPorts,
  }[wiring];
  const severalLeaves = wiring === 'rail-optimised' && nics > 1;
  return (
    severalLeaves || hosts * perLeaf > switchPorts * Math.max(1, Math.floor(switchGbps / nicGbps))
  );
}
