// What do files that want to cost as much as possible cost? Budget: 1 s and 300 MB each.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostileFiles } from './hostile-files.mjs';
import { timeProcess } from './measure.mjs';

const folder = mkdtempSync(join(tmpdir(), 'planewright-hostile-'));
const file = join(folder, 'hostile.json');
const rows = Object.entries(hostileFiles).map(([name, text]) => {
  writeFileSync(file, text());
  const runs = [1, 2, 3].map(() => timeProcess(['dist/cli/main.js', 'validate', file], [0, 1, 2]));
  const best = runs.reduce((a, b) => (b.ms < a.ms ? b : a));
  return { name, ...best, megabytes: Math.max(...runs.map(({ megabytes }) => megabytes)) };
});
rmSync(folder, { recursive: true });
for (const { name, ms, megabytes } of rows.sort((a, b) => b.ms - a.ms)) {
  const over = ms > 1000 || megabytes > 300 ? '  OVER BUDGET' : '';
  console.log(
    `${ms.toFixed(0).padStart(6)} ms ${megabytes.toFixed(0).padStart(4)} MB  ${name}${over}`,
  );
}
