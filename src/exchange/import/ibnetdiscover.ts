import type { TextLine } from '../../std/lines.js';
import type { Wiring } from '../wiring.js';
import { IbNodes } from './ib-nodes.js';
import { between, ibSpeed } from './ib-words.js';
import type { Importer, Sniffer } from './importer.js';
import { mostPorts } from './port-names.js';
import { readLines, type Understood } from './read-lines.js';
import { Tally } from './tally.js';

/**
 * What `ibnetdiscover` prints (infiniband-diags, `out_switch_port` and `out_ca_port`), also with `-f`,
 * `-g` or `-p`, and what ibsim reads. One run sees one subnet: several files are joined by their hosts.
 */
export const ibnetdiscover: Importer = (files, limits): Wiring => {
  const names = files.map(({ file }) => file);
  const tally = new Tally(names);
  const reader = new Reader(new IbNodes(tally), limits.maxCables, tally);
  const wanted = 'a record begins with Switch, Ca or Rt, a port is like [1] "S-…"[33]';
  readLines(files, (line, file) => reader.line(line, file), tally, wanted, limits.maxCables);
  const { devices, links } = reader.nodes.finish(limits.maxCables);
  if (links.length === 0) tally.nothing('ibnetdiscover');
  return { devices, links, findings: tally.findings(), files: names, ports: 'through' };
};

export const looksLikeIbnetdiscover: Sniffer = (first) =>
  first.some(
    ({ text }) => node.test(text) || report.test(text) || /^(switch|ca)guid=0x/.test(text),
  );

const node = /^(Switch|Ca|Hca|Rt)\s+(\d+)\s+"([^"]+)"(.*)$/;
const extras = '(?:\\[ext \\d+\\]|\\([0-9a-fA-F]+\\))*';
const port = new RegExp(`^\\[(\\d+)\\]${extras}\\s*"([^"]+)"\\s*\\[(\\d+)\\]${extras}(.*)$`);
/** A port without a cable, where a tool lists it. */
const idle = new RegExp(`^\\[\\d+\\]${extras}\\s*(#.*)?$`);
/** `-p`: a line a port, `SW 7 33 0x… 4x NDR - CA 9 1 0x… ( 'leaf' - 'host nic' )`. */
const report =
  /^(SW|CA|RT)\s+\d+\s+(\d+)\s+0x([0-9a-f]+)\s+(\S+ +\S+)\s+(?:- +(SW|CA|RT)\s+\d+\s+(\d+)\s+0x([0-9a-f]+)\s*\(\s*'(.*)' +- +'(.*)'\s*\)|'.*')\s*$/;
/** What stands between records and tells nothing about cables. */
const beside =
  /^\s*$|^\s*#|^(vendid|devid|sysimgguid|switchguid|caguid|routerguid)=|^\s*(Chassis|Non-Chassis|Hostname|Spine|Line)\b|^(module|width|speed|extspeed|include|do)\b/;

/** Reads one line after the other, knowing in which record it is. */
class Reader {
  #node = -1;
  #file = -1;
  #system: string | null = null;
  /** Speeds by their names, as far as these ended lines. */
  readonly #speeds = new Map<string, number>();

  constructor(
    readonly nodes: IbNodes,
    readonly maxCables: number,
    readonly tally: Tally,
  ) {}

  line({ text, number }: TextLine, file: number): Understood {
    if (file !== this.#file) {
      this.#file = file;
      this.#node = -1;
    }
    if (text.startsWith('[')) return this.#port(text, number);
    if (text.startsWith('sysimgguid=')) this.#system = text.slice(11).split(/\s/)[0]!;
    else if (beside.test(text)) return true;
    else if (text.startsWith('S') || text.startsWith('C') || /^[HR]/.test(text)) {
      const found = node.exec(text);
      return found ? this.#record(found, number) : this.#reported(text, number);
    } else return false;
    return true;
  }

  #record([, kind, ports, id, rest]: RegExpExecArray, line: number): Understood {
    const source = { file: this.#file, line };
    const described = {
      kind: kind === 'Switch' ? ('switch' as const) : ('nic' as const),
      ports: Number(ports),
      description: between(rest!),
      system: this.#system,
    };
    this.#node = this.nodes.describe(id!, described, source);
    this.#system = null;
    return this.#full ? 'full' : true;
  }

  #port(text: string, line: number): Understood {
    const found = port.exec(text);
    if (!found) return idle.test(text) && this.#node >= 0;
    if (this.#node < 0) return false;
    const [, local, id, remote, rest] = found;
    if (!arePorts(local!, remote!)) return false;
    const peer = this.nodes.named(id!, rest!, this.#file, line);
    return this.#side(Number(local), peer, Number(remote), this.#speed(rest!), line);
  }

  /** The speed at the end of a line; a description before it may have any words. */
  #speed(rest: string): number | string {
    const end = rest.slice(rest.lastIndexOf(' ') + 1);
    const known = this.#speeds.get(end);
    if (known !== undefined) return known;
    const speed = ibSpeed(rest.slice(rest.lastIndexOf('"') + 1));
    const kept = typeof speed === 'number' && speed > 0 && ibSpeed(end) === speed;
    if (kept && this.#speeds.size < mostSpeeds) this.#speeds.set(end, speed);
    return speed;
  }

  #reported(text: string, line: number): Understood {
    const found = report.exec(text);
    if (!found) return false;
    const [, kind, local, guid, speed, otherKind, remote, otherGuid, name, otherName] = found;
    if (otherKind === undefined) return true;
    if (!arePorts(local!, remote!)) return false;
    const source = { file: this.#file, line };
    this.#node = this.nodes.reported(kind!, guid!, name!, source, true);
    const peer = this.nodes.reported(otherKind, otherGuid!, otherName!, source, false);
    return this.#side(Number(local), peer, Number(remote), ibSpeed(speed!), line);
  }

  #side(local: number, peer: number, remote: number, speed: number | string, line: number) {
    if (typeof speed === 'string') {
      this.tally.add('wiring-speed-words', speed, { file: this.#file, line });
    }
    const gbps = typeof speed === 'string' ? 0 : speed;
    const { sides } = this.nodes;
    sides.add(this.#node, local - 1, peer, remote - 1, gbps, this.#file, line);
    return this.#full || sides.count >= 2 * this.maxCables + 2 ? 'full' : true;
  }

  /** More nodes than the cables that are taken have ends: each line may name another one. */
  get #full(): boolean {
    return this.nodes.count > 2 * this.maxCables;
  }
}

/** More than there are: what ends a line may be anything. */
const mostSpeeds = 100;

const arePorts = (...numbers: readonly string[]): boolean =>
  numbers.every((text) => Number(text) >= 1 && Number(text) <= mostPorts);
