import { type Attachment, attachmentOf } from '../spec/attachment.js';
import type { AttachInput, PerKind } from '../spec/topology.js';
import type { Question } from './wish.js';

/** A way in which NIC ports reach planes and leaves. */
export interface Wiring {
  readonly attach: AttachInput;
  readonly attachment: Attachment;
  /** "8 rail-planes", "one plane, rail-optimised". */
  readonly words: string;
  /** The same as a part of a name: "rail-planes". */
  readonly name: string;
}

type Where = 'leaf' | 'plane' | 'none';

/** Of two wirings that cost the same the one that spreads a host further comes first. */
const wheres: readonly Where[] = ['leaf', 'none', 'plane'];

/**
 * Every wiring of hosts with such NICs: rails and ports each go to leaves of their own, to planes of
 * their own, or stay together.
 */
export function wiringsOf(question: Question): Wiring[] {
  const { nicsPerHost, nic } = question;
  const rails = nicsPerHost > 1 ? wheres : (['none'] as const);
  const ports = nic.ports > 1 ? portWheres(question) : (['none'] as const);
  return rails.flatMap((rail) => ports.map((port) => wiringOf(question, rail, port)));
}

/** Nobody splits a NIC to put all its ports on one leaf. */
const portWheres = ({ nic, nicModel }: Question): readonly Where[] =>
  nic.ports > nicModel.ports ? ['leaf', 'plane'] : wheres;

/** Those of a direct network, which has no leaves to choose from. */
export const directWiringsOf = (question: Question): Wiring[] =>
  wiringsOf(question).filter(({ attach }) => attach.oneLeafPer === undefined);

function wiringOf(question: Question, rail: Where, port: Where): Wiring {
  const [onePlanePer, oneLeafPer] = [per(rail, port, 'plane'), per(rail, port, 'leaf')];
  const attach: AttachInput = {
    nics: ['h/nic'],
    ...(onePlanePer ? { onePlanePer } : {}),
    ...(oneLeafPer ? { oneLeafPer } : {}),
  };
  const attachment = attachmentOf(attach, partsOf(question));
  const planes = planeWords(attachment.planes, onePlanePer);
  const leaves = oneLeafPer ? leafWords(attachment, oneLeafPer) : undefined;
  return {
    attach,
    attachment,
    words: [planes, leaves].filter((words) => words !== undefined).join(', '),
    name: [
      onePlanePer ? `${dashed(onePlanePer)}-planes` : oneLeafPer ? undefined : 'one-plane',
      oneLeafPer ? `${dashed(oneLeafPer)}-leaves` : undefined,
    ]
      .filter((part) => part !== undefined)
      .join('-'),
  };
}

function per(rail: Where, port: Where, where: Where): PerKind | undefined {
  if (rail === where) return port === where ? 'rail+port' : 'rail';
  return port === where ? 'port' : undefined;
}

const dashed = (kind: PerKind): string => kind.replace('+', '-');

function planeWords(planes: number, kind: PerKind | undefined): string {
  if (kind === undefined) return 'one plane';
  return kind === 'rail+port' ? `${planes} planes by rail and port` : `${planes} ${kind}-planes`;
}

function leafWords({ portsInPlane }: Attachment, kind: PerKind): string {
  const byPort = portsInPlane === 2 ? 'dual-ToR' : 'a leaf per port';
  if (kind === 'rail') return 'rail-optimised';
  return kind === 'port' ? byPort : `rail-optimised, ${byPort}`;
}

/** The hosts and NICs of a question, in the language. */
export function partsOf({ hosts, nic, nicsPerHost, gpusPerHost }: Question) {
  return {
    nicModels: { [nic.name]: { ports: nic.ports, portGbps: nic.portGbps } },
    hosts: {
      h: {
        count: hosts,
        gpus: gpusPerHost,
        scaleUpGbps: 0,
        scaleUpHosts: 1,
        nics: { nic: { model: nic.name, count: nicsPerHost } },
      },
    },
  };
}
