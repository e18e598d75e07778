import { type CompactFabric, compact } from '../../src/fabric/compact.js';
import { lehmer, type SmallCable, smallFabric } from '../small-fabrics.js';

/** What random planes may look like: `any` adds endpoints on two switches and shortcuts. */
export type Shape = 'leaf-spine' | 'any';

/** A small random plane with unequal cables, and a capacity with dead, halved and odd ones. */
export function randomPlane(
  seed: number,
  shape: Shape,
): { fabric: CompactFabric; capacity: Float64Array } {
  const random = lehmer(seed);
  const speeds = [100, 200, 400, 400, 400, 133.3];
  const speed = () => speeds[random(speeds.length)]!;
  const leaves = 1 + random(4);
  const spines = random(4);
  const cables: SmallCable[] = [];
  const alone: string[] = [];
  const hosts = 2 + random(7);
  for (let h = 0; h < hosts; h++) {
    const leaf = random(leaves);
    if (random(20) === 0) alone.push(`h${h}/nic0`);
    else cables.push([`h${h}/nic0`, `leaf${leaf}`, speed()]);
    if (random(5) === 0) cables.push([`h${h}/nic0`, `leaf${leaf}`, speed()]);
    if (shape === 'any' && random(3) === 0) {
      cables.push([`h${h}/nic0`, random(4) === 0 ? 'spine0' : `leaf${random(leaves)}`, speed()]);
    }
  }
  for (let leaf = 0; leaf < leaves; leaf++) {
    for (let spine = 0; spine < spines; spine++) {
      for (let i = random(4); i > 0; i--) cables.push([`leaf${leaf}`, `spine${spine}`, speed()]);
    }
  }
  if (shape === 'any') {
    for (let i = random(4); i > 0; i--) {
      const [a, b] = [random(leaves), random(leaves)];
      if (a !== b) cables.push([`leaf${a}`, `leaf${b}`, speed()]);
    }
    if (random(2) === 0) cables.push(['spine0', 'core0', speed()], ['spine1', 'core0', speed()]);
  }
  const fabric = compact(smallFabric({ cables, alone }));
  const damage = random(4);
  const capacity = fabric.gbps.map((gbps) =>
    random(10) >= damage ? gbps : random(3) === 0 ? gbps / 2 : 0,
  );
  return { fabric, capacity };
}
