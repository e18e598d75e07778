import { readFileSync } from 'node:fs';

/**
 * What no page asks for: places come with it, linear programs are the command line's, and a fabric is expanded
 * into arrays (the graph is for paths by ids, and for exports).
 */
const absent = ['default', 'MultiUndirectedGraph', 'dijkstra'];
const leftOut = {
  name: 'left-out',
  resolveId: (id) =>
    /^(elkjs|highs|graphology|graphology-shortest-path|node:module)(\/|$)/.test(id)
      ? '\0left-out'
      : null,
  load: (id) =>
    id === '\0left-out'
      ? `const none = null; export { ${absent.map((name) => `none as ${name}`).join(', ')} };`
      : null,
};

/** What is in a page, and may be passed on with this notice. */
const licence = readFileSync('LICENSE', 'utf8').trim();
const levenshtein = readFileSync('node_modules/fastest-levenshtein/LICENSE.md', 'utf8').trim();
const notice = `/*! Planewright:\n${licence}\n\nWith fastest-levenshtein:\n${levenshtein}\n*/`;

/** A part of the interactive page (`planewright draw -o x.html`): one script, for any recent browser. */
const browser = (name) => ({
  input: `src/browser/${name}.ts`,
  platform: 'browser',
  resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
  transform: { target: 'es2022', define: { 'import.meta.url': "''" } },
  plugins: [leftOut],
  output: {
    file: `dist/browser/${name}.js`,
    format: 'iife',
    minify: true,
    codeSplitting: false,
    ...(name === 'engine' ? { postBanner: notice } : {}),
  },
});

export default [
  // Joins the command line into few files (run by `npm run build`): loading two hundred small modules
  // took a third of the time of a small question. What a command loads only when it needs it stays in
  // files of its own; packages stay where they are.
  {
    input: { main: 'dist/cli/main.js' },
    platform: 'node',
    external: /^[^./]/,
    output: { dir: 'dist/cli', format: 'esm', chunkFileNames: '[name].chunk.js' },
  },
  browser('page'),
  browser('engine'),
];
