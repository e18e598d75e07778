import { escapeXml, oneLine } from '../std/markup.js';

export type Attributes = Readonly<Record<string, string | number | null>>;

/** `<name a="1"/>`, or with what is inside it; null attributes are left out. */
export function element(name: string, attributes: Attributes, inside = ''): string {
  const start = `<${name}${written(attributes)}`;
  return inside === '' ? `${start}/>` : `${start}>${inside}</${name}>`;
}

/** The lines of a group, one element each. */
export function group(attributes: Attributes, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`<g${written(attributes)}>`, ...lines, '</g>'];
}

export function textElement(name: string, text: string, attributes: Attributes = {}): string {
  return `<${name}${written(attributes)}>${escapeXml(text)}</${name}>`;
}

const longestId = 400;

/** What is shown where the pointer rests, and read aloud. */
export function tip(text: string): string {
  return textElement('title', oneLine(text, longestId));
}

/** `id` may not have blanks; where it had, `data-id` is the id as it is everywhere else. */
export function identity(id: string): Attributes {
  const plain = oneLine(id, longestId);
  const joined = plain.replace(/\s/g, '_') || '_';
  return { id: joined, 'data-id': joined === plain ? null : plain };
}

function written(attributes: Attributes): string {
  let text = '';
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null) text += ` ${name}="${escapeXml(String(value))}"`;
  }
  return text;
}
