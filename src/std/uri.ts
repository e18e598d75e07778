const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/**
 * A path as a URI reference (RFC 3986): relative as it was given, absolute as `file:///…`; every
 * segment percent-encoded, so that a colon in a name is no scheme.
 */
export function fileUri(path: string): string {
  const forward = path.replace(loneSurrogate, '\ufffd').replaceAll('\\', '/');
  const drive = /^([A-Za-z]:)\//.exec(forward)?.[1] ?? '';
  const encoded = forward.slice(drive.length).split('/').map(encodeURIComponent).join('/');
  if (drive !== '') return `file:///${drive}${encoded}`;
  return forward.startsWith('/') ? `file://${encoded.replace(/^\/+/, '/')}` : withoutDot(encoded);
}

/** ./a/b → a/b: consumers compare paths as texts. */
const withoutDot = (uri: string): string => uri.replace(/^(\.\/+)+(?=.)/, '');
