// How long does a picture take as a process, against bare Node in the same run, and how large is it?
// Every gallery file as a whole; one plane of those whose planes are largest.
import { readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { againstNode, root } from './measure.mjs';

const picture = join(tmpdir(), 'planewright-picture.svg');

function draw(name, detail, runs) {
  const file = `topologies/${name}.json`;
  const args = ['dist/cli/main.js', 'draw', file, '--detail', detail, '-o', picture];
  againstNode(`draw ${name}, ${detail}`, args, { runs });
  console.log(`  KB           ${(statSync(picture).size / 1000).toFixed(0)}`);
}

const gallery = readdirSync(join(root, 'topologies')).filter((name) => name.endsWith('.json'));
for (const file of gallery) draw(file.replace('.json', ''), 'overview', 3);
// 64 × 32 switches, 128 × 64, and three tiers of 128.
for (const name of ['deepseek-v3', 'hpn-pod', 'superpod-h100-16su']) draw(name, 'plane', 3);
