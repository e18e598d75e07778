/** What no page asks for: places come with it, and linear programs are the command line's. */
const leftOut = {
  name: 'left-out',
  resolveId: (id) => (/^(elkjs|highs)(\/|$)/.test(id) ? '\0left-out' : null),
  load: (id) => (id === '\0left-out' ? 'export default null;' : null),
};

/** A part of the interactive page (`planewright draw -o x.html`): one script, for any recent browser. */
const browser = (name) => ({
  input: `src/browser/${name}.ts`,
  platform: 'browser',
  resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
  transform: { target: 'es2022' },
  plugins: [leftOut],
  output: { file: `dist/browser/${name}.js`, format: 'iife', minify: true, codeSplitting: false },
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
