/** What a picture may be written as, and how files of each end; the first one is the default. */
const endings = {
  svg: ['.svg'],
  html: ['.html', '.htm'],
  mermaid: ['.mmd', '.mermaid'],
  dot: ['.dot', '.gv'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type PictureFormat = keyof typeof endings;

/** Those that a diagram alone is enough for: a page brings the fabric along. */
export type DiagramFormat = Exclude<PictureFormat, 'html'>;

export const pictureFormats = Object.keys(endings) as readonly PictureFormat[];

/** The format that the name of a file asks for; null if it asks for none of ours. */
export function formatOf(file: string): PictureFormat | null {
  const name = file.toLowerCase();
  const asked = (format: PictureFormat) => endings[format].some((ending) => name.endsWith(ending));
  return pictureFormats.find(asked) ?? null;
}

/** Files whose name promises an image that is not drawn here, and who makes it from the SVG. */
const converted = ['.png', '.pdf', '.ps', '.eps', '.jpg', '.jpeg', '.webp', '.gif'];

/** What is wrong with the name of a file that is to hold a picture of a format; null if nothing. */
export function wrongName(file: string): string | null {
  const ending = converted.find((one) => file.toLowerCase().endsWith(one));
  if (ending === undefined) return null;
  const kind = ending.slice(1);
  const way =
    kind === 'png' || kind === 'pdf' || kind === 'ps' || kind === 'eps'
      ? `: draw fabric.svg, then rsvg-convert -f ${kind} -o fabric.${kind} fabric.svg`
      : '';
  return `${file}: ${kind.toUpperCase()} is not written${way}`;
}
