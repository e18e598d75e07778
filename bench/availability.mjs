// How long does it take to say how much bandwidth there is over a year, as a process, against bare Node in
// the same run? Aim: `deepseek-v3` with the rates of HPN within 2 s over its start-up and build (a what-if that fails nothing).
import { againstNode } from './measure.mjs';

const asked = (name, ...args) => againstNode(name, ['dist/cli/main.js', ...args]);
const rates = ['--rates', 'topologies/rates/alibaba-hpn.json'];

asked(
  'start-up and build of deepseek-v3',
  'whatif',
  'topologies/deepseek-v3.json',
  '--between',
  'h0,h1',
);
asked('deepseek-v3', 'availability', 'topologies/deepseek-v3.json', ...rates);
asked('hpn-pod', 'availability', 'topologies/hpn-pod.json', ...rates);
