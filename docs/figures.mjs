// Draws the gallery into docs/figures, whole and one plane of each (run by `npm run figures`). What is
// there is compared with what is drawn by test/figures.test.ts; the large files are drawn here only.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { draw, load, open } from '../dist/index.js';

const root = join(import.meta.dirname, '..');
const figures = join(import.meta.dirname, 'figures');
const maxCables = 3_000_000;

mkdirSync(figures, { recursive: true });
for (const folder of ['topologies', 'topologies/large']) {
  for (const name of readdirSync(join(root, folder)).sort()) {
    if (!name.endsWith('.json')) continue;
    const file = `${folder}/${name}`;
    const read = (path) => readFileSync(join(root, dirname(file), path));
    const opened = open(load({ file, bytes: readFileSync(join(root, file)) }, { maxCables, read }));
    for (const detail of ['overview', 'plane']) {
      const figure = `${name.replace(/json$/, '')}${detail}.svg`;
      writeFileSync(join(figures, figure), await draw(opened, { detail }));
      console.log(figure);
    }
  }
}
