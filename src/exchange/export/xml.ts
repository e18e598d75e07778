import { escapeXml } from '../../std/markup.js';

/** Text for XML, escaped once however often it stands there. */
export function xmlTexts(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const found = known.get(text) ?? xmlText(text);
    known.set(text, found);
    return found;
  };
}

/** Line breaks and tabs are references, too: a parser makes blanks of them in attributes. */
export const xmlText = (text: string): string =>
  escapeXml(text).replace(/[\t\n\r]/g, (mark) => `&#${mark.charCodeAt(0)};`);
