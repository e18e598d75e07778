// How long does `planewright validate` take as a process, against bare Node in the same run?
import { againstNode } from './measure.mjs';

againstNode('validate deepseek-v3', [
  'dist/cli/main.js',
  'validate',
  'topologies/deepseek-v3.json',
]);
againstNode('whatif deepseek-v3, one spine', [
  'dist/cli/main.js',
  'whatif',
  'topologies/deepseek-v3.json',
  '--fail',
  'switch:compute/p3/spine0',
]);
