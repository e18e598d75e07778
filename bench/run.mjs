// Runs every question of this folder, one after the other: `npm run bench [NAME…]`.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const helpers = ['run.mjs', 'measure.mjs', 'peak.mjs', 'hostile-files.mjs'];
const wanted = process.argv.slice(2);
for (const file of readdirSync(import.meta.dirname).sort()) {
  if (!file.endsWith('.mjs') || helpers.includes(file)) continue;
  if (wanted.length > 0 && !wanted.includes(file.replace('.mjs', ''))) continue;
  console.log(`\n# ${file.replace('.mjs', '')}`);
  const { status } = spawnSync(process.execPath, [`${import.meta.dirname}/${file}`], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
