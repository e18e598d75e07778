/** What XML 1.0 cannot carry: control characters, lone surrogates, the two non-characters. */
const forbidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Line breaks, C1 controls, and marks that would turn the direction of the text around them. */
const breaks = /[\s\u0085\u2028\u2029]+/g;
const invisible = /[\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for XML and HTML, in content and in quoted attributes. */
export function escapeXml(text: string): string {
  return text.replace(forbidden, '\ufffd').replace(/[&<>"']/g, (found) => entities[found]!);
}

/** Text as a CDATA section of XML; the end mark in it is split between two of them. */
export const cdataSection = (text: string): string =>
  `<![CDATA[${text.replace(forbidden, '\ufffd').replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

/** Foreign text on one line of at most `limit` characters; what cannot be seen is made visible. */
export function oneLine(text: string, limit: number): string {
  // Cut first, so that a huge name costs no more than a long one.
  const cut = text.slice(0, 2 * limit + 2);
  const clean = cut
    .replace(breaks, ' ')
    .replace(forbidden, '\ufffd')
    .replace(invisible, '\ufffd')
    .trim();
  const characters = [...clean];
  if (characters.length <= limit && cut.length === text.length) return clean;
  return `${characters.slice(0, limit - 1).join('')}…`;
}
