/** What a picture may be written as, and how files of each end; the first one is the default. */
const endings = {
  svg: ['.svg'],
  html: ['.html', '.htm'],
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
