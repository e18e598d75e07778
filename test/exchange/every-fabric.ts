import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Built } from '../../src/build/build.js';
import type { Topology } from '../../src/spec/topology.js';
import { gallery } from '../worlds.js';
import { builtOf, topologyAt } from './exported.js';

/** The gallery and test/fixtures/ok: fabrics of every family, with all that a file may say. */
export const everyFile: readonly string[] = [
  ...gallery,
  ...readdirSync(join(import.meta.dirname, '../fixtures/ok'))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => `test/fixtures/ok/${name}`),
];

/** Those whose expansion alone takes seconds; their kind is among the smaller ones. */
const huge = /ft3|slim-fly-q27|deepseek-ideal/;

const large =
  /deepseek|hpn-pod|spectrum-x-multi-rail|superpod-h100-16su|multi-rail-2048|slim-fly-q27|ft3/;

/** Files of which every cable is read back, and those of which what is written is counted. */
export const smallFiles = everyFile.filter((path) => !large.test(path));
export const largeFiles = everyFile.filter((path) => large.test(path) && !huge.test(path));

/** A file, expanded once for all tests that look at it and change nothing. */
export function opened(path: string): { topology: Topology; fabric: Built['fabric'] } {
  const topology = topologyAt(path);
  return { topology, fabric: builtOf(topology).fabric };
}
