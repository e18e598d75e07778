import { type CompactFabric, compact } from '../../src/fabric/compact.js';
import { lehmer, type SmallCable, smallFabric } from '../small-fabrics.js';

/**
 * A small random direct network: routers with unequal cables to each other and unequal numbers of
 * endpoints, some of which hang on two; and a capacity with dead and halved ones.
 */
export function randomDirect(seed: number): { fabric: CompactFabric; capacity: Float64Array } {
  const random = lehmer(seed + 1000);
  const routers = 2 + random(6);
  const speeds = seed % 2 === 0 ? [400] : [100, 200, 400, 133.3];
  const speed = () => speeds[random(speeds.length)]!;
  const cables: SmallCable[] = [];
  let host = 0;
  const even = random(2) === 0 ? 1 + random(2) : 0;
  for (let r = 0; r < routers; r++) {
    for (let i = even > 0 ? even : random(4); i > 0 && host < 10; i--) {
      cables.push([`h${host}/nic0`, `router${r}`, speed()]);
      if (seed % 3 === 0 && random(2) === 0) {
        cables.push([`h${host}/nic0`, `router${random(routers)}`, speed()]);
      }
      host++;
    }
  }
  for (let a = 0; a < routers; a++) {
    for (let b = 0; b < a; b++) {
      if (random(3) > 0) cables.push([`router${b}`, `router${a}`, speed()]);
      if (random(6) === 0) cables.push([`router${b}`, `router${a}`, speed()]);
    }
  }
  const alone = random(5) === 0 ? ['h10/nic0'] : [];
  const fabric = compact(smallFabric({ cables, alone }));
  const damage = random(4);
  const capacity = fabric.gbps.map((gbps) =>
    random(10) >= damage ? gbps : random(3) === 0 ? gbps / 2 : 0,
  );
  return { fabric, capacity };
}
