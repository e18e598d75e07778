import type { Wiring } from '../../wiring.js';

/** A wiring without the devices that no cable leads to: nothing says where they belong. */
export function cabledOnly(wiring: Wiring): Wiring {
  const { devices, links } = wiring;
  const cabled = new Uint8Array(devices.length);
  for (const { a, b } of links) {
    cabled[a.device] = 1;
    cabled[b.device] = 1;
  }
  if (!cabled.includes(0)) return wiring;
  const places = new Int32Array(devices.length);
  let place = 0;
  for (let i = 0; i < devices.length; i++) places[i] = cabled[i] === 1 ? place++ : -1;
  return {
    ...wiring,
    devices: devices.filter((_, i) => cabled[i] === 1),
    links: links.map((link) => ({
      ...link,
      a: { ...link.a, device: places[link.a.device]! },
      b: { ...link.b, device: places[link.b.device]! },
    })),
  };
}
