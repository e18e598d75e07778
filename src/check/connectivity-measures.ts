import type { SeparatedBy } from '../flow/separation/plane-cut.js';
import { lostIn, separation } from '../flow/separation/separation.js';
import { connectivity } from '../measure/connectivity.js';
import type { Measures } from '../spec/topology.js';
import type { Measure } from './measures.js';
import { notMeasured } from './promise.js';

const tooMany = `${notMeasured} (too many pairs to be searched)`;
const noPair = 'not there (there are not two hosts)';
const noNumber = 'no number (they are joined without a switch)';

const ofLosses = (by: SeparatedBy): Measure => ({
  unit: by,
  what: () => `the ${by === 'cables' ? 'cable' : 'switch'} connectivity`,
  of: (state, { planes, among = null, between }) => {
    if (between) {
      const cuts = separation(state.fabric, state.capacity, planes, between, by);
      return cuts ? lostIn(cuts) : noNumber;
    }
    const worst = connectivity(state, planes, among, by);
    if (worst === undefined) return tooMany;
    return worst ? (worst.fewest ?? noNumber) : noPair;
  },
});

/** The fewest whose loss separates any two hosts, or two ends (LANGUAGE section 5). */
export const connectivityMeasures = {
  cableConnectivity: ofLosses('cables'),
  switchConnectivity: ofLosses('switches'),
} satisfies Partial<Record<keyof Measures, Measure>>;

export const lostBy: Readonly<Record<keyof typeof connectivityMeasures, SeparatedBy>> = {
  cableConnectivity: 'cables',
  switchConnectivity: 'switches',
};
