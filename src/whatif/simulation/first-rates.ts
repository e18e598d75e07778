import { Ints, Numbers } from '../../fabric/growing.js';
import type { MaxMinCertificate } from '../../flow/certify/fair-rates.js';
import { certifiedRates } from '../../flow/fluid/certified-rates.js';
import type { Flows } from '../../flow/fluid/flows.js';
import { maxMinRates } from '../../flow/fluid/max-min.js';
import type { NotRouted } from '../../flow/routing/routed.js';
import { formatCount } from '../../std/units.js';
import type { CollectiveRun } from './runs.js';
import type { Site } from './site.js';
import { type StepStage, stepStage } from './step-stage.js';

/** Entries of routes that are written into certificates: some twenty megabytes. */
const mostEntries = 200_000;

/**
 * Rates of what all jobs send first, plane by plane, as far as the network decides them: the shares that flows
 * have of its cables, whatever scale-up domains could take.
 */
export function firstRates(
  site: Site,
  jobs: readonly (readonly CollectiveRun[])[],
): MaxMinCertificate[] | NotRouted {
  const stages: StepStage[] = [];
  for (const [first] of jobs) {
    for (const step of first?.steps() ?? []) {
      const stage = stepStage(site, step);
      if ('reason' in stage) return stage;
      stages.push(stage);
      break;
    }
  }
  const entries = stages.reduce((sum, { flows }) => sum + flows.channels.length, 0);
  if (entries > mostEntries) {
    return {
      reason: `routes of ${formatCount(entries)} cables are too many for certificates; name fewer hosts`,
    };
  }
  const made: MaxMinCertificate[] = [];
  for (const plane of site.fabric.planeSets[site.gpus.planeSet]!.planes) {
    const { flows, ends } = onNetwork(site, stages, plane);
    if (flows.count === 0) continue;
    made.push(
      certifiedRates(site.fabric, plane, ends, flows, maxMinRates(flows, site.channelGbps)),
    );
  }
  return made;
}

/**
 * The flows of a plane without what they take of GPUs. Their first cable is one of who sends, the last one of who
 * takes it.
 */
function onNetwork({ fabric }: Site, stages: readonly StepStage[], wanted: number) {
  const { lower, upper, cablePlane, cableCount } = fabric;
  const [offsets, channels, shares] = [new Ints(), new Ints(), new Numbers()];
  const [from, to] = [new Ints(), new Ints()];
  offsets.push(0);
  for (const { flows } of stages) {
    for (let f = 0; f < flows.count; f++) {
      const start = channels.length;
      for (let i = flows.offsets[f]!; i < flows.offsets[f + 1]!; i++) {
        const channel = flows.channels[i]!;
        if (channel >= 2 * cableCount || cablePlane[channel >> 1] !== wanted) continue;
        channels.push(channel);
        shares.push(flows.shares?.[i] ?? 1);
      }
      if (channels.length === start) continue;
      offsets.push(channels.length);
      const [first, last] = [channels.at(start), channels.last];
      from.push((first & 1) === 0 ? lower[first >> 1]! : upper[first >> 1]!);
      to.push((last & 1) === 0 ? upper[last >> 1]! : lower[last >> 1]!);
    }
  }
  const flows: Flows = {
    count: from.length,
    offsets: offsets.close(),
    channels: channels.close(),
    shares: shares.close(),
  };
  return { flows, ends: { from: from.close(), to: to.close() } };
}
