// How long does it take to list the designs of large wishes, as a process, against bare Node in the
// same run? Nothing is expanded: the number of endpoints does not matter. Budget: 1 s.
import { againstNode } from './measure.mjs';

const size = (name, args) => againstNode(name, ['dist/cli/main.js', 'size', ...args.split(' ')]);

size('16,384 endpoints', '--endpoints 16384 --switch-ports 64');
size('500,000 endpoints', '--endpoints 500000 --switch-ports 64');
size(
  '500,000 endpoints, every split and up to 4:1',
  '--endpoints 500000 --switch-ports 64 --splits 2,4,8 --nic-splits 2,4,8 --nics-per-host 4 --oversubscription 4:1',
);
