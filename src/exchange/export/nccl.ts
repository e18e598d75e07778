import { escapeXml } from '../../std/markup.js';
import { formatCount, formatCounted } from '../../std/units.js';
import type { Exported, Exporter } from './exporter.js';
import { hostList } from './hosts/host-list.js';
import { type Hca, type HostKind, hostKinds, railsMeet } from './nccl-kinds.js';
import { noHost } from './nothing-built.js';
import { joined } from './pieces.js';

/** `MAX_IB_DEVS`; plane numbers that `ncclIbGetPlaneIndex` keeps; characters that `setEnvFile` reads. */
const [mostHcas, mostPlanes, mostCharacters] = [32, 13, 1023];

/**
 * NCCL (2.30 and later): for each kind of hosts a `nccl.conf`, which says the rail and the plane of
 * each HCA (src/misc/utils.cc, parseStringList), and a sketch of its topology XML (src/graph/xml.cc).
 */
export const nccl: Exporter = (exported) => {
  const kinds = hostKinds(exported);
  if (kinds.length === 0) return noHost(exported);
  for (const kind of kinds) {
    const problem = tooMuch(kind);
    if (problem !== null) return { problem };
  }
  const files = kinds.flatMap((kind) => [
    { name: `${kind.name}.conf`, pieces: joined(confLines(exported, kind)) },
    { name: `${kind.name}.xml`, pieces: joined(xmlLines(kind)) },
  ]);
  const notes = [
    'HCAs are called mlx5_N in the order of ports of NICs unless --names labels has names: compare with ibdev2netdev',
    'PCI addresses are not known: the XML is a sketch, with ffff:NN:00.0 for each of them',
  ];
  const sets = new Set(exported.planes.map((p) => exported.subject.fabric.planes[p]!.planeSet));
  if (sets.size > 1) {
    notes.push('NCCL would use the HCAs of all plane sets: ask for one of them with --plane');
  }
  const others = kinds.filter(({ isOther }) => isOther);
  if (others.length > 0) {
    notes.push(
      `${formatCounted(others.length, 'kind')} of hosts cabled differently: ${others[0]!.name} is ${hostList(others[0]!.hosts)}`,
    );
  }
  return { files, notes };
};

function tooMuch({ hosts, hcas }: HostKind): string | null {
  const planes = new Set(hcas.map(({ plane }) => plane)).size;
  const host = hosts[0]!;
  if (hcas.length > mostHcas) {
    return `${host} has ${formatCount(hcas.length)} HCAs, NCCL uses ${mostHcas} at most`;
  }
  if (planes > mostPlanes) {
    return `${host} is in ${formatCount(planes)} planes, NCCL tells ${mostPlanes} apart at most`;
  }
  const list = hcaList(hcas);
  if (list.length > mostCharacters) {
    return `NCCL_IB_HCA of ${host} has ${formatCount(list.length)} characters, nccl.conf ${formatCount(mostCharacters)} at most`;
  }
  return null;
}

/** `=`: these names and no longer ones. An empty field is any port. */
const hcaList = (hcas: readonly Hca[]): string =>
  `=${hcas.map(({ name, rail, plane }) => `${name}::${rail}:${plane}`).join()}`;

function* confLines(exported: Exported, { hosts, hcas }: HostKind): Generator<string> {
  const { planes } = exported.subject.fabric;
  yield `# For ${hostList(hosts)}; an HCA is name:port:rail:plane, and planes are numbered as here:\n`;
  for (const number of new Set(hcas.map(({ plane }) => plane))) {
    const { planeIndex } = hcas.find(({ plane }) => plane === number)!;
    yield `# ${number} is ${planes[planeIndex]!.id}\n`;
  }
  yield `NCCL_IB_HCA=${hcaList(hcas)}\n`;
  yield '# Rails and planes in it need NCCL 2.30; an older one reads port 0, and finds no HCA.\n';
  const rails = new Set(hcas.map(({ rail }) => rail)).size;
  if (rails > 1 && railsMeet(exported)) {
    yield '# Switches join the rails: NCCL_CROSS_NIC may stay at its default, 2 (the same NIC if possible).\n';
  } else if (rails > 1) {
    yield '# No switch joins two rails: traffic has to stay on its rail.\n';
    yield 'NCCL_CROSS_NIC=0\n';
    yield '# A communicator that is not aligned to rails then needs PXN over NVLink (NVIDIA/nccl issue 836),\n';
    yield '# and rings and trees of NCCL 2.x may still cross rails, and hang (issue 2345): try it first.\n';
  }
}

/** A NIC that stands in the file is not looked up by NCCL, so its PCI address has to be true. */
function* xmlLines({ hosts, hcas }: HostKind): Generator<string> {
  yield `<!-- A sketch for ${escapeXml(hostList(hosts).replaceAll('--', '- -'))}. As NCCL_TOPO_FILE it would mislead NCCL until it has -->\n`;
  yield '<!-- the PCI addresses, numaid and arch that NCCL_TOPO_DUMP_FILE writes: the model has none. -->\n';
  yield '<system version="1">\n  <cpu numaid="-1">\n';
  for (const [dev, { name, rail, plane, gbps }] of hcas.entries()) {
    const bus = `ffff:${dev.toString(16).padStart(2, '0')}:00.0`;
    // Mb/s, as an integer.
    const net = `name="${escapeXml(name)}" dev="${dev}" speed="${Math.round(gbps * 1000)}" port="1" rail="${rail}" plane="${plane}"`;
    yield `    <pci busid="${bus}" class="0x020000">\n      <nic>\n        <net ${net}/>\n      </nic>\n    </pci>\n`;
  }
  yield '  </cpu>\n</system>\n';
}
