import { pointerTo } from '../finding/pointer.js';
import { type Finding, finding } from '../finding/rule.js';
import { nearest } from '../std/suggest.js';
import type { Attachment } from './attachment.js';
import { attachment as rule, sizeLimit } from './rules.js';
import type { AttachInput, SlotList } from './topology.js';

/** By entry of `nics`: the slot of each of its hosts. */
export type Slots = readonly Int32Array[];

/** Slots, not what is wrong with them. */
export const isSlots = (slots: Slots | readonly Finding[]): slots is Slots =>
  slots[0] instanceof Int32Array;

/**
 * The slots of the hosts: pinned entries take theirs, the others fill what is in no list and not
 * empty, in order of `nics`. At most `limit` slots are looked at.
 */
export function placeHosts(
  attach: AttachInput,
  { entries }: Attachment,
  pointer: string,
  limit: number,
): Slots | Finding[] {
  const findings: Finding[] = [];
  const taken = new Set<number>();
  const expand = (list: SlotList, at: string): number[] => {
    const slots: number[] = [];
    list.forEach((item, i) => {
      const place = pointerTo(at, i);
      const range = typeof item === 'number' ? { from: item, to: item, step: 1 } : parse(item);
      if (range.to < range.from) {
        findings.push(finding(rule, 'attachment-slot-range', { text: String(item) }, place));
      } else if (
        (range.to - range.from) / range.step + taken.size > limit ||
        range.to > 4 * limit
      ) {
        findings.push(finding(sizeLimit, 'size-limit-slots', { limit }, place));
      } else {
        for (let slot = range.from; slot <= range.to; slot += range.step) {
          if (taken.has(slot)) {
            findings.push(finding(rule, 'attachment-slot-twice', { slot }, place));
            break;
          }
          taken.add(slot);
          slots.push(slot);
        }
      }
    });
    return slots;
  };

  expand(attach.emptySlots ?? [], pointerTo(pointer, 'emptySlots'));
  const pinned = new Map<string, number[]>();
  for (const [entry, list] of Object.entries(attach.slots ?? {})) {
    const at = pointerTo(pointer, 'slots', entry);
    const owner = entries.find((e) => e.entry === entry);
    if (!owner) {
      const suggestion = nearest(entry, attach.nics);
      const place = { pointer: at, part: 'key' } as const;
      findings.push(
        finding(rule, 'attachment-slots-of-nothing', { name: entry, suggestion }, place),
      );
      continue;
    }
    const slots = expand(list, at);
    if (slots.length < owner.hosts && findings.length === 0) {
      const args = { slots: slots.length, hosts: owner.hosts };
      findings.push(finding(rule, 'attachment-slots-too-few', args, at));
    }
    pinned.set(entry, slots);
  }
  if (findings.length > 0) return findings;

  let next = 0;
  return entries.map(({ entry, hosts }) => {
    const slots = pinned.get(entry);
    if (slots) return Int32Array.from(slots.slice(0, hosts));
    return Int32Array.from({ length: hosts }, () => {
      while (taken.has(next)) next++;
      return next++;
    });
  });
}

/** The slot of the last host, −1 if there is none; hosts that fill the slots in order are not placed. */
export function lastSlotOf(
  attach: AttachInput,
  attachment: Attachment,
  pointer: string,
  limit: number,
): number | Finding[] {
  const inOrder =
    (attach.emptySlots ?? []).length === 0 && Object.keys(attach.slots ?? {}).length === 0;
  if (inOrder) return attachment.entries.reduce((sum, { hosts }) => sum + hosts, 0) - 1;
  const slots = placeHosts(attach, attachment, pointer, limit);
  if (!isSlots(slots)) return slots;
  return slots.reduce((last, list) => list.reduce((a, b) => Math.max(a, b), last), -1);
}

function parse(text: string): { from: number; to: number; step: number } {
  const [from, to, step] = text.split(/[-/]/).map(Number);
  return { from: from!, to: to!, step: step ?? 1 };
}
