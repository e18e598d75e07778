// How long does a picture take as a process, against bare Node in the same run?
import { againstNode } from './measure.mjs';

const draw = ['dist/cli/main.js', 'draw', 'topologies/deepseek-v3.json'];
againstNode('draw deepseek-v3, overview', draw, 5);
againstNode('draw deepseek-v3, one plane', [...draw, '--detail', 'plane'], 5);
