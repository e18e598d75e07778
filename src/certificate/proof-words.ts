import type { Proof } from '../flow/bisection/guarantee.js';
import { formatCounted, formatGbps } from '../std/units.js';

type Words = { readonly [By in Proof['by']]: (proof: Extract<Proof, { by: By }>) => string };

/** Why no halves have less, in a few words; docs/certificates.md has the arguments. */
const words: Words = {
  'leaf-classes': ({ classes }) => {
    const leaves = classes.reduce((sum, { length }) => sum + length, 0);
    const kinds = classes.length === 1 ? '1 class' : `${classes.length} classes`;
    return `every choice among ${formatCounted(leaves, 'leaf')} of ${kinds}`;
  },
  'common-spines': ({ leftOut }) =>
    `routing over common spines${leftOut.length === 0 ? '' : `, ${formatCounted(leftOut.length, 'leaf')} left out`}`,
  'up-down': ({ tops }) => `routing up to ${formatCounted(tops.length, 'switch')} and down again`,
  'two-phase': ({ turns }) =>
    `uniform traffic over shortest paths${turns.length === 0 ? '' : `, by ${turns.length === 1 ? '1 symmetry' : `${turns.length} symmetries`}`}`,
  'all-to-all': () => 'traffic of all endpoints to all over shortest paths',
  'switch-classes': ({ classes }) =>
    classes.length === 0
      ? 'every choice of switches'
      : `every choice of switches of ${formatCounted(classes.length, 'class')}`,
  spectral: () => 'the eigenvalues of the plane',
  'less-lost': ({ lostGbps, before }) =>
    `${proofWords(before)}, less the ${formatGbps(lostGbps)} that was lost since`,
  nothing: () => 'nothing that says how much there is at least',
};

/** How a lower end was proved. */
export const proofWords = (proof: Proof): string =>
  (words[proof.by] as (proof: Proof) => string)(proof);
