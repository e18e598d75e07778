// Joins the command line into few files (run by `npm run build`): loading two hundred small modules
// took a third of the time of a small question. What a command loads only when it needs it stays in
// files of its own; packages stay where they are.
export default {
  input: { main: 'dist/cli/main.js' },
  platform: 'node',
  external: /^[^./]/,
  output: { dir: 'dist/cli', format: 'esm', chunkFileNames: '[name].chunk.js' },
};
