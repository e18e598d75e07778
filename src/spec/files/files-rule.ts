import { rule } from '../../finding/rule.js';
import { quoted } from '../../std/terminal.js';
import { formatCount } from '../../std/units.js';

const allowed =
  'a path is relative to the file that writes it and stays inside the tree of the folder above that of the first file';

export const files = rule({
  id: 'files',
  summary: 'the files that the topology refers to are there, and can be read',
  explanation: `Proves that the files that a topology is made of can be put together: the chain of
\`extends\` ends, at most 16 files long; \`cables\`, \`labels\`, \`prices\` and \`rates\` name files
of the right form (CSV with the header \`a,b,gbps\`, a JSON object). A path is relative to the file
that writes it and stays inside the tree of the folder above that of the first file, links included:
what is checked is what stands in the repository, wherever the check runs.

To mend it: correct the path, or move the file into the tree. All files together obey the size limit
(\`--max-bytes\`).`,
  messages: {
    'files-path': ({ path, problem }: { path: string; problem: string }) =>
      `the path ${quoted(path)} cannot be used: ${problem}; ${allowed}`,
    'files-no-path': ({ found }: { found: string }) =>
      `"extends" must be the path of a file in double quotes, found ${found}`,
    'files-read': ({ path, problem }: { path: string; problem: string }) =>
      `cannot read ${quoted(path)}: ${problem}`,
    'files-content': ({ problem }: { problem: string }) => problem,
    'files-no-object': ({ path, found }: { path: string; found: string }) =>
      `${quoted(path)} must hold an object {…}, found ${found}`,
    'files-cycle': ({ chain }: { chain: readonly string[] }) =>
      chain.length === 2
        ? `${quoted(chain[0]!)} extends itself`
        : `a chain of files without an end: ${chain.map(quoted).join(' extends ')}`,
    'files-chain': ({ limit }: { limit: number }) =>
      `a chain of more than ${limit} files; no topology needs that many, merge some of them`,
    'files-csv-header': ({ found }: { found: string }) =>
      `the first line must be the header a,b,gbps, found ${quoted(found)}`,
    'files-csv-line': ({ problem }: { problem: string }) =>
      `${problem}; a line is a,b,gbps without quotes, and gbps may be empty`,
    'files-csv-gbps': ({ found }: { found: string }) =>
      `the third field must be a speed in Gb/s, like 100, or nothing, found ${quoted(found)}`,
  },
});

/** What is wrong with so many bytes, in words. */
export const tooLarge = (whose: string, bytes: number, limit: number): string =>
  `${whose} ${formatCount(bytes)} bytes, more than the limit of ${formatCount(limit)}; raise it with --max-bytes`;
